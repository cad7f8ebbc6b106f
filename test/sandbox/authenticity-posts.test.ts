import type { PostFaultKind } from '../../sandbox/posting/post-faults';
import { PostedStage } from './support/posted-stage';

let stage: PostedStage;

beforeAll(async () => {
  stage = await PostedStage.open();
});
afterEach(() => stage.again());
afterAll(() => stage.close());

/** A running schedule whose next SEID meets a fault. */
async function faulty(kind: PostFaultKind, delaySeconds?: number): Promise<string> {
  const sid = await stage.runningSchedule();
  const delay = delaySeconds === undefined ? {} : { delaySeconds };
  await stage.control.addPostFault({ to: 'authenticity', kind, orderId: 'pedido1', ...delay });
  return sid;
}

const posted = () => stage.receiver.at('/authenticity');

describe('a SEID', () => {
  it('that is lost is invalidated', async () => {
    const sid = await faulty('lost');
    expect(await stage.beginEdit(sid)).toMatchObject({ body: { code: '115' } });
    expect(posted()).toEqual([]);
    await expect(stage.control.edits()).resolves.toMatchObject([{ status: 'INV' }]);
  });

  it('whose receipt is not heard of is invalidated, though the store has it', async () => {
    const sid = await faulty('answer_lost');
    expect(await stage.beginEdit(sid)).toMatchObject({ body: { code: '115' } });
    const [{ seid = '' } = {}] = posted();
    expect(await stage.edit(seid, { status: 'INA' })).toMatchObject({ body: { code: '102' } });
    await expect(stage.control.posts()).resolves.toMatchObject([{ answer: 200, fault: 'answer_lost' }]);
  });

  it('that never comes leaves a begin that went well', async () => {
    const sid = await faulty('never');
    expect(await stage.beginEdit(sid)).toMatchObject({ body: { code: '0' } });
    expect(posted()).toEqual([]);
  });

  it('that comes twice is one edit', async () => {
    const sid = await faulty('twice');
    expect(await stage.beginEdit(sid)).toMatchObject({ body: { code: '0' } });
    expect(posted()).toHaveLength(2);
    expect(posted()[0]).toEqual(posted()[1]);
    await expect(stage.control.edits()).resolves.toHaveLength(1);
  });

  it('that comes after the answer is good then', async () => {
    const sid = await faulty('delayed', 30);
    expect(await stage.beginEdit(sid)).toMatchObject({ body: { code: '0' } });
    expect(posted()).toEqual([]);
    await expect(stage.control.nextMoment()).resolves.toEqual(new Date('2026-01-05T15:00:30.000Z'));
    await stage.control.advanceTo(new Date('2026-01-05T15:00:30.000Z'));
    await stage.control.postsSent();
    const [{ seid = '' } = {}] = posted();
    expect(await stage.edit(seid, { status: 'INA' })).toMatchObject({ body: { code: '0' } });
  });

  it('that comes after the answer and is not taken is invalidated', async () => {
    const sid = await faulty('delayed', 1);
    stage.receiver.answer = () => 503;
    expect(await stage.beginEdit(sid)).toMatchObject({ body: { code: '0' } });
    await stage.advanceMinutes(10);
    await stage.control.postsSent();
    expect(posted()).toHaveLength(1);
    await expect(stage.control.edits()).resolves.toMatchObject([{ status: 'INV' }]);
  });

  it('may come for another schedule, or when its time is over', async () => {
    const sid = await faulty('for_another');
    expect(await stage.beginEdit(sid)).toMatchObject({ body: { code: '0' } });
    expect(posted()[0]?.['sid']).not.toBe(sid);
    await stage.control.addPostFault({ to: 'authenticity', kind: 'expired' });
    const seid = await stage.seidFor(sid);
    expect(await stage.edit(seid, { status: 'INA' })).toMatchObject({ body: { code: '102' } });
  });
});

it('is used up by a PUT that comes before the begin has answered', async () => {
  const sid = await stage.runningSchedule();
  stage.receiver.answer = async ({ fields }) => {
    const { status } = await stage.edit(fields['seid'] ?? '', { amount: '777' });
    return status;
  };
  expect(await stage.beginEdit(sid)).toMatchObject({ body: { code: '0' } });
  expect(await stage.schedule(sid)).toMatchObject({ amount: '777' });
});

it.each([
  [{ to: 'status', kind: 'expired' }, 'kind'],
  [{ to: 'authenticity', kind: 'lost', delaySeconds: 5 }, 'delaySeconds'],
  [{ to: 'authenticity', kind: 'delayed', delaySeconds: 0 }, 'delaySeconds'],
  [{ to: 'status', kind: 'lost', times: 0 }, 'times'],
  [{ to: 'status', kind: 'lost', orderId: '4111111111111111' }, 'orderId'],
] as const)('refuses the rule %j', async (rule, field) => {
  await expect(stage.control.addPostFault(rule)).rejects.toMatchObject({
    code: 'sandbox_invalid_fault',
    message: expect.stringContaining(field) as string,
  });
});

it('disarms a rule by its id', async () => {
  const sid = await stage.runningSchedule();
  const id = await stage.control.addPostFault({ to: 'authenticity', kind: 'lost', times: 'always' });
  expect(await stage.beginEdit(sid)).toMatchObject({ body: { code: '115' } });
  await stage.control.clearPostFaults(id);
  expect(await stage.beginEdit(sid)).toMatchObject({ body: { code: '0' } });
});
