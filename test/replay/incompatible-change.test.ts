import type { WorkflowBundleOption } from '@temporalio/worker';
import { bundleVariant } from '../../devstack/bundle-variant';
import { installQuietRuntime } from '../../scripts/histories/quiet-runtime';
import { replayRuns, type ReplayedRun } from '../../scripts/histories/replay-runs';
import { recordedHistories, type Recorded } from './support/recorded';

/** The guard bites: changed code is told apart from the code that was recorded, and only where it matters. */
describe('an incompatible change of the workflow code', () => {
  const recorded = recordedHistories();

  beforeAll(() => {
    installQuietRuntime();
  });

  async function replayed(bundle: WorkflowBundleOption, ...paths: string[]): Promise<ReplayedRun[]> {
    const chosen = recorded.filter(({ file }) => paths.includes(file.path) && file.version === undefined);
    const results: ReplayedRun[] = [];
    for await (const result of replayRuns(bundle, chosen)) results.push(result);
    return results;
  }

  const eventOf = ({ history }: Recorded, activity: string): number =>
    Number(
      history.events?.find(
        (event) => event.activityTaskScheduledEventAttributes?.activityType?.name === activity,
      )?.eventId,
    );

  it('is caught at the event where the code goes another way, and other paths stay green', async () => {
    const variant = require.resolve('./broken/paying-sleeps-first');
    const bundle = await bundleVariant('workflows/perform', variant);

    const [changed, untouched] = [
      await replayed(bundle, 'pay-now-to-fin'),
      await replayed(bundle, 'start-later-to-fin'),
    ];

    const payNow = recorded.find(({ file }) => file.path === 'pay-now-to-fin');
    expect(changed).toMatchObject([
      { verdict: { kind: 'differs', eventId: payNow && eventOf(payNow, 'payTransaction') } },
    ]);
    expect(untouched).toMatchObject([{ verdict: { kind: 'fits' } }]);
  });

  it('is caught in the run that handed over, when the code would go on instead', async () => {
    const bundle = await bundleVariant('workflows/hand-over', require.resolve('./broken/never-hands-over'));
    const runs = await replayed(bundle, 'open-ended-over-several-runs');
    expect(runs.map(({ verdict }) => verdict.kind)).toEqual([
      ...runs.slice(1).map(() => 'differs'),
      'fits', // the last one is still open
    ]);
  });

  it('is caught when the code fails on what the history tells', async () => {
    const bundle = await bundleVariant(
      'domain/opening/transitions',
      require.resolve('./broken/no-last-look'),
    );
    const [denied] = await replayed(bundle, 'first-payment-denied');
    expect(denied?.verdict).toEqual({
      kind: 'fails',
      what: expect.stringContaining('ends like this') as string,
    });
  });

  it('is caught when a start that was valid is not any more; runs that were handed over are not checked again', async () => {
    const bundle = await bundleVariant(
      'contract/checks/check-start',
      require.resolve('./broken/stricter-input'),
    );
    const [first, ...later] = await replayed(bundle, 'open-ended-over-several-runs');
    expect(first?.verdict.kind).not.toBe('fits');
    expect(later.map(({ verdict }) => verdict.kind)).toEqual(later.map(() => 'fits'));
  });

  it('is not seen in a change that no history knows of', async () => {
    const bundle = await bundleVariant(
      'workflows/show/details',
      require.resolve('./broken/details-in-other-words'),
    );
    const runs = await replayed(bundle, 'pay-now-to-fin', 'paused-and-active-again');
    expect(runs.map(({ verdict }) => verdict)).toEqual([{ kind: 'fits' }, { kind: 'fits' }]);
  });
});
