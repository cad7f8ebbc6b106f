import type { CardScript } from '../../sandbox/state/cards';
import type { Chance } from './chance';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './dates';
import { inOrder, QUIET_AT_THE_END_MS, someTime, withRepetitions, type Drawn } from './draw-acts';
import { askMoments } from './draw-faults';
import { DENIALS } from './issuer';
import type { Act, ActBody, LifeScript } from './script';
import type { Terms } from './terms';

/** Lives to which the NIT of a refund can come, in which somebody asks for one. */
const WITH_REFUNDS = 0.35;

type Refund = Extract<ActBody, { kind: 'refund' }>;

/** Draws what people ask to give back: once or twice, several at once, the same once more. */
export function drawRefunds(chance: Chance, terms: Terms, posts: LifeScript['posts']): Act[] {
  if (!posts.authenticity || !chance.happens(WITH_REFUNDS)) return [];
  const drawn = Array.from({ length: chance.whole(1, 2) }, () => drawWishes(chance, terms)).flat();
  const lastMs = lastMomentMs(terms);
  const inTime = drawn.filter(({ atMs }) => atMs <= lastMs).sort((one, other) => one.atMs - other.atMs);
  return withRepetitions(chance, inOrder('refund', inTime), lastMs);
}

/** One refund; or some within minutes, so that the NIT of one may be taken for that of another; or the rest, days later. */
function drawWishes(chance: Chance, terms: Terms): Drawn[] {
  const atMs = drawMoment(chance, terms);
  const asked = (afterMs: number): Drawn => ({ atMs: atMs + afterMs, body: drawRefund(chance) });
  return chance.weighed<() => Drawn[]>([
    [6, () => [asked(0)]],
    [2, () => [asked(0), asked(chance.whole(1, 8 * 60) * 1_000)]],
    [2, () => [asked(0), asked(chance.whole(1, 20) * DAY_MS)]],
  ])();
}

const drawRefund = (chance: Chance): Refund => ({
  kind: 'refund',
  of: chance.weighed([
    [2, 'immediate_payment'],
    [6, 'last_charge'],
    [2, 'any_charge'],
  ]),
  ...drawShare(chance),
  named: chance.happens(0.8) ? 'by_nit' : 'by_cycle',
  card: chance.weighed([
    [16, 'charged'],
    [1, 'another'],
    [1, 'none'],
  ]),
  throughVault: chance.happens(0.3),
});

/** The whole, a part, or more than was captured. */
const drawShare = (chance: Chance): { share?: number } =>
  chance.weighed<() => { share?: number }>([
    [5, () => ({})],
    [4, () => ({ share: chance.share() })],
    [1, () => ({ share: 1 + chance.share() })],
  ])();

/** Any time; or in the days after a due date, while its charge answers. */
function drawMoment(chance: Chance, terms: Terms): number {
  if (chance.happens(0.4)) return someTime(chance, terms);
  const afterMs = chance.of([chance.whole(0, 180) * MINUTE_MS, chance.whole(0, 16 * 24) * HOUR_MS]);
  return chance.of(askMoments(terms)) + afterMs;
}

const lastMomentMs = ({ startMs, endMs }: Terms): number =>
  Math.max(startMs + HOUR_MS, endMs - QUIET_AT_THE_END_MS);

/** Draws what is given back in the portal beside ours, and when the issuer decides what he has put off. */
export function drawPortalRefunds(chance: Chance, terms: Terms, refunds: readonly Act[]): Act[] {
  const lastMs = lastMomentMs(terms);
  const drawn = refunds.flatMap(({ atMs }): Drawn[] => {
    const decidedMs = atMs + chance.whole(1, 9 * 24) * HOUR_MS;
    const portalMs = atMs + chance.whole(-48, 48) * HOUR_MS;
    const decision = chance.of(['approve', 'approve', 'deny', 'error'] as const);
    const decided: Drawn = { atMs: decidedMs, body: { kind: 'refund_decision', decision } };
    return chance.happens(0.2) ? [decided, { atMs: portalMs, body: drawInPortal(chance) }] : [decided];
  });
  const inLife = drawn.filter(({ atMs }) => atMs > terms.startMs && atMs <= lastMs);
  return inOrder('portal refund', inLife);
}

const drawInPortal = (chance: Chance): ActBody => ({
  kind: 'portal_refund',
  of: chance.of(['immediate_payment', 'last_charge']),
  ...(chance.happens(0.7) ? { share: chance.share() } : {}),
});

/** What the issuer does with refunds: mostly what he is asked. */
export const drawRefundIssuer = (chance: Chance): Pick<CardScript, 'refund'> =>
  chance.weighed<() => Pick<CardScript, 'refund'>>([
    [80, () => ({})],
    [7, () => ({ refund: { kind: 'deny', authorizerCode: chance.of(DENIALS) } })],
    [5, () => ({ refund: { kind: 'error' } })],
    [8, () => ({ refund: { kind: 'pending' } })],
  ])();
