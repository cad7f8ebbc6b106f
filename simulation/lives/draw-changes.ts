import { testCards } from '../../sandbox/state/test-cards';
import type { Chance } from './chance';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './dates';
import { inOrder, QUIET_AT_THE_END_MS, someTime, withRepetitions, type Drawn } from './draw-acts';
import { askMoments } from './draw-faults';
import type { Act, ActBody, ChangeName, LifeScript } from './script';
import type { Terms } from './terms';

/** Lives to which the gateway posts; in the others nothing is told, and no command changes anything. */
const WITH_POSTS = 0.6;

/** Draws where the gateway posts to. Some stores have given an address only for what they cannot do without, and some for nothing. */
export function drawPosts(chance: Chance): LifeScript['posts'] {
  if (!chance.happens(WITH_POSTS)) return { status: false, authenticity: false };
  return chance.weighed([
    [70, { status: true, authenticity: true }],
    [25, { status: false, authenticity: true }],
    // The SEID of an edit never comes.
    [5, { status: true, authenticity: false }],
  ]);
}

type Change = Extract<ActBody, { kind: 'change' }>;

/** Draws the changes that people ask for: now and then, around due dates, several at once, and what follows from one before. */
export function drawChanges(chance: Chance, terms: Terms, posts: LifeScript['posts']): Act[] {
  const arePosted = posts.status || posts.authenticity;
  if (!arePosted || !chance.happens(0.85)) return [];
  const wishes = Array.from({ length: chance.whole(1, 5) }, () => drawWishes(chance, terms)).flat();
  const lastMs = Math.max(terms.startMs + HOUR_MS, terms.endMs - QUIET_AT_THE_END_MS);
  const inTime = wishes.filter(({ atMs }) => atMs <= lastMs).sort((one, other) => one.atMs - other.atMs);
  return withRepetitions(chance, inOrder('change', inTime), lastMs);
}

/** One wish, or some that belong together. */
function drawWishes(chance: Chance, terms: Terms): Drawn[] {
  const atMs = drawMoment(chance, terms);
  const later = (longestMs: number): number => atMs + Math.ceil(chance.share() * longestMs);
  return chance.weighed<() => Drawn[]>([
    [5, () => [at(atMs, change('pause')), at(later(80 * DAY_MS), drawResume(chance))]],
    [3, () => [at(atMs, change('pause')), at(later(HOUR_MS), drawResume(chance))]],
    [1, () => [at(atMs, drawResume(chance))]],
    [5, () => [at(atMs, drawAmount(chance))]],
    [5, () => [at(atMs, drawDate(chance, terms))]],
    [3, () => [at(atMs, drawCard(chance))]],
    [2, () => [at(atMs, change('changeInstallments', { installments: chance.whole(1, 6) }))]],
    [2, () => drawSeveral(chance, terms, atMs)],
    [1, () => [at(atMs, drawCancel(chance))]],
    [2, () => [at(atMs, drawCancel(chance)), at(later(20 * MINUTE_MS), change('uncancel'))]],
    [2, () => [at(atMs, drawCancel(chance)), at(later(40 * DAY_MS), change('uncancel'))]],
    [0.5, () => [at(atMs, change('retire'))]],
  ])();
}

/** Within minutes of each other, so that one waits for the other, or overtakes it. */
function drawSeveral(chance: Chance, terms: Terms, atMs: number): Drawn[] {
  const wishes = [
    () => change('pause'),
    () => drawResume(chance),
    () => drawAmount(chance),
    () => drawDate(chance, terms),
    () => drawCard(chance),
    () => drawCancel(chance),
    () => change('uncancel'),
  ];
  const spanMs = chance.of([1, 1_000, 5 * MINUTE_MS]);
  return Array.from({ length: chance.whole(2, 6) }, () =>
    at(atMs + Math.floor(chance.share() * spanMs), chance.of(wishes)()),
  );
}

/** Any time; or close to a due date: before the job, at it, between it and the question about it. */
function drawMoment(chance: Chance, terms: Terms): number {
  if (chance.happens(0.55)) return someTime(chance, terms);
  const askedMs = chance.of(askMoments(terms));
  const jobMs = askedMs - 90 * MINUTE_MS;
  return Math.max(
    terms.startMs + 1,
    chance.of([
      jobMs + chance.whole(-12 * 60, 12 * 60) * 1_000,
      jobMs + chance.whole(0, 150) * MINUTE_MS,
      jobMs - chance.whole(0, 3 * 24) * HOUR_MS,
    ]),
  );
}

const at = (atMs: number, body: Change): Drawn => ({ atMs, body });

const change = (name: ChangeName, fields: object = {}, more: Partial<Change> = {}): Change => ({
  kind: 'change',
  name,
  fields: { by: 'billing system', reason: `${name} as ordered`, ...fields },
  ...more,
});

const drawAmount = (chance: Chance): Change =>
  change('changeAmount', { amountCents: chance.of([990, 4_990, chance.whole(500, 49_999)]) });

/** Any date; or that of the cycle after the next, which the gateway goes on to by itself once the next one is charged. */
function drawDate(chance: Chance, { input }: Terms): Change {
  const dateInDays = chance.whole(-1, 60);
  const leavesOut = Number(input.schedule.firstDate.slice(8));
  return change('changeNextDate', {}, dateInDays > 45 ? { leavesOut } : { dateInDays });
}

const drawCancel = (chance: Chance): Change =>
  change('cancel', chance.of([{}, { when: 'now' }, { when: 'period_end' }]));

function drawResume(chance: Chance): Change {
  return chance.weighed<() => Change>([
    [6, () => change('resume')],
    [2, () => change('resume', {}, { dateInDays: chance.whole(1, 50) })],
    [2, () => change('resume', { chargeMissed: true })],
  ])();
}

/** A card of another brand is another card; that of the sample has the brand of the one that most lives have. */
function drawCard(chance: Chance): Change {
  const { brand } = chance.of(testCards.filter(({ authorizerId }) => authorizerId === '2'));
  return change('changeCard', {}, { card: { brand, throughVault: chance.happens(0.5) } });
}
