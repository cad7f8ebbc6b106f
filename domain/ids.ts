declare const brand: unique symbol;
type Brand<Name extends string> = string & { readonly [brand]: Name };

/** Identifier of one payment at the gateway, 64 characters (carat-api.md §0). */
export type Nit = Brand<'Nit'>;
/** Identifier of one schedule at the gateway, 64 characters (carat-api.md §0). */
export type Sid = Brand<'Sid'>;

/** Marks a string read from the gateway as a NIT. */
export const asNit = (value: string): Nit => value as Nit;
/** Marks a string read from the gateway as a SID. */
export const asSid = (value: string): Sid => value as Sid;
