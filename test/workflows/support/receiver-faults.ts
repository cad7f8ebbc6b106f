import type { ReceiverFault } from '../../support/receiver';

const KINDS: readonly (ReceiverFault | undefined)[] = [
  undefined,
  'taken_and_lost',
  'refuses',
  undefined,
  'resets',
  undefined,
  undefined,
  'redirects',
  'taken_and_lost',
  undefined,
];

/** What goes wrong with so many requests in a row: half of them, each kind in turn. One that is silent costs 15 s, so there is none. */
export const fixedFaults = (count: number): (ReceiverFault | undefined)[] =>
  Array.from({ length: count }, (_none, index) => KINDS[index % KINDS.length]);
