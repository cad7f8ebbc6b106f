import type { Contestant } from '../../bench/contestant';
import { untilIdle } from '../../bench/idle';
import { setUpStage, type Stage } from '../../bench/stage';
import { Started } from '../../devstack/started';
import { temporalBinary } from '../support/run-environment';

/** What is measured is only worth something when both do the same at the gateway. */
describe('the contestants of the bench', () => {
  const started = new Started();
  let stage: Stage;

  beforeAll(async () => {
    stage = await setUpStage({ binary: temporalBinary(), log: { write: () => undefined } }, started);
  });
  afterAll(() => started.stop());

  async function callsOf(contestant: Contestant): Promise<(string | undefined)[]> {
    const { stack, paid, newOrder } = stage;
    const before = paid.count;
    const order = newOrder();
    const workflowId = await contestant.start(order);
    await paid.reaches(before + 1);
    await untilIdle(stack, [workflowId]);
    const requests = await stack.sandbox.control.requests();
    return requests.slice(-2).map(({ route }) => route);
  }

  it('make the same two calls at the gateway, and one charge each', async () => {
    const { control, ours } = stage.contestants;
    const [byControl, byUs] = [await callsOf(control), await callsOf(ours)];
    expect([byControl, byUs]).toEqual([
      ['create', 'pay'],
      ['create', 'pay'],
    ]);
    expect(await stage.stack.sandbox.control.requests()).toHaveLength(4);
    expect(await stage.stack.sandbox.control.ledger()).toHaveLength(2);
  });

  it('stay open afterwards, so that a worker keeps both', async () => {
    for (const contestant of Object.values(stage.contestants)) {
      const workflowId = await contestant.start(stage.newOrder());
      await untilIdle(stage.stack, [workflowId]);
      const { status } = await stage.stack.client.workflow.getHandle(workflowId).describe();
      expect([contestant.name, status.name]).toEqual([contestant.name, 'RUNNING']);
    }
  });
});
