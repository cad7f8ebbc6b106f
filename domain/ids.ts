declare const brand: unique symbol;
type Brand<Name extends string> = string & { readonly [brand]: Name };

/** Identifier of one payment at the gateway, 64 characters (docs/gateway.md §0). */
export type Nit = Brand<'Nit'>;
/** Identifier of one schedule at the gateway, 64 characters (docs/gateway.md §0). */
export type Sid = Brand<'Sid'>;

/** Whether two ids of the gateway are the same: they are hex-like, and their case says nothing. */
export const isSameId = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Marks a string read from the gateway as a NIT. */
export const asNit = (value: string): Nit => value as Nit;
/** Marks a string read from the gateway as a SID. */
export const asSid = (value: string): Sid => value as Sid;

/** Characters of an order id that a post carries (docs/gateway.md §6). */
const POSTED_CHARS = 20;

/** As much of an order id of the gateway as its posts carry. */
export const postedOrderId = (gatewayOrderId: string): string => gatewayOrderId.slice(0, POSTED_CHARS);
