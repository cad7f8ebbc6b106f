/** A test card of the gateway's homologation environment. */
export interface TestCard {
  brand: string;
  number: string;
  authorizerId: string;
}

/**
 * The documented homologation cards (docs/gateway.md §11), plus the number of the documentation's samples. These are the
 * only card numbers the sandbox knows; every other number is answered as the issuer would answer a card that does
 * not exist.
 */
export const testCards: readonly TestCard[] = [
  { brand: 'visa', number: '4000000000000044', authorizerId: '1' },
  { brand: 'visa-19', number: '4563470000000000004', authorizerId: '1' },
  { brand: 'mastercard', number: '5000000000000001', authorizerId: '2' },
  { brand: 'mastercard-19', number: '5390000000000000009', authorizerId: '2' },
  { brand: 'amex', number: '376400000000016', authorizerId: '3' },
  { brand: 'hipercard', number: '606282000000001', authorizerId: '5' },
  { brand: 'diners', number: '36345600000001', authorizerId: '33' },
  { brand: 'elo', number: '6362970000457013', authorizerId: '41' },
  { brand: 'alelo-cultura', number: '509016000002016', authorizerId: '223' },
  { brand: 'alelo-refeicao', number: '4058741111111111111', authorizerId: '224' },
  { brand: 'sodexo-1', number: '6060700124765016', authorizerId: '279' },
  { brand: 'sodexo-2', number: '6033890000000007', authorizerId: '280' },
  { brand: 'sodexo-3', number: '6060713339142012', authorizerId: '281' },
  { brand: 'sample', number: '5555555555555555', authorizerId: '2' },
];
