import type { AdoptionStart } from '../../contract/input';
import type { Chance } from './chance';
import { DAY_MS, dateAfter, HOUR_MS, MINUTE_MS } from './dates';
import { drawIncident, drawPortalAct, inOrder, type Drawn } from './draw-acts';
import { askMoments } from './draw-faults';
import type { Past } from './script';
import type { Terms } from './terms';

/** Longest rhythm that every reading of the gateway takes, months. */
const INTERVAL_MAX = 12;
/** How long a life is followed at least after the adoption, days. */
const FOLLOWED_DAYS = 75;

/** What was sold, and what has come of it before the life begins. */
export interface AdoptionTerms {
  terms: Terms;
  past: Past;
}

type Schedule = AdoptionStart['schedule'];

/** Draws a schedule that was made elsewhere, and is adopted at any moment of its life: before its first date, around a job, after its end. */
export function drawAdoption(chance: Chance, drawn: Terms): AdoptionTerms {
  const { amountCents, firstDate, numberOfTimes, intervalMonths: months = 1 } = drawn.input.schedule;
  const intervalMonths = Math.min(months, INTERVAL_MAX);
  const times = numberOfTimes === undefined ? {} : { numberOfTimes };
  const kept = { amountCents, firstDate, intervalMonths, ...times };
  const { merchant, orderId } = drawn.input;
  const gatewayOrderId = chance.happens(0.3) ? madeAs(orderId) : orderId;
  const startMs = drawMoment(chance, drawn);
  const input: Omit<AdoptionStart, 'sid'> = {
    ...{ entry: 'adopt', merchant, orderId, requestedBy: 'billing system' },
    ...(gatewayOrderId === orderId ? {} : { gatewayOrderId }),
    schedule: drawSold(chance, kept),
    ...drawChoice(chance),
    options: drawn.input.options ?? {},
  };
  const past: Past = {
    madeMs: drawn.startMs,
    schedule: { orderId: gatewayOrderId, amountCents, initialDate: firstDate, intervalMonths, ...times },
    acts: drawPastActs(chance, drawn.startMs, startMs),
    namesNextDate: chance.happens(0.3),
    namesOtherSid: chance.happens(0.02),
    followed: chance.weighed([
      [90, 'by_nobody'],
      [3, 'by_creator'],
      [3, 'by_claim'],
      [4, 'by_one_that_ended'],
    ]),
  };
  const endMs = Math.max(drawn.endMs, startMs + FOLLOWED_DAYS * DAY_MS);
  return { terms: { startMs, endMs, input }, past };
}

/** Another order id: one that could be ours, so that our messages carry it, or one that could not. */
const madeAs = (orderId: string): string =>
  (orderId.charCodeAt(orderId.length - 1) % 2 === 0 ? 'antigo' : 'antigo-') + orderId;

/** Any moment; or in the hours around a job, when it is not clear whether an execution is history. */
function drawMoment(chance: Chance, terms: Terms): number {
  const { startMs, endMs } = terms;
  const atMs = chance.weighed<() => number>([
    [6, () => startMs + Math.ceil(chance.share() * (endMs - startMs - DAY_MS))],
    [4, () => chance.of(askMoments(terms)) + chance.whole(-6 * 60, 6 * 60) * MINUTE_MS],
    [1, () => startMs + chance.whole(1, 48) * HOUR_MS],
  ])();
  return Math.max(startMs + HOUR_MS, atMs);
}

/** Mostly what the gateway keeps; now and then whoever adopts has written it down otherwise. */
const drawSold = (chance: Chance, kept: Schedule): Schedule =>
  chance.weighed<() => Schedule>([
    [84, () => kept],
    [6, () => ({ ...kept, amountCents: chance.whole(500, 49_999) })],
    [5, () => ({ ...kept, numberOfTimes: chance.whole(1, 30) })],
    [
      5,
      () => ({
        ...kept,
        firstDate: dateAfter(Date.parse(kept.firstDate) + DAY_MS / 2, chance.whole(-20, 20)),
      }),
    ],
  ])();

const drawChoice = (chance: Chance): Pick<AdoptionStart, 'ifTermsDiffer'> =>
  chance.weighed<() => Pick<AdoptionStart, 'ifTermsDiffer'>>([
    [2, () => ({})],
    [1, () => ({ ifTermsDiffer: 'refuse' })],
    [4, () => ({ ifTermsDiffer: 'sold_holds' })],
    [4, () => ({ ifTermsDiffer: 'gateway_holds' })],
  ])();

/** What was done in the portal before; and what the gateway repeats may reach into the life. */
function drawPastActs(chance: Chance, madeMs: number, startMs: number): Past['acts'] {
  const spanMs = startMs - madeMs;
  const drawn: Drawn[] = chance.happens(0.4)
    ? Array.from({ length: chance.whole(1, 3) }, () => ({
        atMs: madeMs + Math.ceil(chance.share() * spanMs),
        body: drawPortalAct(chance),
      }))
    : [];
  const closeMs = startMs - Math.ceil(chance.share() * Math.min(spanMs, 30 * DAY_MS));
  const incident: Drawn[] = chance.happens(0.15) ? [{ atMs: closeMs, body: drawIncident(chance) }] : [];
  return inOrder('past', [...drawn, ...incident]);
}
