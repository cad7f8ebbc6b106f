import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CALL_POLICIES } from '../../workflows/call-policies';
import { CHANGE_KINDS } from '../../domain/edits/change';
import { RESOLUTIONS } from '../../domain/calls/call';
import { END_STATES, LIVE_STATES } from '../../domain/subscription/states';
import { HISTORIES_FOLDER } from '../../scripts/histories/folder';
import { leaksIn } from '../../scripts/histories/leaks';
import { allStories } from '../../stories/all-stories';
import { recordedHistories, statesOf, type Recorded } from './support/recorded';

describe('the collection of recorded histories', () => {
  const recorded = recordedHistories();
  const runsOf = (path: string): Recorded[] =>
    recorded
      .filter(({ file }) => file.path === path && file.version === undefined)
      .sort((a, b) => (a.file.run ?? 1) - (b.file.run ?? 1));
  const events = recorded.flatMap(({ history }) => history.events ?? []);

  describe.each(allStories.map((story) => [story.path, story] as const))('%s', (path, { endsAs }) => {
    it('is recorded, run by run', () => {
      const runs = runsOf(path).map(({ file }) => file.run ?? 1);
      expect(runs).toEqual(runs.length === 0 ? [1] : runs.map((_, index) => index + 1));
    });

    it(`ends as ${endsAs}`, () => {
      const last = runsOf(path).at(-1);
      const failed = last?.history.events?.at(-1)?.workflowExecutionFailedEventAttributes;
      expect(failed ? 'failed' : last && statesOf(last).at(-1)).toBe(endsAs);
    });
  });

  it('holds nothing but the paths that have a story', () => {
    const paths = new Set(allStories.map(({ path }) => path));
    expect(recorded.filter(({ file }) => !paths.has(file.path))).toEqual([]);
    expect(paths.size).toBe(allStories.length);
  });

  it('holds no run twice', () => {
    expect(new Set(recorded.map(({ runId }) => runId)).size).toBe(recorded.length);
  });

  it.each([...LIVE_STATES, ...END_STATES])('shows a subscription that is %s', (state) => {
    expect(recorded.flatMap(statesOf)).toContain(state);
  });

  it.each(Object.keys(CALL_POLICIES))('shows the gateway call %s', (call) => {
    const calls = events.map((event) => event.activityTaskScheduledEventAttributes?.activityType?.name);
    expect(calls).toContain(call);
  });

  it.each(['confirm', 'undo', 'resolve', 'acknowledge', 'refund', 'retire', 'authenticity', ...CHANGE_KINDS])(
    'shows the command %s',
    (name) => {
      const updates = events.map(
        (event) => event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.name,
      );
      expect(updates).toContain(name);
    },
  );

  it.each(RESOLUTIONS)('shows a person who decides: %s', (decision) => {
    const commands = events.map((event) => {
      const input = event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input;
      return Buffer.from(input?.args?.payloads?.[0]?.data ?? '').toString();
    });
    expect(commands.some((command) => command.includes(`"decision":"${decision}"`))).toBe(true);
  });

  const MONEY_CALLS = [
    'payTransaction',
    'confirmPayment',
    'undoPayment',
    'activateSchedule',
    'sendEdit',
    'sendRefund',
  ];

  it.each(recorded.map(({ file, history }) => [file.fileName, history] as const))(
    '%s: a call that can move money has one attempt, and its NIT or SID was in the history before (R1, R2)',
    (_fileName, { events }) => {
      const all = events ?? [];
      for (const [index, event] of all.entries()) {
        const call = event.activityTaskScheduledEventAttributes;
        if (!MONEY_CALLS.includes(call?.activityType?.name ?? '')) continue;
        expect(call?.retryPolicy?.maximumAttempts).toBe(1);
        const { nit, sid } = JSON.parse(textOf(call?.input?.payloads?.[0])) as { nit?: string; sid?: string };
        const before = all.slice(0, index).flatMap(payloadsOf).map(textOf);
        expect(before.some((text) => text.includes(nit ?? sid ?? 'no id'))).toBe(true);
      }
    },
  );

  it.each(recorded.map(({ file, history }) => [file.fileName, history] as const))(
    '%s: every call and every wait says what it is for (R12)',
    (_fileName, { events }) => {
      const all = events ?? [];
      const steps = all.filter(
        (event) => event.activityTaskScheduledEventAttributes ?? event.timerStartedEventAttributes,
      );
      for (const step of steps) expect(textOf(step.userMetadata?.summary)).toMatch(/^".{3,}"$/);
    },
  );

  it.each(recorded.map(({ file, history }) => [file.fileName, history] as const))(
    '%s holds no card, nothing of a machine, and what replay needs to notice a change',
    (fileName, history) => {
      expect(leaksIn(readFileSync(join(HISTORIES_FOLDER, fileName), 'utf8'))).toEqual([]);
      // Without the flags of the SDK that recorded it, a history would replay green whatever the code does.
      const flags = (history.events ?? []).flatMap(
        (event) => event.workflowTaskCompletedEventAttributes?.sdkMetadata?.coreUsedFlags ?? [],
      );
      expect(flags.length).toBeGreaterThan(0);
    },
  );
});

type HistoryEvent = NonNullable<Recorded['history']['events']>[number];
type Payload = { data?: Uint8Array | null } | null | undefined;

const textOf = (payload: Payload): string => Buffer.from(payload?.data ?? '').toString();

/** Where an id can be: the answer of a call, a post of the gateway, and what a run takes over from the one before. */
const payloadsOf = (event: HistoryEvent): Payload[] => [
  ...(event.activityTaskCompletedEventAttributes?.result?.payloads ?? []),
  ...(event.workflowExecutionStartedEventAttributes?.input?.payloads ?? []),
  // The NIT of a refund is posted to us.
  ...(event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.args?.payloads ?? []),
];
