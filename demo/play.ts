import { workflowIdOf } from '../contract/ids';
import type { SubscriptionStart } from '../contract/input';
import { isEndState } from '../domain/subscription/states';
import { instantAt, monthsAfter } from './dates';
import { gatherEvidence, type CaughtError, type Evidence } from './evidence';
import { LIMITS } from './limits';
import type { Scenario } from './scenario';
import { confirmedLate, scenarios, unreachableOnSecondCharge } from './scenarios';
import { startOf } from './selling';
import type { Stage } from './stage';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** When the billing system confirms, counted from the start. */
const CONFIRMS_AFTER_MS = 26 * HOUR_MS;
/** São Paulo hours in which the gateway cannot be reached: around its daily job and the first questions after it. */
const UNREACHABLE = { from: '03:00', to: '09:00' } as const;

/** Something that the demo did to the gateway from outside, when it did it. */
export interface StageDirection {
  at: string;
  what: string;
}

/** The whole show: what was sold, what was done from outside, and what both sides say in the end. */
export interface Show {
  startedAt: string;
  sold: { scenario: Scenario; input: SubscriptionStart }[];
  directions: StageDirection[];
  evidence: Evidence;
}

/** Plays all scenarios side by side on one clock, until every subscription has ended. */
export async function playShow(stage: Stage): Promise<Show> {
  const { control } = stage.stack.sandbox;
  const start = await control.now();
  const sold = await startAll(stage, scenarios, start);
  const errors = new Map<string, CaughtError>();
  await catchErrors(stage, errors);

  await stage.stack.clock.advanceTo(new Date(start.getTime() + CONFIRMS_AFTER_MS));
  await confirm(stage);
  const directions = await beUnreachable(stage, sold, errors);
  await stage.stack.clock.advanceTo(new Date(start.getTime() + LIMITS.horizonDays * DAY_MS));

  const orderIds = sold.map(({ input }) => input.orderId);
  const evidence = await gatherEvidence(stage, orderIds, [...errors.values()]);
  return { startedAt: start.toISOString(), sold, directions, evidence };
}

/** Starts them one after another, as customers come; the sandbox's clock runs along with theirs meanwhile. */
async function startAll(
  stage: Stage,
  cast: readonly Scenario[],
  now: Date,
): Promise<{ scenario: Scenario; input: SubscriptionStart }[]> {
  const { control } = stage.stack.sandbox;
  await control.setClockMode('follow');
  const sold: { scenario: Scenario; input: SubscriptionStart }[] = [];
  for (const scenario of cast) {
    const input = await startOf(scenario, stage, now);
    await scenario.prepare?.(stage, input);
    await stage.subscriptions.start(input);
    stage.stack.clock.follow(workflowIdOf(stage.merchant, input.orderId));
    sold.push({ scenario, input });
  }
  await stage.stack.clock.settle();
  await control.setClockMode('manual');
  return sold;
}

async function confirm(stage: Stage): Promise<void> {
  await stage.subscriptions.confirm(
    { merchant: stage.merchant, orderId: confirmedLate.orderId },
    { by: 'billing system', reason: 'the order was checked' },
  );
  await stage.stack.clock.settle();
}

/** On the day of the second charge of one order nothing reaches the gateway; the gateway itself charges all the same. */
async function beUnreachable(
  stage: Stage,
  sold: Show['sold'],
  errors: Map<string, CaughtError>,
): Promise<StageDirection[]> {
  const { clock, sandbox } = stage.stack;
  const input = sold.find(({ scenario }) => scenario === unreachableOnSecondCharge)?.input;
  if (input === undefined) throw new Error('nobody is there to meet the unreachable gateway');
  const day = monthsAfter(input.schedule.firstDate, 1);
  await clock.advanceTo(instantAt(day, UNREACHABLE.from));
  const fault = await sandbox.control.addFault({ route: '*', kind: 'refuse_connection' });
  const from = await sandbox.control.now();
  await clock.advanceTo(instantAt(day, UNREACHABLE.to));
  await catchErrors(stage, errors);
  await sandbox.control.clearFaults(fault);
  const to = await sandbox.control.now();
  return [
    { at: from.toISOString(), what: 'refuses every connection' },
    { at: to.toISOString(), what: 'can be reached again' },
  ];
}

/** Keeps the last error of everybody who still lives; the next one would replace it. */
async function catchErrors(stage: Stage, errors: Map<string, CaughtError>): Promise<void> {
  for (const { orderId } of scenarios) {
    const { lastError, state } = await stage.view(orderId);
    if (lastError === undefined || isEndState(state)) continue;
    errors.set(`${orderId} ${lastError.at}`, { orderId, ...lastError });
  }
}

/** One subscription alone, from its start to FIN, with the time it took on the wall. */
export interface TimedYear {
  evidence: Evidence;
  sold: Show['sold'];
  /** Real milliseconds from the start of the subscription to its end, FIN. */
  durationMs: number;
  /** What it lived, days on its own clock. */
  livedDays: number;
}

/** Plays one scenario alone, takes the time, and leaves the sandbox as new. */
export async function playYear(stage: Stage, scenario: Scenario): Promise<TimedYear> {
  const { clock, sandbox } = stage.stack;
  const begunMs = performance.now();
  const start = await sandbox.control.now();
  const sold = await startAll(stage, [scenario], start);
  await clock.advanceTo(new Date(start.getTime() + LIMITS.horizonDays * DAY_MS));
  const durationMs = performance.now() - begunMs;
  const evidence = await gatherEvidence(stage, [scenario.orderId]);
  const ended = evidence.views[0]?.stateSince ?? evidence.now;
  clock.releaseAll();
  await sandbox.control.reset();
  return {
    evidence,
    sold,
    durationMs,
    livedDays: Math.round((Date.parse(ended) - start.getTime()) / DAY_MS),
  };
}
