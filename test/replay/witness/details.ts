import { attentionOf } from '../../../domain/subscription/attention';
import { currentDetails as detailsAsTheyAre } from '../../../workflows/show/details';
import { witness } from './sinks';

/** Shows the details as they are, and reports the flags that are up. */
export function currentDetails(...shown: Parameters<typeof detailsAsTheyAre>): string {
  const [, record, context] = shown;
  for (const { flag } of attentionOf(record, context)) witness.flag(flag);
  return detailsAsTheyAre(...shown);
}
