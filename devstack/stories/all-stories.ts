import { blockedLives } from './blocked-lives';
import { lostCalls } from './lost-calls';
import { oddMonths } from './odd-months';
import { plainLives } from './plain-lives';
import { refusedStarts } from './refused-starts';
import type { Story } from './story';
import { unsentCalls } from './unsent-calls';

/** Every path of the life that is recorded and replayed. A new phase or turn of the workflow gets its story here. */
export const allStories: readonly Story[] = [
  ...plainLives,
  ...refusedStarts,
  ...lostCalls,
  ...unsentCalls,
  ...oddMonths,
  ...blockedLives,
];
