import { testCards } from '../../sandbox/state/test-cards';
import { Chance } from './chance';
import { drawAdoption } from './draw-adoption';
import { drawActs, drawBehindPauses, drawOperator } from './draw-acts';
import { drawChanges, drawPosts } from './draw-changes';
import { drawCommandFaults, drawFaults, drawOrderFaults, drawRefundFaults } from './draw-faults';
import { drawForgeries, drawPostFaults } from './draw-post-faults';
import { drawPortalRefunds, drawRefunds, drawRefundIssuer } from './draw-refunds';
import { drawIssuer } from './issuer';
import { drawReadings, drawStore } from './readings';
import type { Fault } from './faults';
import type { Act, LifeScript, Past } from './script';
import { drawTerms, type Terms } from './terms';

/** Lives in which nothing odd is done: no faults, nobody in the portal, no stray commands. */
const UNDISTURBED = 0.2;

/** Lives that adopt a schedule which was made elsewhere. */
const ADOPTED = 0.08;

/** Merchants whose worker asks for an order before it creates it. */
const ASKS_FOR_ORDERS = 0.3;

/**
 * Draws the life of a seed.
 *
 * @param faultRate - chance that a request meets a fault, 0 to 1
 */
export function drawLife(seed: number, faultRate: number): LifeScript {
  const chance = new Chance(seed, 'adoption');
  const terms = termsOf(seed);
  return chance.happens(ADOPTED)
    ? drawLifeOf(seed, faultRate, drawAdoption(chance, terms))
    : drawLifeOf(seed, faultRate, { terms });
}

/** Draws the life of a seed as one that is new at the gateway. */
export const drawNewLife = (seed: number, faultRate: number): LifeScript =>
  drawLifeOf(seed, faultRate, { terms: termsOf(seed) });

const termsOf = (seed: number): Terms => drawTerms(new Chance(seed, 'terms'), `S${String(seed)}`);

function drawLifeOf(
  seed: number,
  faultRate: number,
  { terms, past }: { terms: Terms; past?: Past },
): LifeScript {
  const stream = (name: string): Chance => new Chance(seed, name);
  const isUndisturbed = stream('kind').happens(UNDISTURBED);
  const acts = drawActs(stream('acts'), terms);
  const ofTheBusiness = acts.filter(({ kind }) => kind === 'command');
  const posts = drawPosts(stream('posts'));
  const changes = drawChanges(stream('changes'), terms, posts);
  const behindPauses = drawBehindPauses(stream('behind pauses'), terms, changes);
  const refunds = drawRefunds(stream('refunds'), terms, posts);
  const portalRefunds = drawPortalRefunds(stream('portal refunds'), terms, refunds);
  const forgeries = drawForgeries(stream('forgeries'), terms, posts);
  const cards = stream('card');
  const orders = stream('orders');
  const throughVault = cards.happens(0.3);
  return {
    seed,
    ...terms,
    ...(past === undefined ? {} : { past }),
    input: { ...terms.input, options: { ...terms.input.options, ...drawHandOver(stream('hand-over')) } },
    card: { brand: throughVault ? cards.of(testCards).brand : 'mastercard', throughVault },
    store: drawStore(stream('store')),
    ...(orders.happens(ASKS_FOR_ORDERS) ? { asksForOrders: true as const } : {}),
    settings: { ...drawReadings(stream('readings')), ...drawErrors(stream('errors')) },
    issuer: {
      ...drawIssuer(stream('issuer')),
      ...(refunds.length === 0 ? {} : drawRefundIssuer(stream('refund issuer'))),
    },
    posts,
    acts: byMoment([
      ...(isUndisturbed ? ofTheBusiness : [...acts, ...behindPauses, ...forgeries, ...portalRefunds]),
      ...changes,
      ...refunds,
    ]),
    operator: drawOperator(stream('operator')),
    faults: isUndisturbed
      ? []
      : [
          ...drawFaults(stream('faults'), faultRate, terms, acts),
          ...drawOrderFaults(orders, faultRate),
          ...drawPostFaults(stream('post faults'), faultRate, { terms, posts, changes }),
          ...drawFaultsOfRefunds(stream('refund faults'), faultRate, refunds),
        ],
  };
}

const byMoment = (acts: readonly Act[]): Act[] => acts.toSorted((one, other) => one.atMs - other.atMs);

/** The posts with their NITs meet the faults of posts. */
const drawFaultsOfRefunds = (chance: Chance, rate: number, refunds: readonly Act[]): Fault[] =>
  rate === 0 || refunds.length === 0
    ? []
    : [...drawRefundFaults(chance, rate), ...drawCommandFaults(chance, rate, refunds)];

/** As early as it may be, so that a hand-over meets a call in doubt too. */
const drawHandOver = (chance: Chance): { continueAsNewAfterEvents?: number } =>
  chance.happens(0.25) ? { continueAsNewAfterEvents: chance.whole(50, 60) } : {};

/** Whether the gateway tries an execution again that ended without a decision: often enough that it meets cards with such errors. */
const drawErrors = (chance: Chance): Pick<LifeScript['settings'], 'erroredExecutionRetriedNextDay'> =>
  chance.happens(0.1) ? { erroredExecutionRetriedNextDay: false } : {};
