import fc from 'fast-check';
import { maskCardNumbers } from '../../carat/mask-numbers';
import type { Outcome } from '../../carat/outcome';
import { scrub, type CallSecrets } from '../../carat/scrub';
import { testCards } from '../../sandbox/state/test-cards';
import { CARD, NIT, SID } from './support/samples';

const KEY = 'sandbox-key-a';

/** An outcome in which every field of structure is set. */
const STRUCTURE = {
  kind: 'denied',
  code: '255',
  httpStatus: 400,
  message: '',
  authorizerCode: '51',
  value: {
    payment: {
      status: 'NEG',
      nit: NIT,
      orderId: '20261126000012345',
      amountCents: 4990,
      esitefUsn: '260410138563214',
    },
    schedule: { status: 'ATV', sid: SID, nits: [NIT], nsus: ['260410138563214'], nextDate: '2027-03-10' },
  },
} as const;

const messageOf = (
  message: string,
  secrets: CallSecrets = { merchantKey: KEY, securityCode: CARD.securityCode, cardNumber: CARD.number },
): string => {
  const outcome: Outcome<never> = { kind: 'refused', code: '11', message, httpStatus: 400 };
  const scrubbed = scrub(outcome, secrets);
  return 'message' in scrubbed ? scrubbed.message : '';
};

describe('structure', () => {
  it.each(['k', 'n', '5', 'a', '51', 'NEG', '255', '123', 'denied', '2026'])(
    'is the same although the merchant key %s occurs in it',
    (merchantKey) => {
      expect(scrub(STRUCTURE, { merchantKey })).toEqual(STRUCTURE);
    },
  );

  it('of an unknown outcome is the same, too', () => {
    const outcome: Outcome<never> = { kind: 'unknown', reason: 'unreadable_answer', code: '102' };
    for (const merchantKey of ['k', 'un', '102', 'answer'])
      expect(scrub(outcome, { merchantKey })).toEqual(outcome);
  });

  it('is the same whatever the key is', () => {
    const key = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme-ascii' });
    fc.assert(
      fc.property(key, (merchantKey) => {
        expect(scrub(STRUCTURE, { merchantKey, securityCode: '255', cardNumber: CARD.number })).toEqual(
          STRUCTURE,
        );
      }),
    );
  });

  it.each([
    ...[
      'orderId',
      'merchantUsn',
      'authorizerId',
      'acquirerId',
      'authorizationNumber',
      'esitefUsn',
      'hostUsn',
    ],
    ...['tid', 'paymentType', 'scheduleUsn'],
  ])('has no %s that quotes the card', (field) => {
    const quoting = { nit: NIT, [field]: `1${CARD.number}` };
    expect(scrub(quoting, { merchantKey: KEY, cardNumber: CARD.number })).toStrictEqual({ nit: NIT });
    expect(scrub(quoting, { merchantKey: KEY })).toStrictEqual(quoting);
  });

  it('is the same where a call has no secrets of its own', () => {
    const plain = { message: 'undefined', tid: 'undefined', value: null };
    expect(scrub(plain, { merchantKey: KEY })).toStrictEqual(plain);
  });

  it('has no detail id that quotes the card', () => {
    const payment = {
      status: 'CON',
      nit: NIT,
      tid: `x-${CARD.number}`,
      hostUsn: CARD.number,
      acquirerId: '229',
    };
    expect(scrub({ payment }, { merchantKey: KEY, cardNumber: CARD.number })).toEqual({
      payment: { status: 'CON', nit: NIT, acquirerId: '229' },
    });
  });
});

describe('a text of the gateway', () => {
  it('loses the key, the card and the security code of the call', () => {
    expect(messageOf(`key ${KEY}, card ${CARD.number}, code ${CARD.securityCode}.`)).toBe(
      'key ***, card ***, code ***.',
    );
  });

  it('loses them wherever they stand, and however the card is spelled', () => {
    const { number, securityCode } = CARD;
    const spelled = `${number.slice(0, 5)}-${number.slice(5, 10)} / ${number.slice(10)}`;
    expect(messageOf(`${spelled}, ${spelled}; ${securityCode} ${securityCode} ${KEY} ${KEY}`)).toBe(
      '***, ***; *** *** *** ***',
    );
    const short = { merchantKey: KEY, cardNumber: '123456789012' };
    expect(messageOf('card 123456789012 and 1234 5678 9012', short)).toBe('card *** and ***');
  });

  it('of an issuer is searched, too; its bare code is structure', () => {
    const denied = {
      authorizerCode: `BP900 ${CARD.number}`,
      authorizerMessage: CARD.number,
      acquirerName: CARD.number,
      softDescriptor: CARD.number,
    };
    expect(scrub(denied, { merchantKey: KEY })).toEqual({
      authorizerCode: 'BP900 ***',
      authorizerMessage: '***',
      acquirerName: '***',
      softDescriptor: '***',
    });
    expect(scrub({ authorizerCode: '9317' }, { merchantKey: KEY, securityCode: '9317' })).toEqual({
      authorizerCode: '9317',
    });
    expect(scrub({ authorizerCode: CARD.number }, { merchantKey: KEY })).toEqual({ authorizerCode: '***' });
  });

  it('is cut at 500 characters, after it was searched', () => {
    const message = messageOf(`${'x'.repeat(490)}${CARD.number}${'y'.repeat(600)}`);
    expect(message).toBe(`${'x'.repeat(490)}***${'y'.repeat(7)}`);
  });

  /** As word processors, phones and people write a number. */
  const SPELLINGS: [string, (digits: string) => string][] = [
    ['in one', (digits) => digits],
    ['with blanks', (digits) => digits.replace(/(.{4})(?=.)/g, '$1 ')],
    ['with en dashes', (digits) => digits.replace(/(.{4})(?=.)/g, '$1–')],
    ['with dots and no-break spaces', (digits) => digits.replace(/(.{4})(?=.)/g, '$1.\u00a0')],
    ['with what nobody sees', (digits) => digits.replace(/(.{4})(?=.)/g, '$1\u200b')],
    ['digit by digit', (digits) => Array.from(digits).join(', ')],
  ];

  describe.each(SPELLINGS)('has no card number written %s', (_name, spell) => {
    it.each(testCards)('$brand', ({ number }) => {
      expect(maskCardNumbers(`card ${spell(number)} refused`)).toBe('card *** refused');
    });

    it('not even one of which half is in a longer run of digits', () => {
      const odd = `${spell(CARD.number)}9`;
      expect(messageOf(`card ${odd}`)).not.toContain(spell(CARD.number));
    });
  });

  it('has no Amex or Diners number as it is printed on the card', () => {
    expect(maskCardNumbers('3764 000000 00016 and 3634 560000 0001')).toBe('*** and ***');
  });

  it.each([
    'NSU e-SiTef 260410138563214',
    'Transacao em 13/07/2017 15:52, valor 49,90',
    `nit ${NIT}`,
    'codigo 123456789012',
  ])('keeps what is no card number: %s', (text) => {
    expect(maskCardNumbers(text)).toBe(text);
  });

  it.each([
    ['a day of January', '260105138563214', true],
    ['the last of a month', '260331138563214', true],
    ['a day of November', '261130138563214', true],
    ['a month that is none', '261310138563214', false],
    ['a day that is none', '260432138563214', false],
    ['a day that is none either', '260400138563214', false],
    ['a year of the last century', '960410138563214', false],
    ['a date, and a digit too many', '2604101385632140', false],
    ['a date after a digit', '9260410138563214', false],
  ])('keeps 15 digits that begin with a date: %s', (_what, number, isKept) => {
    expect(maskCardNumbers(`NSU ${number}`)).toBe(isKept ? `NSU ${number}` : 'NSU ***');
  });

  it('keeps no other run of 13 digits and more: a check digit proves nothing, and other digits may stand beside the number', () => {
    expect(maskCardNumbers('1234567890123, 1234567890123456789, 341304138563214')).toBe('***, ***, ***');
    expect(maskCardNumbers(`terminal 0000${CARD.number}, ${CARD.number}1228123`)).toBe('terminal ***, ***');
    expect(maskCardNumbers(Array.from(`${CARD.number}1228`).join('-'))).toBe('***');
  });
});
