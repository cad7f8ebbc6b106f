import type { LocalAnswer } from '../../sandbox/in-process';
import { InProcessSandbox } from '../../sandbox/in-process';
import type { RequestLogEntry } from '../../sandbox/state/request-log';
import type { FaultKind } from '../../sandbox/wire/faults';
import { card, payNowBody, scheduleBody } from './support/bodies';
import { storeA } from './support/caller';
import { openStage, start, type Stage } from './support/stage';

const SEED = 7;
const PREFIX = '/e-sitef/api';

/** Sends one request to a sandbox without a socket. */
function send(sandbox: InProcessSandbox, method: string, path: string, body?: unknown): Promise<LocalAnswer> {
  const [pathname = '', query = ''] = `${PREFIX}${path}`.split('?');
  const json = body === undefined ? {} : { 'content-type': 'application/json' };
  const text = body === undefined ? '' : JSON.stringify(body);
  return sandbox.answer({
    method,
    path: pathname,
    query,
    headers: { ...storeA, ...json },
    body: Buffer.from(text),
  });
}

const madeInProcess = (wait?: (ms: number) => Promise<void>): InProcessSandbox =>
  new InProcessSandbox({ now: start, seed: SEED, ...(wait === undefined ? {} : { wait }) });

const textOf = (answer: LocalAnswer): unknown =>
  answer.kind === 'answered' ? [answer.httpStatus, answer.text] : answer.kind;

/** What is the same whatever a request came over. */
const told = (entries: readonly RequestLogEntry[]): unknown =>
  entries.map(({ connection, ...entry }) => entry);

describe('the sandbox without a socket', () => {
  let stage: Stage;
  let local: InProcessSandbox;

  beforeEach(async () => {
    stage = await openStage({ seed: SEED });
    local = madeInProcess();
  });
  afterEach(() => stage.sandbox.stop());

  /** The same request over both; answers over HTTPS and without a socket, to be compared. */
  async function both(method: string, path: string, body?: unknown): Promise<[unknown, unknown]> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const overHttps = await stage.store.send(method, path, text).then(
      (reply): unknown => [reply.status, reply.text],
      () => 'no answer',
    );
    const answer = await send(local, method, path, body);
    return [overHttps, answer.kind === 'answered' ? textOf(answer) : 'no answer'];
  }

  async function expectSameTruth(): Promise<void> {
    expect(await local.control.ledger()).toEqual(await stage.control.ledger());
    expect(told(await local.control.requests())).toEqual(told(await stage.control.requests()));
  }

  it('answers, charges and logs as the sandbox over HTTPS does', async () => {
    const [created, same] = await both('POST', '/v1/transactions', payNowBody());
    expect(same).toEqual(created);
    const [transaction] = await stage.control.transactions();
    const { nit = '', sid = '' } = transaction ?? {};
    const calls: [string, string, unknown?][] = [
      ['POST', `/v1/payments/${nit}`, { card }],
      ['POST', `/v1/payments/${nit}`, { card }],
      ['PUT', `/v1/payments/${nit}?confirm=true`],
      ['GET', `/v1/transactions/${nit}`],
      ['GET', `/v1/schedules/${sid}`],
      ['GET', '/v1/transactions?start_date=05/01/2026&end_date=05/01/2026'],
      ['DELETE', `/v1/schedules/${sid}`],
      ['GET', '/v1/nowhere'],
    ];
    for (const [method, path, body] of calls) {
      const [overHttps, without] = await both(method, path, body);
      expect(without).toEqual(overHttps);
    }
    const later = new Date('2026-04-01T12:00:00.000Z');
    await stage.control.advanceTo(later);
    local.agenda.advanceTo(later.toISOString());
    expect(await local.control.ledger()).toHaveLength(3);
    await expectSameTruth();
  });

  it.each<FaultKind>([
    'reset_before',
    'execute_then_drop',
    'execute_then_502',
    'error_500',
    'error_503',
    'garbage',
    'html_200',
    'half_answer',
    'extra_fields',
    'json_numbers',
    'odd_scalars',
  ])('is met by the armed fault %s as over HTTPS', async (kind) => {
    for (const { control } of [stage, local]) await control.addFault({ route: 'create', kind });
    for (const body of [scheduleBody(), scheduleBody()]) {
      const [overHttps, without] = await both('POST', '/v1/transactions', body);
      expect(without).toEqual(overHttps);
    }
    await expectSameTruth();
  });
});

it('takes a fault with a request, and refuses connections while a rule says so', async () => {
  const sandbox = madeInProcess();
  const request = {
    method: 'GET',
    path: `${PREFIX}/v1/schedules/x`,
    query: '',
    headers: storeA,
    body: Buffer.of(),
  };
  const dropped = await sandbox.answer(request, { route: '*', kind: 'execute_then_drop' });
  expect(dropped).toEqual({ kind: 'dropped' });
  const rule = await sandbox.control.addFault({ route: '*', kind: 'refuse_connection' });
  expect(await sandbox.answer(request)).toEqual({ kind: 'refused' });
  await sandbox.control.clearFaults(rule);
  expect(await sandbox.answer(request)).toMatchObject({ kind: 'answered', httpStatus: 404 });
  expect(await sandbox.control.requests()).toHaveLength(2);
});

it('lets time pass as it is told to, for held requests too', async () => {
  const waited: number[] = [];
  const sandbox = madeInProcess((ms) => {
    waited.push(ms);
    sandbox.agenda.advanceTo(new Date(Date.parse(sandbox.world.clock.now()) + ms).toISOString());
    return Promise.resolve();
  });
  await sandbox.control.addFault({ route: 'create', kind: 'hold_before', holdMs: 90_000 });
  await send(sandbox, 'POST', '/v1/transactions', scheduleBody());
  expect(waited).toEqual([90_000]);
  expect(await sandbox.control.schedules()).toMatchObject([{ createdAt: '2026-01-05T15:01:30.000Z' }]);
});

it('leaves what was under way at a reset without an answer, and does not execute it', async () => {
  let goOn = (): void => undefined;
  const sandbox = madeInProcess(
    () =>
      new Promise((resolve) => {
        goOn = resolve;
      }),
  );
  await sandbox.control.addFault({ route: 'create', kind: 'hold_before' });
  const answer = send(sandbox, 'POST', '/v1/transactions', scheduleBody());
  await sandbox.control.reset();
  goOn();
  expect(await answer).toEqual({ kind: 'dropped' });
  expect(await sandbox.control.schedules()).toHaveLength(0);
});
