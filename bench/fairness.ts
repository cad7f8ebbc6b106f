// One merchant starts much at once; how long does another wait? On a server that gives the workers to the merchants in turn,
// and on one that does not. Prints a table, or one JSON document with --json.
import { cpus, loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { version as sdkVersion } from '@temporalio/worker/package.json';
import {
  NoWorkerError,
  SubscriptionClient,
  workflowIdOf,
  type SubscriptionRef,
  type SubscriptionStart,
  type SubscriptionState,
} from '../client';
import { freePort } from '../devstack/free-port';
import { startStack, type Stack } from '../devstack/stack';
import { Started } from '../devstack/started';
import { temporalBinary } from '../devstack/temporal-binary';
import { startTemporalProcess } from '../devstack/temporal-process';
import { workflowBundle } from '../devstack/workflow-bundle';
import { createLogger } from '../program/log/logger';
import { createSdkLogger } from '../worker/log/sdk-logger';
import { installRuntime } from '../worker/runtime';

const LIMITS = {
  /** Subscriptions that the busy merchant starts at once. */
  busyStarts: 400,
  /** Of these, requests at the server at the same time: more would wait for the server, not for a worker. */
  busySideBySide: 25,
  /** Subscriptions that the other one starts, and the pause between two, milliseconds. */
  otherStarts: 24,
  otherEveryMs: 500,
  /** Share of the busy merchant's starts that is not waited for. */
  busyLeftOut: 0.05,
  /** Pause between two looks at a start, milliseconds. */
  lookEveryMs: 50,
  /** Longest wait for a start to become active, milliseconds. */
  activeWithinMs: 180_000,
} as const;

const BUSY = 'loja-a';
const OTHER = 'loja-b';
const TASK_QUEUE = 'bench-fairness';

interface Times {
  p50Ms: number;
  p95Ms: number;
}

interface Result {
  isFair: boolean;
  /** The other merchant's starts to active, with nobody else about, and while the busy one's 400 are under way. */
  alone: Times;
  besideBusy: Times;
  /** Until 95 % of the busy merchant's are paid, milliseconds. */
  busyMs: number;
}

async function measure(isFair: boolean, bundle: Awaited<ReturnType<typeof workflowBundle>>): Promise<Result> {
  const started = new Started();
  try {
    const server = await startTemporalProcess({
      binary: temporalBinary('npm run bench'),
      port: await freePort(),
      isFair,
    });
    started.add(() => server.stop());
    const stack = await startStack({
      address: server.address,
      merchants: [BUSY, OTHER],
      taskQueue: TASK_QUEUE,
      bundle,
    });
    started.add(() => stack.stop());
    return { isFair, ...(await measureOn(stack)) };
  } finally {
    await started.stop();
  }
}

async function measureOn(stack: Stack): Promise<Omit<Result, 'isFair'>> {
  const subscriptions = new SubscriptionClient(stack.client, { taskQueue: TASK_QUEUE });
  const orders = await orderBook(stack);
  const start = async (merchant: string): Promise<number> => timeToActive(subscriptions, orders(merchant));
  const others = async (): Promise<Times> => timesOf(await inTurn(() => start(OTHER)));
  // What is compiled the first time is not compiled again.
  await Promise.all([start(BUSY), start(OTHER)]);
  const alone = await others();
  const before = performance.now();
  const busy = atOnce(() => begin(subscriptions, orders(BUSY)));
  const besideBusy = await others();
  await nearlyAllPaid(stack, await busy);
  return { alone, besideBusy, busyMs: Math.round(performance.now() - before) };
}

/** Starts one after the other at a steady pace, whether those before are done or not. */
async function inTurn(start: () => Promise<number>): Promise<number[]> {
  const times: Promise<number>[] = [];
  for (let count = 0; count < LIMITS.otherStarts; count += 1) {
    times.push(start());
    await pause(LIMITS.otherEveryMs);
  }
  return Promise.all(times);
}

/** Starts all, as fast as the server takes them. */
async function atOnce(start: () => Promise<string>): Promise<string[]> {
  const ids: string[] = [];
  let left: number = LIMITS.busyStarts;
  const caller = async (): Promise<void> => {
    while (left-- > 0) ids.push(await start());
  };
  await Promise.all(Array.from({ length: LIMITS.busySideBySide }, caller));
  return ids;
}

const begin = async (subscriptions: SubscriptionClient, input: SubscriptionStart): Promise<string> =>
  (await subscriptions.start(input)).workflowId;

async function timeToActive(subscriptions: SubscriptionClient, input: SubscriptionStart): Promise<number> {
  const before = performance.now();
  await subscriptions.start(input);
  for (;;) {
    if ((await stateOf(subscriptions, input)) === 'active') return performance.now() - before;
    // On a machine that is busy with other things a call may be lost and asked for: it counts as the bound.
    if (performance.now() - before > LIMITS.activeWithinMs) return LIMITS.activeWithinMs;
    await pause(LIMITS.lookEveryMs);
  }
}

/** Undefined while the worker is too busy to answer. */
async function stateOf(
  subscriptions: SubscriptionClient,
  ref: SubscriptionRef,
): Promise<SubscriptionState | undefined> {
  try {
    return (await subscriptions.get(ref)).state;
  } catch (error) {
    if (error instanceof NoWorkerError) return undefined;
    throw error;
  }
}

/** The sandbox knows without a question to the worker: nearly all have been paid. */
async function nearlyAllPaid({ sandbox }: Stack, workflowIds: readonly string[]): Promise<void> {
  const giveUpAt = performance.now() + LIMITS.activeWithinMs;
  for (;;) {
    const paid = new Set((await sandbox.control.ledger()).map(({ orderId }) => workflowIdOf(BUSY, orderId)));
    const left = workflowIds.filter((id) => !paid.has(id)).length;
    if (left <= workflowIds.length * LIMITS.busyLeftOut) return;
    if (performance.now() > giveUpAt)
      throw new Error(`${String(left)} starts of the busy merchant are not paid`);
    await pause(LIMITS.lookEveryMs);
  }
}

async function orderBook({ sandbox, clock }: Stack): Promise<(merchant: string) => SubscriptionStart> {
  const token = (await sandbox.control.cards()).find(({ brand }) => brand === 'mastercard')?.token ?? '';
  const firstDate = new Date((await clock.now()).getTime() + 40 * 86_400_000).toISOString().slice(0, 10);
  let orders = 0;
  return (merchant) => ({
    entry: 'pay_now',
    merchant,
    orderId: `F${String((orders += 1))}`,
    authorizerId: '2',
    payer: { storeIdentification: 'buyer1' },
    card: { kind: 'carat_token', token },
    schedule: { amountCents: 4_990, firstDate, numberOfTimes: 12 },
    payment: { amountCents: 4_990 },
  });
}

function timesOf(times: readonly number[]): Times {
  const sorted = [...times].sort((one, other) => one - other);
  const at = (share: number): number => Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
  return { p50Ms: at(0.5), p95Ms: at(0.95) };
}

function tableOf(results: readonly Result[]): string {
  const cells = ({ p50Ms, p95Ms }: Times): string => `${String(p50Ms)} / ${String(p95Ms)}`.padEnd(18);
  const rows = results.map(
    ({ isFair, alone, besideBusy, busyMs }) =>
      `${(isFair ? 'in turn' : 'first come').padEnd(12)}${cells(alone)}${cells(besideBusy)}${String(busyMs)}`,
  );
  const [cpu] = cpus();
  return [
    `start to active of ${OTHER}, p50 / p95 in ms, while ${BUSY} starts ${String(LIMITS.busyStarts)} at once`,
    `${'server'.padEnd(12)}${'alone'.padEnd(18)}${'beside'.padEnd(18)}95 % of ${BUSY}, ms`,
    ...rows,
    `${String(cpus().length)} × ${cpu?.model ?? 'unknown'}, load ${(loadavg()[0] ?? 0).toFixed(1)}, Node ${process.versions.node}, Temporal SDK ${sdkVersion}`,
    '',
  ].join('\n');
}

async function main(): Promise<void> {
  const logger = createLogger('error', { write: (line) => void process.stderr.write(line) });
  installRuntime({ logger, logLevel: 'error', metricsAddress: undefined });
  const bundle = await workflowBundle(createSdkLogger(logger));
  const results = [await measure(false, bundle), await measure(true, bundle)];
  process.stdout.write(process.argv.includes('--json') ? `${JSON.stringify(results)}\n` : tableOf(results));
}

void main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  },
);
