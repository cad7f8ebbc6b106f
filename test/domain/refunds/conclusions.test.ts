import { asNit } from '../../../domain/ids';
import { chargeByNit } from '../../../domain/ledger/ledger';
import { refundStanding } from '../../../domain/refunds/standing';
import { refundDidNotHappen, refundHappened } from '../../../domain/refunds/apply-refund';
import { withRefund } from '../../../domain/refunds/changes';
import {
  hasRefundToFollow,
  isBeingRefunded,
  isToBeRefunded,
  openRefunds,
} from '../../../domain/refunds/open-refunds';
import type { Refund } from '../../../domain/refunds/refund';
import { applyAnswer, applySent } from '../../../domain/subscription/apply-step';
import type { SubscriptionRecord } from '../../../domain/subscription/record';
import type { QueryOutcome } from '../../../domain/gateway/answers';
import { at, done } from '../support/record';
import { refused } from '../support/refund-gateway';
import {
  asked,
  ASKED_MS,
  begun,
  callIn,
  DAY_MS,
  LOST,
  looked,
  MINUTE_MS,
  refundIn,
  SALE,
  saleReads,
  SEND,
  sent,
  SILENCE,
  toBegin,
  toSend,
} from './support';

const reads = (status: string, changes: object = {}): { kind: 'done'; facts: object } =>
  done({ refund: { nit: 'back-1', status, ...changes } });
const questioned = (record: SubscriptionRecord, answer: QueryOutcome, nowMs = ASKED_MS): SubscriptionRecord =>
  applyAnswer(record, { kind: 'ask', call: 'refund/r' }, answer, at(nowMs));
const goneIn = ({ ledger }: SubscriptionRecord): number | undefined =>
  chargeByNit(ledger, asNit(SALE))?.refundedCents;
/** The NIT of the refund answers no more: the next question goes to its charge. */
const askingTheSale = (amountCents?: number): SubscriptionRecord => {
  const doubtful = sent(toSend(amountCents), LOST);
  const late = ASKED_MS + 15 * DAY_MS;
  return questioned(doubtful, SILENCE, late);
};

describe('what the gateway says of a refund', () => {
  it('is what went back; without an amount it is what was asked for', () => {
    expect(goneIn(sent(toSend(), reads('CON', { amountCents: 1_000 })))).toBe(1_000);
    expect(goneIn(sent(toSend(2_000), reads('CON')))).toBe(2_000);
    expect(goneIn(questioned(sent(toSend(), LOST), reads('CON', { amountCents: 1_000 })))).toBe(1_000);
  });

  it('of another NIT says nothing', () => {
    const record = sent(toSend(), done({ refund: { nit: 'other', status: 'CON', amountCents: 4_990 } }));
    expect(callIn(record).doubt).toBeDefined();
    expect(goneIn(record)).toBeUndefined();
  });

  it('counts from its answer on: nothing is asked', () => {
    expect(sent(toSend(), reads('CON')).calls).toEqual([]);
    expect(callIn(sent(toSend(), reads('PEN'))).doubt).toMatchObject({ asked: 0 });
  });

  it('silence is remembered as what went wrong last, and concludes nothing', () => {
    const record = questioned(sent(toSend(), LOST), SILENCE);
    expect(record.lastError).toMatchObject({ call: 'question about refund', code: 'gateway_silent' });
    expect(callIn(record).doubt).toMatchObject({ asked: 1 });
    expect(goneIn(record)).toBeUndefined();
  });

  it('a lost reply is what went wrong last; a success is not', () => {
    expect(sent(toSend(), LOST).lastError).toMatchObject({ call: 'sendRefund', code: 'answer_timeout' });
    expect(sent(toSend(), reads('CON')).lastError).toBeUndefined();
  });
});

describe('its charge shows what became of it, where its NIT answers no more', () => {
  it.each([
    ['all, and nothing is left', undefined, { status: 'EST' }, 4_990],
    ['all, and it reads paid', undefined, {}, undefined],
    ['a part, and less is left by it', 1_000, { amountCents: 3_990 }, 1_000],
    ['a part, and the amount is as it was', 1_000, {}, undefined],
    ['a part, and less is left by something else', 1_000, { amountCents: 3_000 }, undefined],
    ['a part, and nothing is left', 1_000, { status: 'EST', amountCents: 3_990 }, undefined],
    [
      'a part, and the answer is about another charge',
      1_000,
      { nit: 'other', amountCents: 3_990 },
      undefined,
    ],
  ])('asked for %s', (_, amountCents, changes, expected) => {
    const record = questioned(askingTheSale(amountCents), saleReads(changes), ASKED_MS + 15 * DAY_MS);
    expect(goneIn(record)).toBe(expected);
    expect(refundIn(record).state).toBe(expected === undefined ? 'under_way' : 'done');
  });

  it('an answer without a charge, or about one that has left the ledger, shows nothing', () => {
    const late = ASKED_MS + 15 * DAY_MS;
    expect(callIn(questioned(askingTheSale(), done({}), late)).person).toBeDefined();
    const record = askingTheSale();
    const gone = { ...record, ledger: { ...record.ledger, cycles: [] } };
    expect(callIn(questioned(gone, saleReads({ status: 'EST' }), late)).person).toBeDefined();
  });
});

describe('a NIT that is dead and moved no money', () => {
  const expired = (): SubscriptionRecord => sent(toSend(), reads('ERR'));

  it('is begun anew: the charge is looked at first', () => {
    expect(refundIn(expired())).toMatchObject({
      state: 'under_way',
      rounds: 1,
      look: { atMs: ASKED_MS, asked: 0 },
    });
    expect(refundIn(expired())).not.toHaveProperty('nit');
    expect(refundIn(expired()).deadNits).toEqual([refundIn(toSend()).nit]);
    expect(expired().calls).toEqual([]);
    expect(callIn(looked(expired(), saleReads())).kind).toBe('begin_refund');
  });

  it.each([
    [4, 13, 'under_way'],
    [5, 0, 'failed'],
    [0, 14, 'failed'],
  ])('after %i rounds and %i days it is %s', (rounds, days, state) => {
    const record = toSend();
    const before = { ...record, refunds: [{ ...refundIn(record), rounds }] };
    const later = sent(before, reads('ERR'), ASKED_MS + days * DAY_MS);
    expect(refundIn(later).state).toBe(state);
  });

  it('says how often', () => {
    const record = toSend();
    const last = sent({ ...record, refunds: [{ ...refundIn(record), rounds: 5 }] }, reads('ERR'));
    expect(refundIn(last).problem).toEqual({
      code: 'failed',
      message: 'the gateway reports the refund as failed, 6 times',
    });
  });
});

describe('the card that the vault has lost', () => {
  const GONE = { kind: 'not_sent', reason: 'card_reference_expired', cardGone: true } as const;

  it('fails the refund while nothing has left, and says what to do', () => {
    expect(refundIn(sent(toSend(), GONE)).problem).toEqual({
      code: 'card_reference_expired',
      message: 'the card is no longer in the vault; take it in again and send the command once more',
    });
  });

  it('does not, once it may have left: the gateway is asked', () => {
    const doubtful = sent(toSend(), LOST);
    const record = applySent(doubtful, SEND, GONE, at(ASKED_MS));
    expect(refundIn(record).state).toBe('under_way');
    expect(callIn(record).doubt).toBeDefined();
  });

  it('is another thing than a call that did not leave', () => {
    const record = sent(toSend(), { kind: 'not_sent', reason: 'dns' });
    expect(callIn(record)).toMatchObject({ notDelivered: 1, sendAtMs: ASKED_MS + 2_000 });
  });
});

describe('the answer of the command', () => {
  const standing = (record: SubscriptionRecord, nowMs = ASKED_MS): unknown =>
    refundStanding(record, 'r', at(nowMs));

  it.each([
    ['asked for', () => asked(), 'waiting'],
    ['to be begun', () => toBegin(), 'waiting'],
    ['to be sent', () => toSend(), 'waiting'],
    ['met by silence about its charge', () => looked(asked(), SILENCE), 'accepted'],
    ['begun anew', () => sent(toSend(), reads('ERR')), 'accepted'],
    ['begun anew, and looked at', () => looked(sent(toSend(), reads('ERR')), saleReads()), 'accepted'],
    ['begun, and its NIT has not come', () => begun(toBegin(), LOST), 'accepted'],
    ['begun in vain', () => begun(toBegin(), { kind: 'not_sent', reason: 'dns' }), 'accepted'],
    ['not taken by a worker', () => begun(toBegin(), { kind: 'not_sent', reason: 'not_taken' }), 'accepted'],
    ['sent, and its reply is lost', () => sent(toSend(), LOST), 'in_doubt'],
  ])('%s', (_, record, kind) => {
    expect(standing(record())).toEqual({ kind });
  });

  it('waits for nothing while the gateway wants to be left alone', () => {
    const quiet = { ...asked(), access: { ...asked().access, quietUntilMs: ASKED_MS + 1 } };
    expect(standing(quiet)).toEqual({ kind: 'accepted' });
    expect(standing(quiet, ASKED_MS + 1)).toEqual({ kind: 'waiting' });
  });

  it('done: since when; failed: why', () => {
    const when = '2027-01-10T08:01:00.000Z';
    const late = ASKED_MS + MINUTE_MS;
    expect(standing(sent(toSend(), reads('CON'), late))).toEqual({ kind: 'carried_out', since: when });
    expect(standing(sent(toSend(), refused('33')))).toEqual({
      kind: 'failed',
      problem: { code: '33', message: 'not allowed' },
    });
    expect(refundStanding(asked(), 'other', at(ASKED_MS))).toBeUndefined();
  });

  it('one that waits for another one, or for a person, goes on by itself', () => {
    const later = {
      ...toBegin(),
      calls: toBegin().calls.map((call) => ({ ...call, sendAtMs: ASKED_MS + 1 })),
    };
    expect(standing(later)).toEqual({ kind: 'accepted' });
    expect(standing(later, ASKED_MS + 1)).toEqual({ kind: 'waiting' });
  });
});

describe('refunds that are kept', () => {
  const ended = (id: string): Refund => ({ ...refundIn(sent(toSend(), refused('33'))), id });
  const ids = ({ refunds = [] }: SubscriptionRecord): string[] => refunds.map(({ id }) => id);
  const filled = (first: Refund, second: Refund): SubscriptionRecord => {
    const rest = Array.from({ length: 48 }, (_, index) => ended(String(index)));
    return { ...toSend(), refunds: [first, second, ...rest] };
  };

  it('of fifty-one the oldest that has ended leaves', () => {
    const record = filled(ended('old'), ended('new'));
    expect(ids(withRefund(record, ended('new')))).toHaveLength(50);
    expect(ids(withRefund(record, ended('more'))).slice(0, 2)).toEqual(['new', '0']);
    expect(ids(withRefund(record, ended('more'))).at(-1)).toBe('more');
  });

  it('but none that is open, or is to be looked at', () => {
    const open = { ...refundIn(toSend()), id: 'open' };
    const unseen = { ...refundIn(sent(toSend(), reads('CON'))), id: 'unseen' };
    expect(ids(withRefund(filled(open, unseen), ended('more'))).slice(0, 3)).toEqual(['open', 'unseen', '1']);
  });

  it('one that is open holds its charge and the end, until its charge was looked at', () => {
    const carriedOut = sent(toSend(), reads('CON'));
    const over = looked(carriedOut, saleReads({ status: 'EST' }));
    const failed = sent(toSend(), refused('33'));
    const follow = [asked(), toSend(), carriedOut, over, failed].map(hasRefundToFollow);
    expect(follow).toEqual([true, true, true, false, false]);
    const held = [asked(), toSend(), carriedOut, over, failed].map((record) =>
      isToBeRefunded(record, asNit('SALE-1')),
    );
    expect(held).toEqual([true, true, true, false, false]);
    expect(isToBeRefunded(toSend(), asNit('n0'))).toBe(false);
    expect([asked(), toSend(), carriedOut, failed].map((record) => openRefunds(record).length)).toEqual([
      1, 1, 0, 0,
    ]);
  });

  it('one that may have been carried out keeps what its charge shows from being taken for something else', () => {
    const being = (record: SubscriptionRecord, nit = SALE): boolean => isBeingRefunded(record, asNit(nit));
    expect(being(sent(toSend(), LOST))).toBe(true);
    expect(being(sent(toSend(), LOST), 'n0')).toBe(false);
    expect([asked(), toBegin(), toSend()].map((record) => being(record))).toEqual([false, false, false]);
  });

  it('a record that never had one has none', () => {
    const { refunds, ...none } = toSend();
    expect(refunds).toHaveLength(1);
    expect(openRefunds(none)).toEqual([]);
    expect(hasRefundToFollow(none)).toBe(false);
    expect(isToBeRefunded(none, asNit(SALE))).toBe(false);
    expect(refundStanding(none, 'r', at(ASKED_MS))).toBeUndefined();
    const decision = { id: 'd', decision: 'happened', by: 'Eva', reason: 'x' } as const;
    const call = callIn(toSend());
    expect(refundHappened(none, call, decision, at(ASKED_MS))).toBe(none);
    expect(refundDidNotHappen(none, call, decision, at(ASKED_MS))).toBe(none);
  });
});
