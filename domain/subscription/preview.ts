import { CHANGE_KINDS } from '../edits/change';
import { comingCharges } from '../edits/coming-charges';
import type { Preview } from '../edits/preview';
import { refusalOfRetirement } from './commands';
import type { SubscriptionRecord } from './record';

/** The commands that can be previewed. */
export const PREVIEWED_KINDS = [...CHANGE_KINDS, 'refund', 'retire'] as const;
export type PreviewedKind = (typeof PREVIEWED_KINDS)[number];

/** Tells what a retirement would do: nothing at the gateway, which goes on to make the charges that are told. */
export function previewRetirement(record: SubscriptionRecord): Preview {
  const why = refusalOfRetirement(record);
  if (why !== undefined) return { allowed: false, why };
  return {
    allowed: true,
    what: 'follow the schedule no more; the gateway goes on charging it',
    sets: 'nothing',
    gatewayCalls: [],
    nextCharges: comingCharges(record, {}),
  };
}
