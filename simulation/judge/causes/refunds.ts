import { toldPayments, type Case } from '../case';
import { givenBack, isRefundUncertain } from '../refunds/books';
import { DAY_MS, MINUTE_MS, possibleIf, SEEN_WITHIN_MS, strongest, type Cause } from './cause';

/** After a day, a refund that is open is put before a person. */
const STUCK_AFTER_MS = DAY_MS - MINUTE_MS;
/** What became of a refund is asked for until then (domain/limits.ts); it may have been sent days after its acceptance. */
const ASKED_FOR_MS = 13 * DAY_MS;
/** Begins that bring no NIT, before a person is asked (domain/limits.ts). */
const BEGINS_MIN = 8;

/** A refund came to nothing: the gateway refused it or the issuer did, its charge or its card was gone, or it was tried for long. */
export function refundFailed({ refunds, evidence, life, executed }: Case, atMs = Infinity): Cause {
  return possibleIf(
    refunds.some((refund) => {
      if (refund.atMs > atMs) return false;
      const isIn = (ms: number): boolean => ms >= refund.atMs && ms <= atMs;
      const isRefused = evidence.some(
        ({ route, code, atMs: ms }) =>
          (route === 'begin_refund' || route === 'refund') && code !== '0' && isIn(ms),
      );
      const isDecided = life.decisions.some(
        ({ at, call }) => call.endsWith('refund') && isIn(Date.parse(at)),
      );
      const isGone = executed.some(
        ({ nit, refundedCents, reversed }) =>
          nit === refund.charge && (reversed || refundedCents !== undefined),
      );
      const isDenied = life.truth.cancellations.some(
        ({ paymentNit, status }) => paymentNit === refund.charge && status !== 'CON',
      );
      return isRefused || isDecided || isGone || isDenied || atMs - refund.atMs >= ASKED_FOR_MS;
    }),
  );
}

/** A day after a refund was accepted it is still open. */
export const refundStuck = ({ refunds, playedUntilMs }: Case, atMs = Infinity): Cause =>
  possibleIf(
    refunds.some(
      ({ atMs: takenMs, endedMs }) => Math.min(endedMs, atMs, playedUntilMs) - takenMs >= STUCK_AFTER_MS,
    ),
  );

/** No NIT of a refund has come for hours; or nothing final was told of one for as long as it is asked for. */
export const refundBlocked = ({ refunds, life }: Case, atMs = Infinity): Cause =>
  possibleIf(
    refunds.some((refund) => {
      const begins = life.wire.filter(
        ({ route, at }) =>
          route === 'begin_refund' &&
          Date.parse(at) >= refund.atMs &&
          Date.parse(at) <= Math.min(atMs, refund.endedMs),
      );
      const isLong = Math.min(atMs, refund.endedMs) - refund.atMs >= ASKED_FOR_MS;
      return begins.length >= BEGINS_MIN || isLong;
    }),
  );

/** A charge was given back in the portal, whole or in part, and the gateway has told so. */
export function reversed(theCase: Case, atMs = Infinity): Cause {
  return strongest(
    ...theCase.executed.map((charge): Cause => {
      const { byUs, elsewhere } = givenBack(theCase, charge);
      if (byUs > 0 && isOverruled(theCase, charge.nit, atMs)) return 'possible';
      const told = toldPayments(theCase, charge.nit, atMs).filter(
        ({ status }) => status === 'EST' || status === 'CON',
      );
      if (elsewhere === 0 || told.length === 0) return 'none';
      const est = told.find(({ status }) => status === 'EST');
      const isSettled = est !== undefined && theCase.playedUntilMs - est.atMs > SEEN_WITHIN_MS;
      return isSettled && byUs === 0 && !isRefundUncertain(theCase, charge.nit) ? 'certain' : 'possible';
    }),
  );
}

/** Somebody said that a refund of this charge did not happen, and the gateway carried it out later. */
const isOverruled = ({ refunds, life }: Case, nit: string, atMs: number): boolean =>
  refunds.some(
    (refund) =>
      refund.charge === nit &&
      life.decisions.some(
        ({ at, call, decision }) =>
          call.endsWith('refund') &&
          decision === 'did_not_happen' &&
          Date.parse(at) >= refund.atMs &&
          Date.parse(at) <= atMs,
      ),
  );
