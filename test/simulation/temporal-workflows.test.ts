import { replay, NondeterminismError } from '../../simulation/temporal/replay';
import { probeCode, START_MS, startProbe } from './support/probe-server';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const OPENING = [
  'WorkflowExecutionStarted',
  'WorkflowTaskScheduled',
  'WorkflowTaskStarted',
  'WorkflowTaskCompleted',
];
const TASK = ['WorkflowTaskScheduled', 'WorkflowTaskStarted', 'WorkflowTaskCompleted'];

describe('timers and conditions', () => {
  it('a sleep costs a timer that starts and fires, and the workflow clock stands in between', async () => {
    const probe = await startProbe('sleeps', [10 * DAY]);
    await probe.pass(11 * DAY);
    expect(probe.result()).toEqual([START_MS, START_MS + 10 * DAY]);
    expect(probe.types()).toEqual([
      ...OPENING,
      'TimerStarted',
      'TimerFired',
      ...TASK,
      'WorkflowExecutionCompleted',
    ]);
    expect(probe.events()[4]).toMatchObject({ command: { summary: '"a nap"' } });
  });

  it('a condition that comes true cancels its timer', async () => {
    const probe = await startProbe('waitsForPoke', [HOUR]);
    await probe.pass(MINUTE);
    probe.execution.signal('poke', ['now']);
    await probe.pass(DAY);
    expect(probe.result()).toBe(true);
    expect(probe.types().slice(4)).toEqual([
      'TimerStarted',
      'WorkflowExecutionSignaled',
      ...TASK,
      'TimerCanceled',
      'WorkflowExecutionCompleted',
    ]);
  });

  it('a condition that does not come true ends with its timer', async () => {
    const probe = await startProbe('waitsForPoke', [HOUR]);
    await probe.pass(HOUR - 1);
    expect(probe.result()).toBeUndefined();
    await probe.pass(1);
    expect(probe.result()).toBe(false);
  });

  it('a timer that is started and cancelled in one task is never seen', async () => {
    const probe = await startProbe('needsNoTimer');
    await probe.pass(0);
    expect(probe.result()).toBe(true);
    expect(probe.types()).toEqual([...OPENING, 'WorkflowExecutionCompleted']);
  });
});

describe('updates, signals and queries', () => {
  it('an update that is accepted costs its task, its acceptance and its completion', async () => {
    const probe = await startProbe('answers');
    await probe.pass(MINUTE);
    const outcome = probe.execution.update('ask', 'id-1', ['why']);
    await probe.pass(0);
    expect(await outcome).toEqual({ kind: 'completed', updateId: 'id-1', result: '"why by id-1"' });
    expect(probe.types().slice(4)).toEqual([
      ...TASK,
      'WorkflowExecutionUpdateAccepted',
      'WorkflowExecutionUpdateCompleted',
    ]);
  });

  it('an update that its validator refuses leaves nothing in the history', async () => {
    const probe = await startProbe('answers');
    await probe.pass(MINUTE);
    const outcome = probe.execution.update('ask', 'id-1', ['']);
    await probe.pass(MINUTE);
    expect(await outcome).toMatchObject({
      kind: 'rejected',
      failure: expect.stringContaining('"type":"empty"') as string,
    });
    expect(probe.types()).toEqual(OPENING);
  });

  it('an update whose handler fails was accepted and is completed with the failure', async () => {
    const probe = await startProbe('answers');
    await probe.pass(MINUTE);
    const outcome = probe.execution.update('ask', 'id-1', ['bad']);
    await probe.pass(0);
    expect(await outcome).toMatchObject({ kind: 'failed' });
    expect(probe.types().at(-1)).toBe('WorkflowExecutionUpdateCompleted');
    expect(await replay(await probeCode(), probe.events())).toBeDefined();
  });

  it('the same id once more is answered as the first time, and costs nothing', async () => {
    const probe = await startProbe('answers');
    await probe.pass(0);
    const first = probe.execution.update('ask', 'id-1', ['why']);
    await probe.pass(MINUTE);
    const events = probe.events().length;
    expect(await probe.execution.update('ask', 'id-1', ['something else'])).toEqual(await first);
    await probe.pass(MINUTE);
    expect(probe.events()).toHaveLength(events);
    expect(await probe.execution.query('seen')).toEqual(['why']);
  });

  it('an update without a handler is refused', async () => {
    const probe = await startProbe('answers');
    await probe.pass(0);
    const outcome = probe.execution.update('nobody_knows', 'id-1', []);
    await probe.pass(0);
    expect(await outcome).toMatchObject({ kind: 'rejected' });
  });

  it('a workflow waits for its handlers, and an update of one that has ended finds nothing', async () => {
    const probe = await startProbe('answers');
    await probe.pass(0);
    const outcome = probe.execution.update('ask', 'id-1', ['slow']);
    await probe.pass(MINUTE);
    probe.execution.signal('poke', ['end']);
    await probe.pass(MINUTE);
    expect(probe.result()).toBeUndefined();
    await probe.pass(HOUR);
    expect(await outcome).toMatchObject({ kind: 'completed' });
    expect(probe.result()).toEqual(['slow']);
    expect(await probe.execution.update('ask', 'id-2', ['more'])).toEqual({ kind: 'not_found' });
  });

  it('a query is answered from a run that no worker remembers, and changes nothing', async () => {
    const probe = await startProbe('answers');
    await probe.pass(0);
    void probe.execution.update('ask', 'id-1', ['why']);
    await probe.pass(MINUTE);
    const events = probe.events().length;
    probe.workers.lose();
    probe.workers.comeBack(await probeCode());
    await probe.pass(MINUTE);
    expect(await probe.execution.query('seen')).toEqual(['why']);
    expect(probe.events()).toHaveLength(events);
  });
});

describe('continue as new, cancellation, ends', () => {
  it('carries its arguments as JSON, its search attributes, and the run before', async () => {
    const list = { of: [] };
    const probe = await startProbe('continues', [list]);
    await probe.pass(MINUTE);
    expect(probe.result()).toEqual({
      of: [0, 1, 2],
      info: {
        continuedFromExecutionRunId: 'probe/run-2',
        firstExecutionRunId: 'probe/run-1',
        historyLength: 9,
      },
    });
    expect(list.of).toEqual([]);
    expect(probe.execution.runs).toHaveLength(3);
    expect(probe.types(0).at(-1)).toBe('WorkflowExecutionContinuedAsNew');
    expect(probe.events(2)[0]).toMatchObject({
      args: ['{"of":[0,1]}'],
      continuedFromRunId: 'probe/run-2',
      searchAttributes: { ProbeState: '"run 1"' },
    });
  });

  it('a cancellation does not reach a scope that is not cancellable', async () => {
    const probe = await startProbe('ignoresCancel');
    await probe.pass(0);
    probe.execution.requestCancel();
    await probe.pass(MINUTE);
    expect(probe.result()).toEqual(['cancel requested', 'slept']);
    expect(probe.types()).toContain('WorkflowExecutionCancelRequested');
  });

  it('a cancellation ends what is cancellable', async () => {
    const probe = await startProbe('obeysCancel');
    await probe.pass(0);
    probe.execution.requestCancel();
    await probe.pass(MINUTE);
    expect(probe.types().slice(-2)).toEqual(['TimerCanceled', 'WorkflowExecutionCanceled']);
  });

  it('a failure of the workflow ends it; a defect of its code does not, it is stuck', async () => {
    const failing = await startProbe('failsAtOnce');
    await failing.pass(0);
    expect(failing.types().at(-1)).toBe('WorkflowExecutionFailed');
    const stuck = await startProbe('hasADefect');
    await stuck.pass(MINUTE);
    expect(stuck.execution.closedBy).toBeUndefined();
    expect(stuck.execution.stuck?.message).toBe('undefined is not a function');
  });

  it('a workflow that wants to end while something comes in is made to look at it first', async () => {
    const probe = await startProbe('endsWhenPoked', [], { latencies: { workflowTaskMs: () => 1_000 } });
    await probe.pass(MINUTE);
    probe.execution.signal('poke', ['one']);
    await probe.pass(500);
    probe.execution.signal('poke', ['two']);
    await probe.pass(MINUTE);
    expect(probe.result()).toBe(2);
    expect(probe.events()).toContainEqual(
      expect.objectContaining({ type: 'WorkflowTaskFailed', cause: 'unhandled_command' }),
    );
  });
});

describe('doing it again from the record', () => {
  it('chance, identifiers and dates are the same', async () => {
    const probe = await startProbe('drawsLots');
    await probe.pass(MINUTE);
    const again = await startProbe('drawsLots', [], { prepare: (workers) => (workers.forgetful = true) });
    await again.pass(MINUTE);
    expect(again.result()).toEqual(probe.result());
  });

  it('code that asks for something else does not fit', async () => {
    const probe = await startProbe('sleeps', [DAY]);
    await probe.pass(2 * DAY);
    await expect(replay(await probeCode(), probe.events())).resolves.toBeDefined();
    await expect(replay(await probeCode('changed'), probe.events())).rejects.toThrow(NondeterminismError);
  });

  it('a worker with such code is stuck with a run that it takes over', async () => {
    const probe = await startProbe('sleeps', [DAY]);
    await probe.pass(HOUR);
    probe.workers.lose();
    probe.workers.comeBack(await probeCode('changed'));
    await probe.pass(2 * DAY);
    expect(probe.execution.stuck).toBeInstanceOf(NondeterminismError);
  });

  it('a patch is marked when it is first met, and a run that passed that place before stays with the old code', async () => {
    const newer = await startProbe('isPatched');
    await newer.pass(MINUTE);
    expect(newer.result()).toBe('newer');
    expect(newer.types()).toContain('MarkerRecorded');
    await expect(replay(await probeCode(), newer.events())).resolves.toBeDefined();
    const older = await startProbe('isPatched', [], { code: await probeCode('changed') });
    await older.pass(MINUTE);
    await expect(replay(await probeCode(), older.events())).resolves.toBeDefined();
  });
});
