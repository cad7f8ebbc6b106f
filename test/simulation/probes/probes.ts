import {
  allHandlersFinished,
  ApplicationFailure,
  ActivityFailure,
  CancellationScope,
  condition,
  continueAsNew,
  currentUpdateInfo,
  defineQuery,
  defineSignal,
  defineUpdate,
  patched,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  sleep,
  TimeoutFailure,
  upsertSearchAttributes,
  uuid4,
  workflowInfo,
  type ActivityOptions,
} from '@temporalio/workflow';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

// Small workflows that each use one thing of Temporal, to hold the simulated server against what Temporal documents.

type Activities = Record<string, (...args: unknown[]) => Promise<unknown>>;

export const pokeSignal = defineSignal<[string]>('poke');
export const askUpdate = defineUpdate<string, [string]>('ask');
export const seenQuery = defineQuery<string[]>('seen');
const stateKey = defineSearchAttributeKey('ProbeState', SearchAttributeType.KEYWORD);

/** Sleeps and tells the workflow's clock before and after. */
export async function sleeps(ms: number): Promise<number[]> {
  const before = Date.now();
  await sleep(ms, { summary: 'a nap' });
  return [before, Date.now()];
}

/** Waits for a poke, no longer than some time. */
export async function waitsForPoke(ms: number): Promise<boolean> {
  let poked = false;
  setHandler(pokeSignal, () => {
    poked = true;
  });
  return condition(() => poked, ms);
}

/** A timer that is not needed: the condition holds at once. */
export async function needsNoTimer(): Promise<boolean> {
  return condition(() => true, 60_000);
}

/** Calls one activity and tells how it ended. */
export async function calls(options: ActivityOptions, ...args: unknown[]): Promise<unknown> {
  try {
    return await proxyActivities<Activities>(options)['work']?.(...args);
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    const { cause, retryState } = error;
    if (cause instanceof TimeoutFailure) return { timeout: cause.timeoutType, retryState };
    return cause instanceof ApplicationFailure
      ? { failure: cause.type, details: cause.details, retryState }
      : 'other';
  }
}

/** Answers updates until it is poked: refuses the empty ones, takes an hour over the slow ones, fails the bad ones. */
export async function answers(): Promise<string[]> {
  const seen: string[] = [];
  let poked = false;
  setHandler(seenQuery, () => seen);
  setHandler(pokeSignal, () => {
    poked = true;
  });
  setHandler(
    askUpdate,
    async (question) => {
      seen.push(question);
      if (question === 'slow') await sleep('1 hour');
      if (question === 'bad')
        throw ApplicationFailure.create({ type: 'bad_question', message: 'no answer to that' });
      return `${question} by ${currentUpdateInfo()?.id ?? 'nobody'}`;
    },
    {
      validator: (question) => {
        if (question === '') throw ApplicationFailure.create({ type: 'empty', message: 'ask something' });
      },
    },
  );
  await condition(() => poked);
  await condition(allHandlersFinished);
  return seen;
}

/** Continues as new with what it is given and one more, three times. */
export async function continues(list: { of: number[] }): Promise<{ of: number[]; info: unknown }> {
  upsertSearchAttributes([{ key: stateKey, value: `run ${String(list.of.length)}` }]);
  setCurrentDetails(`**${String(list.of.length)}**`);
  await sleep(1_000);
  list.of.push(list.of.length);
  if (list.of.length < 3) await continueAsNew<typeof continues>(list);
  const { continuedFromExecutionRunId, firstExecutionRunId, historyLength } = workflowInfo();
  return { ...list, info: { continuedFromExecutionRunId, firstExecutionRunId, historyLength } };
}

/** Waits in a scope that no cancellation reaches, and notes that one was asked for. */
export async function ignoresCancel(): Promise<string[]> {
  const seen: string[] = [];
  CancellationScope.current().cancelRequested.catch(() => {
    seen.push('cancel requested');
  });
  await CancellationScope.nonCancellable(() => sleep(1_000));
  return [...seen, 'slept'];
}

/** Is cancelled in its sleep. */
export async function obeysCancel(): Promise<void> {
  await sleep('1 day');
}

/** Chance and identifiers, which have to be the same on a replay. */
export async function drawsLots(): Promise<unknown[]> {
  const before = [Math.random(), uuid4()];
  await sleep(1_000);
  return [...before, Math.random(), new Date().toISOString()];
}

/** The newer of two versions asks for a patch; the older one does not know it. */
export async function isPatched(): Promise<string> {
  await sleep(1_000);
  return patched('newer') ? 'newer' : 'older';
}

/** Ends the moment it is poked, whatever else comes. */
export async function endsWhenPoked(): Promise<number> {
  let pokes = 0;
  setHandler(pokeSignal, () => {
    pokes += 1;
  });
  await condition(() => pokes > 0);
  return pokes;
}

/** Fails in a way that is no failure of the workflow. */
export async function hasADefect(): Promise<void> {
  await sleep(1_000);
  throw new TypeError('undefined is not a function');
}

/** Fails as a workflow may. */
export function failsAtOnce(): Promise<void> {
  throw ApplicationFailure.create({ type: 'no', message: 'not like this', nonRetryable: true });
}
