import { testCards } from '../../sandbox/state/test-cards';
import { Chance } from './chance';
import { drawActs, drawOperator } from './draw-acts';
import { drawChanges, drawPosts } from './draw-changes';
import { drawFaults, drawOrderFaults } from './draw-faults';
import { drawForgeries, drawPostFaults } from './draw-post-faults';
import { drawIssuer } from './issuer';
import { drawReadings, drawStore } from './readings';
import type { Act, LifeScript } from './script';
import { drawTerms } from './terms';

/** Lives in which nothing odd is done: no faults, nobody in the portal, no stray commands. */
const UNDISTURBED = 0.2;

/** Merchants whose worker asks for an order before it creates it. */
const ASKS_FOR_ORDERS = 0.3;

/**
 * Draws the life of a seed.
 *
 * @param faultRate - chance that a request meets a fault, 0 to 1
 */
export function drawLife(seed: number, faultRate: number): LifeScript {
  const stream = (name: string): Chance => new Chance(seed, name);
  const terms = drawTerms(stream('terms'), `S${String(seed)}`);
  const isUndisturbed = stream('kind').happens(UNDISTURBED);
  const acts = drawActs(stream('acts'), terms);
  const ofTheBusiness = acts.filter(({ kind }) => kind === 'command');
  const posts = drawPosts(stream('posts'));
  const changes = drawChanges(stream('changes'), terms, posts);
  const forgeries = drawForgeries(stream('forgeries'), terms, posts);
  const cards = stream('card');
  const orders = stream('orders');
  const throughVault = cards.happens(0.3);
  return {
    seed,
    ...terms,
    input: { ...terms.input, options: { ...terms.input.options, ...drawHandOver(stream('hand-over')) } },
    card: { brand: throughVault ? cards.of(testCards).brand : 'mastercard', throughVault },
    store: drawStore(stream('store')),
    ...(orders.happens(ASKS_FOR_ORDERS) ? { asksForOrders: true as const } : {}),
    settings: { ...drawReadings(stream('readings')), ...drawErrors(stream('errors')) },
    issuer: drawIssuer(stream('issuer')),
    posts,
    acts: byMoment([...(isUndisturbed ? ofTheBusiness : [...acts, ...forgeries]), ...changes]),
    operator: drawOperator(stream('operator')),
    faults: isUndisturbed
      ? []
      : [
          ...drawFaults(stream('faults'), faultRate, terms, acts),
          ...drawOrderFaults(orders, faultRate),
          ...drawPostFaults(stream('post faults'), faultRate, { terms, posts, changes }),
        ],
  };
}

const byMoment = (acts: readonly Act[]): Act[] => acts.toSorted((one, other) => one.atMs - other.atMs);

/** As early as it may be, so that a hand-over meets a call in doubt too. */
const drawHandOver = (chance: Chance): { continueAsNewAfterEvents?: number } =>
  chance.happens(0.25) ? { continueAsNewAfterEvents: chance.whole(50, 60) } : {};

/** Whether the gateway tries an execution again that ended without a decision: often enough that it meets cards with such errors. */
const drawErrors = (chance: Chance): Pick<LifeScript['settings'], 'erroredExecutionRetriedNextDay'> =>
  chance.happens(0.1) ? { erroredExecutionRetriedNextDay: false } : {};
