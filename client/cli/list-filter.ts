import type { SubscriptionState } from '../../domain/subscription/states';
import type { ListFilter } from '../listing/list-query';

/** The conditions of `list`, as typed. */
export interface FilterFlags {
  merchant?: string;
  payer?: string;
  state?: string;
  scheduleStatus?: string;
  sid?: string;
  attention?: true;
  denied?: true;
  owed?: true;
  nextChargeFrom?: string;
  nextChargeBefore?: string;
  startedFrom?: string;
  startedBefore?: string;
  endedFrom?: string;
  endedBefore?: string;
  open?: true;
  ended?: true;
}

/** The conditions that are one text, under the same name in both. */
const TEXTS = [
  'merchant',
  'payer',
  'scheduleStatus',
  'sid',
  'nextChargeFrom',
  'nextChargeBefore',
  'startedFrom',
  'startedBefore',
  'endedFrom',
  'endedBefore',
] as const;

/** What flags ask for. The client checks the values. */
export function filterOf(flags: FilterFlags): ListFilter {
  const texts = TEXTS.flatMap((name) => (flags[name] === undefined ? [] : [[name, flags[name]] as const]));
  const { state, attention, denied, owed, open, ended } = flags;
  return {
    ...Object.fromEntries(texts),
    ...(state === undefined ? {} : { state: statesIn(state) }),
    ...(attention === undefined ? {} : { needsAttention: true }),
    ...(denied === undefined ? {} : { denied: true }),
    ...(owed === undefined ? {} : { owed: true }),
    ...(open === undefined ? {} : { open: true }),
    ...(ended === undefined ? {} : { open: false }),
  };
}

/** States with commas between; the client checks that they are states. */
export const statesIn = (text: string): SubscriptionState[] =>
  text.split(',').map((part) => part.trim() as SubscriptionState);
