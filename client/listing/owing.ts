/** The search attributes (Int) that tell what is denied and owed. A namespace whose worker is older has none of them. */
export const OWING = { deniedCycles: 'CaratDeniedCycles', owedCents: 'CaratOwedCents' } as const;
