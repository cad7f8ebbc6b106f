import { ControlClient } from '../../sandbox/control-client';
import type { SandboxControl } from '../../sandbox/control';
import { looksLikePan } from '../../sandbox/pan-like';
import { testCards } from '../../sandbox/state/test-cards';
import { card, mastercard } from './support/bodies';
import { openStage, start, type Stage } from './support/stage';
import { waitFor } from './support/wait-for';

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

const doors: [string, () => SandboxControl][] = [
  ['in the process', () => stage.control],
  ['over HTTP', () => new ControlClient(stage.sandbox.controlUrl)],
];

describe.each(doors)('the control interface %s', (_where, open) => {
  it('moves the clock through everything that is due', async () => {
    const control = open();
    const sid = await stage.runningSchedule();
    await expect(control.now()).resolves.toEqual(start);
    await expect(control.nextMoment()).resolves.toEqual(new Date('2026-02-10T06:30:00.000Z'));

    await control.advanceTo(new Date('2026-06-01T00:00:00.000Z'));

    await expect(control.now()).resolves.toEqual(new Date('2026-06-01T00:00:00.000Z'));
    await expect(control.nextMoment()).resolves.toBeUndefined();
    await expect(control.ledger()).resolves.toHaveLength(3);
    await expect(control.schedules()).resolves.toMatchObject([{ sid, status: 'FIN', currentTimes: 3 }]);
    await expect(control.transactions()).resolves.toHaveLength(3);
    await expect(control.notifications()).resolves.toHaveLength(3);
  });

  it('refuses to go back in time', async () => {
    const past = new Date(start.getTime() - 1);

    await expect(open().advanceTo(past)).rejects.toMatchObject({ code: 'sandbox_clock_backwards' });
    await expect(open().advanceTo(new Date('2200-01-01'))).rejects.toMatchObject({
      code: 'sandbox_advance_too_far',
    });
  });

  it('scripts cards by number and by token', async () => {
    const control = open();
    const known = (await control.cards()).find(({ brand }) => brand === 'mastercard');
    await control.scriptCard(known?.token ?? '', {
      onExecution: { 2: { kind: 'deny', authorizerCode: '51' } },
    });
    const sid = await stage.runningSchedule();
    await control.advanceTo(new Date('2026-03-11T00:00:00.000Z'));
    await expect(stage.charges(sid)).resolves.toEqual(['2026-02-10 approved', '2026-03-10 denied']);

    await control.scriptCard(mastercard, { executions: { kind: 'error' } });
    await control.advanceTo(new Date('2026-04-11T00:00:00.000Z'));

    expect((await stage.charges(sid)).at(-1)).toBe('2026-04-10 error');
    await expect(control.scriptCard('4111111111111111', {})).rejects.toMatchObject({
      code: 'sandbox_card_unknown',
    });
  });

  it('arms and disarms faults, and lists requests', async () => {
    const control = open();
    const id = await control.addFault({ route: 'create', kind: 'error_500' });
    expect(id).toMatch(/^fault-\d+$/);
    await stage.createPayment();
    await control.addFault({ route: 'create', kind: 'error_500' });
    await control.clearFaults();
    await stage.createPayment();

    const requests = await control.requests({ route: 'create', orderId: 'pedido1' });
    expect(requests.map(({ status }) => status)).toEqual([500, 201]);
    await expect(control.requests({ fault: 'error_500' })).resolves.toHaveLength(1);
    await expect(control.connections()).resolves.toMatchObject({ accepted: 2 });
  });

  it('registers stores, edits schedules, reverses payments, adds incidents', async () => {
    const control = open();
    await control.registerMerchant({ id: 'LOJAC', key: 'sandbox-key-c' });
    await expect(control.merchantIds()).resolves.toEqual(['LOJAA', 'LOJAB', 'LOJAC']);
    const sid = await stage.runningSchedule({ number_of_times: '12' });
    await control.editSchedule(sid, { amountCents: 950 });
    await control.addIncident({ firstDay: '2026-02-10', repeatDays: 1 });
    await control.advanceTo(new Date('2026-02-12T00:00:00.000Z'));
    const ledger = await control.ledger();
    await control.reversePayment(ledger[1]?.nit ?? '');

    await expect(control.ledger()).resolves.toMatchObject([
      { amountCents: 950, repeated: false, reversed: false },
      { amountCents: 950, repeated: true, reversed: true },
    ]);
  });

  it('changes settings, and refuses what would not work', async () => {
    const control = open();
    await control.changeSettings({ autoUndoPpcAfterMinutes: 30 });
    await expect(control.settings()).resolves.toMatchObject({
      autoUndoPpcAfterMinutes: 30,
      dailyJobTime: '03:30',
    });

    await expect(control.changeSettings({ dailyJobTime: '25:00' })).rejects.toMatchObject({
      code: 'sandbox_invalid_option',
    });
    for (const changes of [
      { nitLifeDays: 0 },
      { nitLifeDays: 1e9 },
      { creationTimeLimitMinutes: 1e12 },
      { autoUndoPpcAfterMinutes: 1e12 },
      { maxIntervalMonths: 1e6 },
      { maxNumberOfTimes: 0 },
    ])
      await expect(control.changeSettings(changes)).rejects.toMatchObject({ code: 'sandbox_invalid_option' });
  });

  it('follows real time from where it is, and stands still again', async () => {
    const control = open();
    await control.setClockMode('follow');
    const first = (await control.now()).getTime();
    expect(first).toBeGreaterThanOrEqual(start.getTime());
    await waitFor(async () => (await control.now()).getTime() > first);

    await control.advanceTo(new Date('2026-01-06T15:00:00.000Z'));
    await control.setClockMode('manual');

    const stopped = (await control.now()).getTime();
    expect(stopped).toBeGreaterThanOrEqual(Date.parse('2026-01-06T15:00:00.000Z'));
    await expect(control.now()).resolves.toEqual(new Date(stopped));
  });

  it('goes back to the start', async () => {
    const control = open();
    await stage.pay(await stage.createPayment());
    await control.changeSettings({ nitLifeDays: 1 });
    await control.advanceTo(new Date('2026-02-01T00:00:00.000Z'));
    await control.reset();

    await expect(control.now()).resolves.toEqual(start);
    await expect(control.ledger()).resolves.toEqual([]);
    await expect(control.transactions()).resolves.toEqual([]);
    await expect(control.settings()).resolves.toMatchObject({ nitLifeDays: 15 });
    await expect(control.requests()).resolves.toEqual([]);
  });

  it('hands out copies', async () => {
    const control = open();
    await stage.pay(await stage.createPayment());
    const [entry] = await control.ledger();
    if (entry) entry.amountCents = 1;

    await expect(control.ledger()).resolves.toMatchObject([{ amountCents: 1000 }]);
  });
});

describe('the control interface over HTTP only', () => {
  async function raw(path: string, init?: RequestInit) {
    const response = await fetch(`${stage.sandbox.controlUrl}${path}`, init);
    return { status: response.status, body: await response.json() };
  }

  it('answers GET where there are no arguments', async () => {
    await expect(raw('/now')).resolves.toEqual({ status: 200, body: { result: start.toISOString() } });
  });

  it.each([
    ['an unknown method', '/nothing', ''],
    ['an inherited name', '/toString', ''],
    ['a body that is not JSON', '/advanceTo', '['],
    ['a missing argument', '/advanceTo', '[]'],
    ['an unknown field', '/addFault', '[{"route":"pay","kind":"hold","hold":1}]'],
    ['an unknown setting', '/changeSettings', '[{"nope":true}]'],
  ])('refuses %s with a code', async (_what, path, body) => {
    const code = 'sandbox_control_request';

    await expect(raw(path, { method: 'POST', body })).resolves.toMatchObject({
      status: 400,
      body: { error: { code } },
    });
  });

  it.each(['ledger', 'requests', 'settings', 'cards', 'nextMoment'])('answers GET /%s', async (name) => {
    await expect(raw(`/${name}`)).resolves.toMatchObject({ status: 200 });
  });

  it.each(['reset', 'clearFaults', 'advanceTo', 'setClockMode'])(
    'answers no GET /%s: a picture in a web page could send it',
    async (name) => {
      await stage.createPayment();
      const answer = await raw(`/${name}`);

      expect(answer).toMatchObject({ status: 400, body: { error: { code: 'sandbox_control_request' } } });
      await expect(stage.control.transactions()).resolves.toHaveLength(1);
    },
  );

  it('does not serve web pages', async () => {
    const headers = { Origin: 'http://localhost' };

    await expect(raw('/reset', { method: 'POST', headers })).resolves.toMatchObject({ status: 400 });
  });

  it('says so when nobody is there', async () => {
    const client = new ControlClient('http://localhost:9');

    await expect(client.now()).rejects.toMatchObject({ code: 'sandbox_control_unreachable' });
  });
});

describe('card data', () => {
  it('is in nothing that the sandbox shows or sends, apart from first six and last four', async () => {
    const control = new ControlClient(stage.sandbox.controlUrl);
    const reply = await stage.pay(await stage.createPayment());
    const sid = await stage.runningSchedule();
    await stage.pay(await stage.createPayment(), { ...card, number: '4111111111111111' });
    await control.advanceTo(new Date('2026-06-01T00:00:00.000Z'));

    const shown = JSON.stringify([
      reply,
      await stage.schedule(sid),
      await control.cards(),
      await control.transactions(),
      await control.schedules(),
      await control.ledger(),
      await control.requests(),
      await control.notifications(),
    ]);
    for (const { number } of testCards) expect(shown).not.toContain(number);
    expect(shown).not.toContain('4111111111111111');
    expect(shown).not.toContain('"123"');
    expect(shown).not.toContain('sandbox-key');
    // Nor is there any other number of a card. What the gateway gives out may look like one: ids, and numbers that begin with the day.
    const ofTheGateway = /\b(?:[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4,12}){4}|260[1-6]\d{11})\b/g;
    expect(looksLikePan(shown.replace(ofTheGateway, ''))).toBe(false);
  });
});
