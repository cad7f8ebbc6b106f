import { denyFirstPayment } from '../../stories/mishaps';
import { payNow } from '../support/orders';
import { temporalAddress } from '../support/run-environment';
import { startWorld, type World } from '../support/world';
import { runInProcess } from './support/run-in-process';

describe('a start that is waited for', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  it('is answered with the view once it runs', async () => {
    const view = await world.subscriptions.startAndWait(await payNow(world));
    expect(view).toMatchObject({ state: 'active', gateway: { paymentStatus: 'CON' } });
  });

  it('fails with the reason of the issuer when the payment is denied, on the command line with exit code 1', async () => {
    const input = await payNow(world);
    await denyFirstPayment(world, input);
    await expect(world.subscriptions.startAndWait(input)).rejects.toMatchObject({
      code: 'start_not_successful',
      reason: expect.stringContaining('the issuer denied the payment') as string,
      view: { state: 'rejected' },
    });
    const again = await runInProcess(['start', '--wait', '--input', '-', '--task-queue', world.taskQueue], {
      env: { TEMPORAL_ADDRESS: temporalAddress() },
      stdin: JSON.stringify(input),
    });
    expect(again).toMatchObject({ exitCode: 1, stdout: '' });
    expect(again.stderr).toContain('has ended as rejected: the issuer denied the payment');
    expect(await world.charges(input.orderId)).toMatchObject([{ outcome: 'denied', state: 'none' }]);
  });
});
