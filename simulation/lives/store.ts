/** The alias of the merchant whose subscriptions are simulated. */
export const STORE_ALIAS = 'loja-a';
