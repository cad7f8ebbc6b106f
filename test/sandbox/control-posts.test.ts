import { ControlClient } from '../../sandbox/control-client';
import { card, mastercard } from './support/bodies';
import { PostedStage } from './support/posted-stage';

let stage: PostedStage;
let control: ControlClient;

beforeAll(async () => {
  stage = await PostedStage.open();
  control = new ControlClient(stage.sandbox.controlUrl);
});
afterAll(() => stage.close());

it('another process sees and steers what is posted, edited and given back', async () => {
  await control.changeSettings({
    statusPostIntervalMinutes: 1,
    refundedAmountShown: 'stays',
    beginHttpStatus: 200,
  });
  await control.scriptCard(mastercard, { refund: { kind: 'pending' } });
  const id = await control.addPostFault({ to: 'status', kind: 'lost', times: 'always', orderId: 'pedido1' });
  const { nit, usn } = await stage.paid();
  await control.postsSent();
  await expect(control.posts({ to: 'status' })).resolves.toMatchObject([
    { answer: 'not_sent', fault: 'lost' },
  ]);
  await control.clearPostFaults(id);

  const sid = await stage.runningSchedule();
  expect(await stage.beginEdit(sid)).toMatchObject({ status: 200 });
  await expect(control.edits()).resolves.toMatchObject([{ sid, status: 'NOV' }]);

  const cancellation = await stage.cancellationOf(usn);
  await stage.refund(cancellation, { card, amount: '100' });
  await expect(control.cancellations()).resolves.toMatchObject([{ nit: cancellation, status: 'PEN' }]);
  await control.decideCancellation(cancellation, { kind: 'deny', authorizerCode: '05' });
  await control.refundPayment(nit, 200);
  await control.refundPayment(nit);
  expect(await stage.paymentStatus(nit)).toBe('EST');
  const given = (await control.ledger()).filter(({ kind }) => kind === 'refund');
  expect(given.map(({ outcome, amountCents }) => [outcome, amountCents])).toEqual([
    ['denied', 100],
    ['approved', 200],
    ['approved', 800],
  ]);
});

it('nothing that it tells holds an address of a store', async () => {
  const told = [await control.posts(), await control.notifications(), await control.merchantIds()];
  expect(JSON.stringify(told)).not.toContain(stage.receiver.url(''));
});
