/** The invariants of docs/invariants.md that a life can break. */
export type Invariant =
  | 'I1 executed at most once'
  | 'I2 every executed charge is known'
  | 'I3 nothing is invented'
  | 'I4 ends agree with the gateway'
  | 'I5 what is unknown is resolved'
  | 'I6 no outcome is guessed'
  | 'I7 no flag without its cause'
  | 'I8 no cause without its flag'
  | 'I9 bounds hold'
  | 'I10 no card number anywhere'
  | 'I11 the code repeats itself'
  | 'I12 a life goes on'
  | 'I13 commands are answered truthfully'
  | 'I14 nothing is sent again unasked'
  | 'I15 what was ordered is done'
  | 'I16 changes are carried out in order'
  | 'I17 one edit at a time'
  | 'I18 nothing after a cancellation'
  | 'I19 no cycle twice, no past'
  | 'I20 the amount was sold'
  | 'I21 a post adds nothing'
  | 'I22 refunds agree with the gateway'
  | 'I23 money goes back once'
  | 'I24 what was before is history'
  | 'I25 adopted as it may be';

/** Something that must not be. */
export interface Finding {
  invariant: Invariant;
  /** What is wrong, with the ids and dates that it is about. */
  what: string;
}

export const shortId = (id: string): string => `${id.slice(0, 6)}…${id.slice(-4)}`;
