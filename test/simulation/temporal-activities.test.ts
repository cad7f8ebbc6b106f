import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { ActivityOptions } from '@temporalio/workflow';
import type { VirtualTime } from '../../simulation/time/virtual-time';
import {
  START_MS,
  startProbe,
  type Probe,
  type ProbeOptions,
  type ProbeWorkers,
} from './support/probe-server';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Plays a workflow that calls one activity, for a day. */
async function call(
  options: ActivityOptions,
  prepare: (workers: ProbeWorkers, time: VirtualTime) => void,
  more: ProbeOptions = {},
): Promise<Probe> {
  const probe = await startProbe('calls', [options, 'x'], { prepare, ...more });
  await probe.pass(24 * HOUR);
  return probe;
}

/** When the activity was recorded as ended, seconds after the start of the workflow. */
const endedAfter = (probe: Probe): number => {
  const end = probe.events().find(({ type }) => /^ActivityTask(Completed|Failed|TimedOut)$/.test(type));
  return ((end?.atMs ?? Infinity) - START_MS) / SECOND;
};

/** Fails so many times, then is done; when each attempt began is kept. */
function failing(
  times: number,
  failure: () => Error,
  begun: number[] = [],
): (workers: ProbeWorkers, time: VirtualTime) => void {
  return (workers, time) => {
    workers.activity = () => {
      begun.push((time.nowMs - START_MS) / SECOND);
      return begun.length <= times ? Promise.reject(failure()) : Promise.resolve('done');
    };
  };
}

const unlucky = (): Error => ApplicationFailure.retryable('not now', 'unlucky');

describe('attempts and pauses', () => {
  it('an activity that is done costs three events, however many attempts it took', async () => {
    const begun: number[] = [];
    const retry = { initialInterval: '2 s', backoffCoefficient: 3, maximumInterval: '10 s' };
    const probe = await call({ startToCloseTimeout: '1 m', retry }, failing(3, unlucky, begun));
    expect(begun).toEqual([0, 2, 8, 18]);
    expect(probe.result()).toBe('done');
    expect(probe.types().slice(4, 7)).toEqual([
      'ActivityTaskScheduled',
      'ActivityTaskStarted',
      'ActivityTaskCompleted',
    ]);
    expect(probe.events()[5]).toMatchObject({ attempt: 4 });
  });

  it('by default it is tried again for ever, after 1 s, 2 s, 4 s, … up to 100 s', async () => {
    const begun: number[] = [];
    await call({ startToCloseTimeout: '1 m' }, failing(9, unlucky, begun));
    expect(begun).toEqual([0, 1, 3, 7, 15, 31, 63, 127, 227, 327]);
  });

  it('after the last attempt it has failed', async () => {
    const retry = { maximumAttempts: 2 };
    const probe = await call({ startToCloseTimeout: '1 m', retry }, failing(9, unlucky));
    expect(probe.result()).toMatchObject({ failure: 'unlucky', retryState: 'MAXIMUM_ATTEMPTS_REACHED' });
  });

  it('a failure that is not retryable is the last, by its own word or by the type', async () => {
    const own = await call(
      { startToCloseTimeout: '1 m' },
      failing(9, () => ApplicationFailure.nonRetryable('never', 'final', { of: 1 })),
    );
    expect(own.result()).toEqual({
      failure: 'final',
      details: [{ of: 1 }],
      retryState: 'NON_RETRYABLE_FAILURE',
    });
    const retry = { nonRetryableErrorTypes: ['unlucky'] };
    const byType = await call({ startToCloseTimeout: '1 m', retry }, failing(9, unlucky));
    expect(byType.result()).toMatchObject({ retryState: 'NON_RETRYABLE_FAILURE' });
  });

  it('a failure may say when the next attempt comes', async () => {
    const begun: number[] = [];
    const later = (): Error => ApplicationFailure.create({ type: 'later', nextRetryDelay: '42 s' });
    await call({ startToCloseTimeout: '1 m', retry: { maximumInterval: '1 h' } }, failing(1, later, begun));
    expect(begun).toEqual([0, 42]);
  });

  it('what is no failure of ours fails as what it is', async () => {
    const broken = failing(1, () => new RangeError('out of range'));
    const probe = await call({ startToCloseTimeout: '1 m', retry: { maximumAttempts: 1 } }, broken);
    expect(probe.result()).toMatchObject({ failure: 'RangeError' });
  });
});

describe('timeouts', () => {
  const silent = (workers: ProbeWorkers): void => {
    workers.activity = () => new Promise(() => undefined);
  };

  it('nobody takes it: schedule to start, which is never tried again', async () => {
    const options = { scheduleToStartTimeout: '15 m', startToCloseTimeout: '1 m' };
    const probe = await call(options, (workers) => (workers.polls = false));
    expect(probe.result()).toEqual({ timeout: 'SCHEDULE_TO_START', retryState: 'NON_RETRYABLE_FAILURE' });
    expect(endedAfter(probe)).toBe(15 * 60);
    expect(probe.types()).not.toContain('ActivityTaskStarted');
  });

  it('an attempt takes too long: start to close, and it is tried again', async () => {
    const retry = { maximumAttempts: 2, initialInterval: '1 s' };
    const probe = await call({ startToCloseTimeout: '85 s', retry }, silent);
    expect(probe.result()).toEqual({ timeout: 'START_TO_CLOSE', retryState: 'MAXIMUM_ATTEMPTS_REACHED' });
    expect(endedAfter(probe)).toBe(85 + 1 + 85);
  });

  it('a worker that gives no sign of life: heartbeat', async () => {
    const options = { startToCloseTimeout: '85 s', heartbeatTimeout: '20 s', retry: { maximumAttempts: 1 } };
    const probe = await call(options, silent);
    expect(probe.result()).toMatchObject({ timeout: 'HEARTBEAT' });
    expect(endedAfter(probe)).toBe(20);
  });

  it('signs of life put the heartbeat timeout off, and not the end of the attempt', async () => {
    const options = { startToCloseTimeout: '85 s', heartbeatTimeout: '20 s', retry: { maximumAttempts: 1 } };
    const probe = await call(options, (workers, time) => {
      workers.activity = async () => {
        const { heartbeat } = Context.current();
        for (;;) {
          await time.pause(5 * SECOND);
          heartbeat();
        }
      };
    });
    expect(probe.result()).toMatchObject({ timeout: 'START_TO_CLOSE' });
    expect(endedAfter(probe)).toBe(85);
  });

  it('all attempts together: schedule to close, also where the next attempt would come too late', async () => {
    const waiting = await call({ scheduleToCloseTimeout: '1 h' }, (workers) => (workers.polls = false));
    expect(waiting.result()).toMatchObject({ timeout: 'SCHEDULE_TO_CLOSE' });
    expect(endedAfter(waiting)).toBe(3_600);
    const options = {
      startToCloseTimeout: '10 s',
      scheduleToCloseTimeout: '25 s',
      retry: { initialInterval: '20 s' },
    };
    const late = await call(options, silent);
    expect(late.result()).toEqual({ timeout: 'SCHEDULE_TO_CLOSE', retryState: 'TIMEOUT' });
    expect(endedAfter(late)).toBe(10);
    const failed = await call(options, failing(9, unlucky));
    expect(failed.result()).toMatchObject({ failure: 'unlucky', retryState: 'TIMEOUT' });
  });

  it('what a worker reports of an attempt that is over is ignored', async () => {
    const retry = { maximumAttempts: 2, initialInterval: '1 s' };
    let attempts = 0;
    const probe = await call({ startToCloseTimeout: '10 s', retry }, (workers, time) => {
      workers.activity = async () => {
        attempts += 1;
        const mine = attempts;
        await time.pause(mine === 1 ? 15 * SECOND : 8 * SECOND);
        return mine;
      };
    });
    expect(probe.result()).toBe(2);
  });
});

describe('absences', () => {
  it('an activity waits for a worker, and is taken as soon as one polls', async () => {
    const probe = await startProbe('calls', [{ startToCloseTimeout: '1 m' }], {
      prepare: (workers) => (workers.polls = false),
    });
    await probe.pass(HOUR);
    probe.workers.polls = true;
    probe.workers.tell();
    await probe.pass(0);
    expect(probe.result()).toBe('done');
    expect(endedAfter(probe)).toBe(3_600);
  });

  it('a lost worker leaves its attempt to the timeouts, and never reports', async () => {
    const options = { startToCloseTimeout: '85 s', heartbeatTimeout: '20 s', retry: { maximumAttempts: 1 } };
    const probe = await startProbe('calls', [options], {
      prepare: (workers, time) => {
        workers.activity = () => time.pause(5 * SECOND);
      },
    });
    await probe.pass(SECOND);
    probe.workers.lose();
    await probe.pass(10 * SECOND);
    probe.workers.comeBack(probe.code);
    await probe.pass(MINUTE);
    expect(probe.result()).toMatchObject({ timeout: 'HEARTBEAT' });
  });

  it('a workflow task of a lost worker times out and is done by the next one, from the record', async () => {
    const probe = await startProbe('calls', [{ startToCloseTimeout: '1 m' }], {
      latencies: { workflowTaskMs: () => 2_000 },
    });
    await probe.pass(SECOND);
    probe.workers.lose();
    probe.workers.comeBack(probe.code);
    await probe.pass(MINUTE);
    expect(probe.types().slice(0, 6)).toEqual([
      'WorkflowExecutionStarted',
      'WorkflowTaskScheduled',
      'WorkflowTaskStarted',
      'WorkflowTaskTimedOut',
      'WorkflowTaskScheduled',
      'WorkflowTaskStarted',
    ]);
    expect(probe.result()).toBe('done');
  });

  it('while Temporal is away no timer fires and nothing is heard; a result that comes soon after is', async () => {
    const outage = { id: 'away', fromMs: START_MS + 1, toMs: START_MS + 2 * HOUR };
    const sleeping = await startProbe('sleeps', [MINUTE], { outages: [outage] });
    await sleeping.pass(3 * HOUR);
    expect(sleeping.result()).toEqual([START_MS, START_MS + 2 * HOUR]);
    const short = { id: 'away', fromMs: START_MS + 1, toMs: START_MS + 9 * SECOND };
    const inTime = await call({ startToCloseTimeout: '1 m' }, after(5 * SECOND), { outages: [short] });
    expect(inTime.result()).toBe('done');
  });

  it('a result that the server cannot hear for long is lost: the attempt runs out of time', async () => {
    const outage = { id: 'away', fromMs: START_MS + 1, toMs: START_MS + 2 * HOUR };
    const options = { startToCloseTimeout: '1 m', retry: { maximumAttempts: 1 } };
    const probe = await call(options, after(5 * SECOND), { outages: [outage] });
    expect(probe.result()).toMatchObject({ timeout: 'START_TO_CLOSE' });
    expect(endedAfter(probe)).toBe(7_200);
  });

  const after =
    (ms: number) =>
    (workers: ProbeWorkers, time: VirtualTime): void => {
      workers.activity = async () => {
        await time.pause(ms);
        return 'done';
      };
    };
});
