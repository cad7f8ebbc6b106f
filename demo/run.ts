import { workflowIdOf } from '../contract/ids';
import type { NewStart, SubscriptionStart } from '../contract/input';
import { isEndState } from '../domain/subscription/states';
import { existingSchedule } from '../stories/existing';
import { orderOf, type AdoptedLife, type Intervention } from '../stories/life';
import type { World } from '../stories/world';
import type { IsoDate } from '../domain/calendar';
import { dueDateAfter, monthsAfter } from './dates';
import { gatherEvidence, viewsOf, type CaughtError, type Evidence } from './evidence';
import { LIMITS } from './limits';
import type { Scenario, StartedScenario } from './scenario';
import { scenarios } from './scenarios';

const DAY_MS = 86_400_000;

/** What the demo did to the gateway from outside, and when. */
export interface DoneToGateway {
  at: string;
  what: string;
}

/** The whole run: what was ordered, what was done from outside, and what both sides say in the end. */
export interface DemoRun {
  startedAt: string;
  started: StartedScenario[];
  doneToGateway: DoneToGateway[];
  evidence: Evidence;
}

/** Runs all scenarios side by side on one clock, until every subscription has ended. */
export async function runAll(world: World): Promise<DemoRun> {
  const start = await world.clock.now();
  const started = await startAll(world, scenarios, start);
  const errors = new Map<string, CaughtError>();
  await catchErrors(world, started, errors);

  const doneToGateway: DoneToGateway[] = [];
  for (const { order, intervention } of interventionsOf(started, start)) {
    // Several are done at one moment: time passes for the first of them only.
    if (intervention.at > (await world.clock.now())) {
      await world.clock.advanceTo(intervention.at);
      await catchErrors(world, started, errors);
    }
    const at = (await world.clock.now()).toISOString();
    await intervention.act(world, order);
    await world.clock.untilIdle();
    if (intervention.by === 'gateway') doneToGateway.push({ at, what: intervention.what });
  }
  await world.clock.advanceTo(new Date(start.getTime() + LIMITS.horizonDays * DAY_MS));

  const orderIds = started.map(({ order }) => order.orderId);
  const evidence = await gatherEvidence(world, orderIds, [...errors.values()]);
  return { startedAt: start.toISOString(), started, doneToGateway, evidence };
}

/** Everything that is done from outside, in order. */
const interventionsOf = (
  started: readonly StartedScenario[],
  start: Date,
): { order: NewStart; intervention: Intervention }[] =>
  started
    .flatMap(({ scenario: { life }, order }) =>
      life.entry === 'adopt' || order.entry === 'adopt'
        ? []
        : (life.interventions?.(order, start) ?? []).map((intervention) => ({ order, intervention })),
    )
    .sort((one, other) => one.intervention.at.getTime() - other.intervention.at.getTime());

/** Starts them one after another, as customers come; the sandbox's clock runs along with theirs meanwhile. */
async function startAll(world: World, chosen: readonly Scenario[], now: Date): Promise<StartedScenario[]> {
  const { control } = world.sandbox;
  await control.setClockMode('follow');
  const started: StartedScenario[] = [];
  for (const scenario of chosen) {
    const order = await placed(scenario, world, now);
    await world.subscriptions.start(order);
    world.clock.follow(workflowIdOf(world.merchant, order.orderId));
    started.push({ scenario, order });
  }
  await world.clock.untilIdle();
  await control.setClockMode('manual');
  return started;
}

/** The order as its customer placed it, and the gateway as it has to be for it. */
async function placed(scenario: Scenario, world: World, now: Date): Promise<SubscriptionStart> {
  const { orderId, life, terms, brand, card } = scenario;
  const { inDays, thenMonths = 0 } = terms.firstCharge;
  const firstDate = monthsAfter(dueDateAfter(now, inDays), thenMonths);
  const { amountCents, months: numberOfTimes } = terms;
  if (life.entry === 'adopt') return adoptionOf(life, scenario, world, firstDate);
  const order = await orderOf(life, world, { orderId, numberOfTimes, amountCents, firstDate, brand, card });
  await life.prepare?.(world, order);
  return order;
}

/** The schedule was made elsewhere, and has been executed since. */
async function adoptionOf(
  { executedBefore }: AdoptedLife,
  { orderId, terms: { amountCents, months } }: Scenario,
  world: World,
  firstDate: IsoDate,
): Promise<SubscriptionStart> {
  const initialDate = monthsAfter(firstDate, -executedBefore.length);
  const executions = [...executedBefore];
  const schedule = { amountCents, initialDate, numberOfTimes: months, executions };
  return (await existingSchedule(world, orderId, schedule)).adoption;
}

/** Keeps the last error of everybody who still lives; the next one would replace it. */
async function catchErrors(
  world: World,
  started: readonly StartedScenario[],
  errors: Map<string, CaughtError>,
): Promise<void> {
  const views = await viewsOf(
    world,
    started.map(({ order }) => order.orderId),
  );
  for (const { orderId, lastError, state } of views) {
    if (lastError === undefined || isEndState(state)) continue;
    errors.set(`${orderId} ${lastError.at}`, { orderId, ...lastError });
  }
}

/** One subscription alone, from its start to its end, with the real time that it took. */
export interface TimedYear {
  evidence: Evidence;
  started: StartedScenario[];
  /** Real milliseconds from the start of the subscription to its end. */
  durationMs: number;
  /** What it lived, days on its own clock. */
  livedDays: number;
}

/** Runs one scenario alone, takes the time, and leaves the sandbox as new. */
export async function runAlone(world: World, scenario: Scenario): Promise<TimedYear> {
  const { clock, sandbox } = world;
  const begunMs = performance.now();
  const start = await clock.now();
  const started = await startAll(world, [scenario], start);
  await clock.advanceTo(new Date(start.getTime() + LIMITS.horizonDays * DAY_MS));
  const durationMs = performance.now() - begunMs;
  const evidence = await gatherEvidence(world, [scenario.orderId]);
  const ended = evidence.views[0]?.stateSince ?? evidence.now;
  clock.releaseAll();
  await sandbox.control.reset();
  return {
    evidence,
    started,
    durationMs,
    livedDays: Math.round((Date.parse(ended) - start.getTime()) / DAY_MS),
  };
}
