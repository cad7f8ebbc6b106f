import { card, scheduleBody } from './support/bodies';
import { openStage, type Stage } from './support/stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterEach(async () => {
  await stage.control.reset();
});
afterAll(async () => {
  await stage.sandbox.stop();
});

async function createdWith(block: Record<string, unknown>) {
  const { status, body } = await stage.store.post('/v1/transactions', scheduleBody(block));
  return [status, body.code];
}

const unknownToken = { token: 'f'.repeat(64) };

describe('late confirmation of what does not wait for it', () => {
  it.each(['107', '101', '102', '932'] as const)('is refused with code %s, by setting', async (code) => {
    await stage.control.changeSettings({ notPendingCode: code });
    const nit = await stage.createPayment();
    await stage.pay(nit);

    for (const confirm of ['true', 'false']) {
      const reply = await stage.store.put(`/v1/payments/${nit}?confirm=${confirm}`);
      expect([reply.status, reply.body.code]).toEqual([400, code]);
    }
    await expect(stage.paymentStatus(nit)).resolves.toBe('CON');
  });
});

describe('an activation that is refused once the gateway has begun to work on it', () => {
  it('leaves the schedule ERR, as "error activating" says', async () => {
    const sid = await stage.createSchedule();

    await expect(stage.activate(sid, unknownToken)).resolves.toMatchObject({
      status: 400,
      body: { code: '134' },
    });
    await expect(stage.schedule(sid)).resolves.toMatchObject({ status: 'ERR' });
    await expect(stage.control.requests({ route: 'activate' })).resolves.toMatchObject([{ executed: false }]);
  });

  it('so does an authorizer that the store has not enabled', async () => {
    const sid = await stage.createSchedule();
    await stage.control.registerMerchant({ id: 'LOJAA', key: 'sandbox-key-a', authorizers: ['2'] });
    const reply = await stage.store.post(`/v1/schedules/${sid}`, { card, authorizer_id: '1' });

    expect([reply.status, reply.body.code]).toEqual([400, '113']);
    await expect(stage.schedule(sid)).resolves.toMatchObject({ status: 'ERR' });
  });

  it('may leave it as it was, by setting', async () => {
    await stage.control.changeSettings({ scheduleStatusAfterRefusedActivation: 'NOV' });
    const sid = await stage.createSchedule();
    await stage.activate(sid, unknownToken);

    await expect(stage.activate(sid)).resolves.toMatchObject({ body: { schedule: { status: 'ATV' } } });
  });
});

describe('activating a schedule that belongs to an immediate payment', () => {
  it.each(['107', '81', '102'] as const)('is refused with code %s, by setting', async (code) => {
    await stage.control.changeSettings({ immediateScheduleActivationCode: code });
    const { sid } = await stage.createPayNow();

    await expect(stage.activate(sid)).resolves.toMatchObject({ status: 400, body: { code } });
    await expect(stage.schedule(sid)).resolves.toMatchObject({ status: 'NOV' });
  });
});

describe('the fields of a schedule', () => {
  it('that are bad are refused with a code by setting', async () => {
    await stage.control.changeSettings({ scheduleFieldCode: '152' });

    for (const block of [
      { interval: 'x' },
      { number_of_times: '0' },
      { initial_date: 'x' },
      { do_payment_now: 'x' },
    ])
      await expect(createdWith(block)).resolves.toEqual([400, '152']);
  });

  it('number_of_times and interval have a largest value, by setting', async () => {
    await expect(createdWith({ number_of_times: '999', interval: '999' })).resolves.toEqual([201, '0']);
    await expect(createdWith({ number_of_times: '1000' })).resolves.toEqual([400, '150']);
    await stage.control.changeSettings({ maxNumberOfTimes: 12, maxIntervalMonths: 24 });

    await expect(createdWith({ number_of_times: '12', interval: '24' })).resolves.toEqual([201, '0']);
    await expect(createdWith({ number_of_times: '13' })).resolves.toEqual([400, '150']);
    await expect(createdWith({ interval: '25' })).resolves.toEqual([400, '150']);
  });

  it('initial_date may be left out, by setting: the schedule begins today', async () => {
    await expect(createdWith({ initial_date: undefined })).resolves.toEqual([400, '150']);
    await stage.control.changeSettings({ initialDateRequired: false });

    await expect(createdWith({ initial_date: undefined })).resolves.toEqual([201, '0']);
    await expect(stage.control.schedules()).resolves.toContainEqual(
      expect.objectContaining({ status: 'NOV', initialDate: '2026-01-05' }),
    );
  });

  it('next_date may be told in every status, by setting', async () => {
    const sid = await stage.createSchedule();
    expect(await stage.schedule(sid)).not.toHaveProperty('next_date');
    await stage.control.changeSettings({ nextDateInOtherStatuses: 'told' });

    await expect(stage.schedule(sid)).resolves.toMatchObject({ status: 'NOV', next_date: '10/02/2026' });
  });
});

describe('the expiry of a card number', () => {
  it('may be left out, by setting', async () => {
    const nit = await stage.createPayment();
    const bare = { number: card.number };
    await expect(stage.pay(nit, bare)).resolves.toMatchObject({ status: 400, body: { code: '8' } });
    await stage.control.changeSettings({ cardExpiryRequired: false });

    await expect(stage.pay(nit, bare)).resolves.toMatchObject({ status: 200 });
  });
});
