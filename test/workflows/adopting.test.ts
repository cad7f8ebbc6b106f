import { claimIdOf, workflowIdOf } from '../../contract/ids';
import { SEARCH_ATTRIBUTES } from '../../contract/search-attributes';
import type { FaultKind } from '../../sandbox/wire/faults';
import { existingSchedule, type ExistingChanges } from '../../stories/existing';
import type { AdoptionStart } from '../../contract/input';
import { eventually } from '../support/eventually';
import { newOrderId, startLater } from '../support/orders';
import { startWorld, type World } from '../support/world';
import { adoptionOutcome } from './support/adoption-outcome';

const DAY_MS = 86_400_000;
/** Faults of one question, all of which it outlives. */
const FAULTS: readonly FaultKind[] = [
  'reset_before',
  'execute_then_drop',
  'execute_then_502',
  'error_500',
  'error_429',
  'garbage',
  'extra_fields',
  'json_numbers',
];

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
beforeEach(() => world.reset());
afterAll(() => world.stop());

const existing = async (changes: ExistingChanges = {}): Promise<AdoptionStart> =>
  (await existingSchedule(world, newOrderId(), changes)).adoption;

const outcomeOf = (adoption: AdoptionStart): Promise<string> => adoptionOutcome(world, adoption);

/** Requests that would change anything at the gateway. */
const changing = async (): Promise<unknown[]> =>
  (await world.sandbox.control.requests()).filter(({ method }) => method !== 'GET');

describe('one schedule has one subscription', () => {
  test('of two adoptions at the same moment one is refused', async () => {
    const one = await existing();
    const other = { ...one, orderId: newOrderId() };
    const outcomes = await Promise.all([one, other].map(outcomeOf));
    expect(outcomes.sort()).toEqual(['adopted', 'already_followed']);
    expect(await changing()).toEqual([]);
  });

  test('the same adoption twice is the same subscription, with other terms it is refused', async () => {
    const adoption = await existing();
    const [one, other] = await Promise.all(
      [adoption, adoption].map((same) => world.subscriptions.adopt(same)),
    );
    expect(one?.runId).toBe(other?.runId);
    expect([one, other].filter((answer) => answer?.alreadyRunning)).toHaveLength(1);
    const schedule = { ...adoption.schedule, amountCents: 1 };
    await expect(world.subscriptions.adopt({ ...adoption, schedule })).rejects.toMatchObject({
      code: 'subscription_exists_with_different_content',
      differingFields: ['schedule.amountCents'],
    });
  });

  test('one that was refused is asked for again under the same order id, with mended terms', async () => {
    const adoption = await existing();
    const wrong = { ...adoption, schedule: { ...adoption.schedule, amountCents: 1 } };
    await expect(world.subscriptions.adopt(wrong)).rejects.toMatchObject({
      code: 'adoption_refused',
      reason: 'terms_differ',
      misfits: [{ field: 'amountCents', what: 'sold R$ 0,01, the gateway keeps R$ 49,90' }],
    });
    expect(await outcomeOf(wrong)).toBe('terms_differ');
    expect(await outcomeOf(adoption)).toBe('adopted');
  });

  test('what is followed no more can be adopted again, and its claim is let go', async () => {
    const adoption = await existing();
    await world.subscriptions.adopt(adoption);
    await world.subscriptions.retire(adoption, { by: 'Ana', reason: 'another program follows it' });
    const claim = world.client.workflow.getHandle(claimIdOf(world.merchant, adoption.sid));
    await eventually('the claim is closed', async () => (await claim.describe()).status.name === 'COMPLETED');
    await untilUnlisted(adoption.sid);
    expect(await outcomeOf({ ...adoption, orderId: newOrderId() })).toBe('adopted');
  });

  test('what was ended from outside can be adopted again, under any order id', async () => {
    const adoption = await existing();
    await world.subscriptions.adopt(adoption);
    const handle = world.client.workflow.getHandle(workflowIdOf(world.merchant, adoption.orderId));
    await handle.terminate('by mistake');
    await untilUnlisted(adoption.sid);
    const other = { ...adoption, orderId: newOrderId() };
    expect(await outcomeOf(other)).toBe('adopted');
    expect(await outcomeOf(adoption)).toBe('already_followed');
  });

  test('a subscription of another entry that was ended from outside is recovered by adopting its schedule', async () => {
    const order = await startLater(world);
    const sid = (await world.begin(order)).gateway.sid ?? '';
    await world.client.workflow
      .getHandle(workflowIdOf(world.merchant, order.orderId))
      .terminate('by mistake');
    await untilUnlisted(sid);
    const { amountCents, firstDate, numberOfTimes = 0 } = order.schedule;
    const schedule = { amountCents, firstDate, numberOfTimes };
    const adoption = {
      entry: 'adopt',
      merchant: world.merchant,
      orderId: order.orderId,
      sid,
      schedule,
    } as const;
    expect(await outcomeOf(adoption)).toBe('adopted');
  });

  test('a schedule that we created is not adopted', async () => {
    const order = await startLater(world);
    const view = await world.begin(order);
    const sid = view.gateway.sid ?? '';
    await eventually('it is listed', async () => (await followers(sid)) === 1);
    const schedule = { amountCents: 4_990, firstDate: order.schedule.firstDate, numberOfTimes: 12 };
    const adoption = {
      entry: 'adopt',
      merchant: world.merchant,
      orderId: newOrderId(),
      sid,
      schedule,
    } as const;
    expect(await outcomeOf(adoption)).toBe('already_followed');
  });

  const untilUnlisted = (sid: string): Promise<void> =>
    eventually('it is no more listed as running', async () => (await followers(sid)) === 0);

  async function followers(sid: string): Promise<number> {
    const query = `ExecutionStatus = 'Running' AND ${SEARCH_ATTRIBUTES.sid.name} = '${sid}'`;
    return (await world.client.workflow.count(query)).count;
  }
});

describe('a dry run', () => {
  test('says what would be taken over and what does not fit, and starts no subscription', async () => {
    const adoption = await existing({ status: 'INA' });
    const schedule = { ...adoption.schedule, amountCents: 5_990, numberOfTimes: 10 };
    await expect(world.subscriptions.previewAdoption(adoption)).resolves.toMatchObject({
      verdict: 'would_be_adopted',
      kept: { status: 'INA', currentTimes: 6, listed: 6, amountCents: 4_990 },
    });
    await expect(world.subscriptions.previewAdoption({ ...adoption, schedule })).resolves.toMatchObject({
      verdict: 'would_be_refused',
      reason: 'terms_differ',
      misfits: [{ field: 'amountCents' }, { field: 'numberOfTimes' }],
    });
    await expect(world.subscriptions.get(adoption)).rejects.toMatchObject({ code: 'subscription_not_found' });
    expect(await outcomeOf(adoption)).toBe('adopted');
    const other = { ...adoption, orderId: newOrderId() };
    await expect(world.subscriptions.previewAdoption(other)).resolves.toMatchObject({
      verdict: 'would_be_refused',
      reason: 'already_followed',
    });
    await expect(world.subscriptions.previewAdoption(adoption)).resolves.toMatchObject({
      verdict: 'would_be_adopted',
      what: expect.stringContaining('already') as string,
    });
  });

  test('of a merchant that no worker serves says so', async () => {
    const adoption = { ...(await existing()), merchant: 'loja-nobody' };
    await expect(world.subscriptions.previewAdoption(adoption)).rejects.toMatchObject({
      code: 'no_worker',
      message: expect.stringContaining('carat-gateway-loja-nobody') as string,
    });
  });

  test('does not guess while the gateway is silent', async () => {
    const adoption = await existing();
    await world.sandbox.control.addFault({ route: 'get_schedule', kind: 'error_500', times: 'always' });
    await expect(world.subscriptions.previewAdoption(adoption)).rejects.toMatchObject({
      code: 'adoption_not_known',
      reason: 'gateway_silent',
    });
  });
});

describe('the first question', () => {
  test.each(FAULTS)('outlives %s: adopted, and nothing was changed at the gateway', async (kind) => {
    const adoption = await existing();
    await world.sandbox.control.addFault({ route: 'get_schedule', kind });
    expect(await outcomeOf(adoption)).toBe('adopted');
    expect(await changing()).toEqual([]);
    expect(await world.view(adoption.orderId)).toMatchObject({
      state: 'active',
      attention: [],
      adoption: { before: { executions: 6, listed: 6 } },
      ledger: { cycles: [{ number: 1, outcome: 'due' }], summary: { paidCents: 0 } },
    });
  });

  test('that nobody answers is put before a person after a day, however rarely it is asked by then', async () => {
    const adoption = await existing();
    await world.sandbox.control.addFault({ route: 'get_schedule', kind: 'error_500', times: 'always' });
    await world.begin(adoption);
    await world.clock.advanceBy(2 * DAY_MS);
    const { audit, attention } = await world.view(adoption.orderId);
    expect(attention).toEqual(['adoption_open']);
    const { events } = await world.subscriptions.events(adoption);
    const raised = events.find(({ type }) => type === 'attention.raised');
    const afterMs = Date.parse(raised?.time ?? '') - Date.parse(audit[0]?.at ?? '');
    expect(afterMs).toBeGreaterThanOrEqual(DAY_MS);
    expect(afterMs).toBeLessThan(DAY_MS + 15 * 60_000);
  });

  test('an unknown SID is refused', async () => {
    const adoption = await existing();
    expect(await outcomeOf({ ...adoption, sid: '0'.repeat(64) })).toBe('schedule_unknown');
  });
});

describe('what was charged before', () => {
  test('is never looked up, however much it was', async () => {
    const executions = Array<'approved'>(60).fill('approved');
    const adoption = await existing({ executions, numberOfTimes: 61 });
    await world.begin(adoption);
    await world.clock.advanceBy(20 * DAY_MS);
    const view = await world.view(adoption.orderId);
    expect(view).toMatchObject({
      state: 'completed',
      attention: [],
      adoption: { before: { executions: 60 } },
    });
    expect(view.ledger.summary).toMatchObject({ cycles: 1, paidCents: 4_990 });
    expect(await world.sandbox.control.requests({ route: 'get_transaction' })).toHaveLength(1);
    expect(await changing()).toEqual([]);
  });
});
