import { card, payNowConfirmLaterBody } from './support/bodies';
import { Caller, storeB } from './support/caller';
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

const later = { additional_data: { postpone_confirmation: 'true' } };

async function pendingPayment(): Promise<string> {
  const nit = await stage.createPayment(later);
  await stage.pay(nit);
  return nit;
}

async function settlement(nit: string, query: string) {
  return stage.store.put(`/v1/payments/${nit}?${query}`);
}

async function states(): Promise<string[]> {
  return (await stage.control.ledger()).map(({ state }) => state);
}

describe('late confirmation', () => {
  it('answers a payment with PPC, which the ledger shows as pending', async () => {
    const nit = await stage.createPayment(later);
    const reply = await stage.pay(nit);

    expect(reply).toMatchObject({ status: 200, body: { code: '0', payment: { status: 'PPC' } } });
    await expect(states()).resolves.toEqual(['pending']);
  });

  it('confirm=true turns PPC into CON', async () => {
    const nit = await pendingPayment();

    await expect(settlement(nit, 'confirm=true')).resolves.toMatchObject({
      status: 200,
      body: { code: '0', payment: { status: 'CON' } },
    });
    await expect(stage.paymentStatus(nit)).resolves.toBe('CON');
    await expect(states()).resolves.toEqual(['confirmed']);
  });

  it('confirm=false turns PPC into PPN', async () => {
    const nit = await pendingPayment();

    await expect(settlement(nit, 'confirm=false')).resolves.toMatchObject({
      body: { payment: { status: 'PPN' } },
    });
    await expect(states()).resolves.toEqual(['undone']);
  });

  it.each(['confirm=true', 'confirm=false'])('%s is refused when nothing waits for it', async (query) => {
    const fresh = await stage.createPayment(later);
    const confirmed = await pendingPayment();
    await settlement(confirmed, 'confirm=true');
    const undone = await pendingPayment();
    await settlement(undone, 'confirm=false');

    for (const nit of [fresh, confirmed, undone]) {
      await expect(settlement(nit, query)).resolves.toMatchObject({ status: 400, body: { code: '107' } });
    }
    await expect(states()).resolves.toEqual(['confirmed', 'undone']);
  });

  it('wants a confirm that is true or false', async () => {
    const nit = await pendingPayment();

    await expect(settlement(nit, 'confirm=yes')).resolves.toMatchObject({
      status: 400,
      body: { code: '150' },
    });
    await expect(settlement(nit, '')).resolves.toMatchObject({ status: 400, body: { code: '150' } });
    await expect(states()).resolves.toEqual(['pending']);
  });

  it('refuses more than was authorised, and less on SiTef routings', async () => {
    const nit = await pendingPayment();

    await expect(settlement(nit, 'confirm=true&amount=1001')).resolves.toMatchObject({
      body: { code: '33' },
    });
    await expect(settlement(nit, 'confirm=true&amount=999')).resolves.toMatchObject({ body: { code: '33' } });
    await expect(settlement(nit, 'confirm=true&amount=1000')).resolves.toMatchObject({ status: 200 });
  });

  it('captures a part on other routings', async () => {
    await stage.control.changeSettings({ acquirer: 'cielo_ecommerce' });
    const nit = await pendingPayment();
    await settlement(nit, 'confirm=true&amount=400');

    await expect(stage.control.ledger()).resolves.toMatchObject([{ state: 'confirmed', amountCents: 400 }]);
  });

  it('does not touch a payment of another store', async () => {
    const nit = await pendingPayment();
    const other = new Caller(stage.sandbox, storeB);

    await expect(other.put(`/v1/payments/${nit}?confirm=true`)).resolves.toMatchObject({ status: 404 });
    await expect(states()).resolves.toEqual(['pending']);
  });
});

describe('late confirmation of a payment with schedule', () => {
  it('keeps the schedule PEN; it is not executed', async () => {
    const { nit, sid } = await stage.createPayNow(payNowConfirmLaterBody());
    await stage.pay(nit);
    await stage.advanceToNoonOf('2026-02-10');

    await expect(stage.schedule(sid)).resolves.toMatchObject({ status: 'PEN' });
    await expect(states()).resolves.toEqual(['pending']);
  });

  it('becomes ATV with the confirmation, and runs', async () => {
    const { nit, sid } = await stage.createPayNow(payNowConfirmLaterBody());
    await stage.pay(nit);
    await settlement(nit, 'confirm=true');
    await expect(stage.schedule(sid)).resolves.toMatchObject({ status: 'ATV' });

    await stage.advanceToNoonOf('2026-02-10');

    await expect(stage.charges(sid)).resolves.toEqual(['2026-02-10 approved']);
  });

  it('does not touch a schedule that has ended meanwhile', async () => {
    await stage.control.changeSettings({ scheduleStatusAfterDeniedPayment: 'INV' });
    const { nit, sid } = await stage.createPayNow(payNowConfirmLaterBody());
    await stage.pay(nit, { ...card, number: '4000000000000002' });
    await stage.pay(nit);
    await settlement(nit, 'confirm=false');

    await expect(stage.paymentStatus(nit)).resolves.toBe('PPN');
    await expect(stage.schedule(sid)).resolves.toMatchObject({ status: 'INV' });
  });

  it('becomes DES when it is undone, and never runs', async () => {
    const { nit, sid } = await stage.createPayNow(payNowConfirmLaterBody());
    await stage.pay(nit);
    await settlement(nit, 'confirm=false');
    await stage.advanceToNoonOf('2026-03-10');

    await expect(stage.schedule(sid)).resolves.toMatchObject({ status: 'DES' });
    await expect(states()).resolves.toEqual(['undone']);
  });
});

describe('a payment that nobody confirms', () => {
  it('stays PPC for ever by default', async () => {
    const nit = await pendingPayment();
    await expect(stage.control.nextMoment()).resolves.toBeUndefined();
    await stage.advanceToNoonOf('2026-01-19');

    await expect(stage.paymentStatus(nit)).resolves.toBe('PPC');
  });

  it('is undone by itself where the setting says so, its schedule with it', async () => {
    await stage.control.changeSettings({ autoUndoPpcAfterMinutes: 60 });
    const { nit, sid } = await stage.createPayNow(payNowConfirmLaterBody());
    await stage.pay(nit);
    const moment = await stage.control.nextMoment();
    expect(moment?.toISOString()).toBe('2026-01-05T16:00:00.000Z');

    await stage.advanceMinutes(59);
    await expect(stage.paymentStatus(nit)).resolves.toBe('PPC');
    await stage.advanceMinutes(1);

    await expect(stage.paymentStatus(nit)).resolves.toBe('PPN');
    await expect(stage.schedule(sid)).resolves.toMatchObject({ status: 'DES' });
    await expect(states()).resolves.toEqual(['undone']);
  });
});
