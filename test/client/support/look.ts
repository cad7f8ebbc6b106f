import type { Look } from '../../../client/cli/look';
import { colourless } from '../../../client/cli/paint';
import { EN } from '../../../client/cli/words/en';

/** How answers are written in tests: English, 80 columns, no colours. */
export const look = (changes: Partial<Look> = {}): Look => ({
  program: 'carat',
  width: 80,
  paint: colourless,
  words: EN,
  typed: [],
  ...changes,
});
