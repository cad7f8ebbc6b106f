import type { InjectedSinks } from '@temporalio/worker';
import { bundleVariants } from '../../devstack/bundle-variant';
import { ATTENTION, type Attention } from '../../domain/subscription/attention';
import type { Step } from '../../domain/subscription/plan';
import { installQuietRuntime } from '../../scripts/histories/quiet-runtime';
import { replayRuns } from '../../scripts/histories/replay-runs';
import { allStories } from '../../stories/all-stories';
import { recordedHistories } from './support/recorded';
import type { WitnessSinks } from './witness/sinks';

/** Every kind of step of the plan; a new one does not compile before it is here. */
const STEPS: Record<Step['kind'], true> = {
  send: true,
  ask: true,
  ask_order: true,
  carry_out: true,
  undo_at_deadline: true,
  begin_edit: true,
  begin_again: true,
  end_hold: true,
  send_edit: true,
  claim: true,
  first_look: true,
  look_at_payment: true,
  look_at_sale: true,
  poll_schedule: true,
  read_charge: true,
  search_charge: true,
  list_passed_date: true,
  last_look: true,
  count_pollers: true,
  end: true,
};

/** Flags about answers that the sandbox never gives; test/domain and test/workflows/odd-answers.test.ts raise them. */
const NOT_WITH_THE_SANDBOX: readonly Attention[] = [
  'answer_unreadable',
  'counter_unexplained',
  'paid_without_schedule',
  // Nobody is told of these lives; test/workflows/events.test.ts raises it.
  'events_undelivered',
];

/** What the code of today does and shows while it replays what was recorded. */
describe('the recorded histories go through', () => {
  const recorded = recordedHistories();
  const pathOf = new Map(recorded.map(({ runId, file }) => [runId, file.path]));
  const misfits: string[] = [];
  const steps = new Set<string>();
  const flags = new Map<string, Set<string>>();

  const sinks = {
    witness: {
      step: { callDuringReplay: true, fn: (_info, kind) => void steps.add(kind) },
      flag: {
        callDuringReplay: true,
        fn: ({ runId }, name) => {
          const path = pathOf.get(runId) ?? runId;
          flags.set(path, (flags.get(path) ?? new Set()).add(name));
        },
      },
    },
  } satisfies InjectedSinks<WitnessSinks>;

  beforeAll(async () => {
    installQuietRuntime();
    const bundle = await bundleVariants(
      { module: 'workflows/perform', variant: require.resolve('./witness/perform') },
      { module: 'workflows/show/details', variant: require.resolve('./witness/details') },
    );
    for await (const { verdict, runId } of replayRuns(bundle, recorded, sinks))
      if (verdict.kind !== 'fits') misfits.push(runId);
    // Everything that was recorded, in one go: minutes on a busy machine.
  }, 300_000);

  it('the code of today, with reports added', () => {
    expect(misfits).toEqual([]);
  });

  it.each(Object.keys(STEPS))('the step %s', (kind) => {
    expect(steps).toContain(kind);
  });

  it.each(ATTENTION.filter((flag) => !NOT_WITH_THE_SANDBOX.includes(flag)))('the flag %s', (flag) => {
    expect([...flags.values()].some((raised) => raised.has(flag))).toBe(true);
  });

  it('no flag that is said to be out of reach', () => {
    const raised = new Set([...flags.values()].flatMap((names) => [...names]));
    expect(NOT_WITH_THE_SANDBOX.filter((flag) => raised.has(flag))).toEqual([]);
  });

  it.each(allStories.map((story) => [story.path, story] as const))(
    '%s: the flags that its story says, and no others',
    (path, { raises = [] }) => {
      expect([...(flags.get(path) ?? [])].sort()).toEqual([...raises].sort());
    },
  );
});
