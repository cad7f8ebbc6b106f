import type { OpenCall } from '../../../domain/calls/call';
import type { CallOutcome, QueryOutcome } from '../../../domain/gateway/answers';
import { beginIdOf, sendIdOf, type Refund } from '../../../domain/refunds/refund';
import { refundById } from '../../../domain/refunds/open-refunds';
import { takeRefund } from '../../../domain/refunds/take-refund';
import { takeRefundNit } from '../../../domain/refunds/begin-refund';
import { applyAnswer, applySent, noteSent } from '../../../domain/subscription/apply-step';
import { callById } from '../../../domain/subscription/changes';
import type { SubscriptionRecord } from '../../../domain/subscription/record';
import { at, done } from '../support/record';
import { RefundLife } from '../support/refund-life';

export const ASKED_MS = Date.parse('2027-01-10T08:00:00.000Z');
export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
export const SALE = 'sale-1';
export const BEGIN = { kind: 'send', call: 'begin_refund/r' } as const;
export const SEND = { kind: 'send', call: 'refund/r' } as const;

/** A record with a captured charge of R$ 49,90, of which a refund `r` was asked for. */
export const asked = (amountCents?: number): SubscriptionRecord =>
  takeRefund(
    new RefundLife().record,
    { id: 'r', charge: { kind: 'nit', nit: SALE }, amountCents, by: 'Ana', reason: 'a mistake' },
    at(ASKED_MS),
  );

export const refundIn = (record: SubscriptionRecord, id = 'r'): Refund => {
  const refund = refundById(record, id);
  if (refund === undefined) throw new Error(`no refund ${id}`);
  return refund;
};

export const callIn = (record: SubscriptionRecord, id = 'r'): OpenCall => {
  const refund = refundIn(record, id);
  const call = callById(record, beginIdOf(refund)) ?? callById(record, sendIdOf(refund));
  if (call === undefined) throw new Error(`no open call of the refund ${id}`);
  return call;
};

export const looked = (
  record: SubscriptionRecord,
  answer: QueryOutcome,
  nowMs = ASKED_MS,
): SubscriptionRecord => applyAnswer(record, { kind: 'look_at_sale', refund: 'r' }, answer, at(nowMs));

/** What the gateway says of the charge. */
export const saleReads = (changes: object = {}): QueryOutcome =>
  done({ payment: { nit: SALE, status: 'CON', amountCents: 4_990, usn: 'usn-sale-1', ...changes } });

/** The charge was looked at, and the begin is to be sent. */
export const toBegin = (amountCents?: number): SubscriptionRecord => looked(asked(amountCents), saleReads());

export const begun = (
  record: SubscriptionRecord,
  outcome: CallOutcome,
  nowMs = ASKED_MS,
): SubscriptionRecord => applySent(noteSent(record, BEGIN, at(nowMs)), BEGIN, outcome, at(nowMs));

/** The NIT of the refund has come, and the refund is to be sent. */
export const toSend = (amountCents?: number): SubscriptionRecord =>
  takeRefundNit(noteSent(toBegin(amountCents), BEGIN, at(ASKED_MS)), 'back-1', at(ASKED_MS));

export const sent = (
  record: SubscriptionRecord,
  outcome: CallOutcome,
  nowMs = ASKED_MS,
): SubscriptionRecord => applySent(noteSent(record, SEND, at(nowMs)), SEND, outcome, at(nowMs));

export const LOST = { kind: 'unknown', reason: 'answer_timeout' } as const;
export const SILENCE = { kind: 'no_answer', reason: 'gateway_silent' } as const;
