/** The authorizer_id values of docs/gateway.md §10; anything else is code 5. */
const ranges: readonly (readonly [number, number])[] = [
  [1, 3],
  [5, 6],
  [12, 12],
  [29, 29],
  [31, 31],
  [33, 33],
  [35, 35],
  [41, 41],
  [43, 47],
  [50, 51],
  [70, 71],
  [201, 202],
  [207, 207],
  [209, 211],
  [223, 225],
  [279, 286],
  [288, 288],
  [402, 402],
  [404, 405],
  [410, 413],
  [440, 440],
];

/** Authorizers that take cards of one brand; every other one has a brand of its own. */
const brands: readonly (readonly string[])[] = [
  ['1', '201'],
  ['2', '50', '51', '202', '286'],
  ['41', '288'],
];

/** Do two authorizers take cards of the same brand? */
export function isSameBrand(one: string, other: string): boolean {
  return one === other || brands.some((brand) => brand.includes(one) && brand.includes(other));
}

const debit = new Set(['286', '288']);

/** Is this an authorizer that the gateway knows? Up to three digits. */
export function isKnownAuthorizer(authorizerId: string): boolean {
  if (!/^\d{1,3}$/.test(authorizerId)) return false;
  const id = Number(authorizerId);
  return ranges.some(([first, last]) => id >= first && id <= last);
}

/** payment_type of a charge: C credit, D debit (docs/gateway.md §10). */
export function paymentTypeOf(authorizerId: string): 'C' | 'D' {
  return debit.has(authorizerId) ? 'D' : 'C';
}
