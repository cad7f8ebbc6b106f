import { freePort } from '../../devstack/free-port';
import { startStack, type Stack, type StackOptions } from '../../devstack/stack';
import { Started } from '../../devstack/started';
import { startTemporalProcess } from '../../devstack/temporal-process';
import { workflowBundle } from '../../devstack/workflow-bundle';
import { createLogger } from '../../program/log/logger';
import { createSdkLogger } from '../../worker/log/sdk-logger';
import { installRuntime } from '../../worker/runtime';
import { thisMachine } from '../machine';
import { timesOf, type FairnessReport, type Times, type Waits } from './report';
import { Starts } from './starts';

const BUSY = 'loja-a';
const OTHER = 'loja-b';
const TASK_QUEUE = 'bench-fairness';

/** What the bench stands on. */
export interface Ground {
  /** Path of the `temporal` binary. */
  binary: string;
  log: { write(line: string): void };
}

/**
 * The whole bench: one merchant starts much at once; how long does another wait? On a server that takes what waits in the order
 * in which it came, and on one that gives the workers to the merchants in turn.
 */
export async function measureFairness(
  { binary, log }: Ground,
  started: Started,
  say: (text: string) => void,
): Promise<FairnessReport> {
  const machine = thisMachine();
  const logger = createLogger('error', log);
  installRuntime({ logger, logLevel: 'error', metricsAddress: undefined });
  const bundle = await workflowBundle(createSdkLogger(logger));
  say('a server that takes what waits in the order in which it came');
  const firstCome = await measureOn({ binary, isFair: false, bundle }, started);
  say('a server that gives the workers to the merchants in turn');
  const inTurn = await measureOn({ binary, isFair: true, bundle }, started);
  return { firstCome, inTurn, machine };
}

/** On a server of its own, which is stopped afterwards; one that cannot be is left to `outer`. */
async function measureOn(
  { binary, isFair, bundle }: { binary: string; isFair: boolean; bundle: StackOptions['bundle'] },
  outer: Started,
): Promise<Waits> {
  const started = new Started();
  outer.add(() => started.stop());
  const server = await startTemporalProcess({ binary, port: await freePort(), isFair });
  started.add(() => server.stop());
  const { address } = server;
  const stack = await startStack({ address, merchants: [BUSY, OTHER], taskQueue: TASK_QUEUE, bundle });
  started.add(() => stack.stop());
  const waits = await measureStarts(stack);
  await started.stop();
  return waits;
}

async function measureStarts(stack: Stack): Promise<Waits> {
  const [busy, other] = await Promise.all([Starts.of(stack, BUSY), Starts.of(stack, OTHER)]);
  const others = async (): Promise<Times> => timesOf(await other.oneByOne());
  // What is compiled the first time is not compiled again.
  await Promise.all([busy.timeToActive(), other.timeToActive()]);
  const alone = await others();
  const before = performance.now();
  const starting = busy.allAtOnce();
  const besideBusy = await others();
  await busy.nearlyAllPaid(await starting);
  return { alone, besideBusy, busyMs: Math.round(performance.now() - before) };
}
