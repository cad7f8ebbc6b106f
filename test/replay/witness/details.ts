import { currentDetails as detailsAsTheyAre } from '../../../workflows/show/details';
import { witness } from './sinks';

/** Shows the details as they are, and reports the flags that are up. */
export function currentDetails(...shown: Parameters<typeof detailsAsTheyAre>): string {
  const [, , { attention }] = shown;
  for (const { flag } of attention) witness.flag(flag);
  return detailsAsTheyAre(...shown);
}
