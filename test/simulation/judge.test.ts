import type { Invariant } from '../../simulation/judge/finding';
import { FLAG_CAUSES } from '../../simulation/judge/flag-causes';
import { judge } from '../../simulation/judge/judge';
import { postsAddNothing, twinsOf } from '../../simulation/judge/twins';
import type { LifeRecord } from '../../simulation/playing/life-record';
import { alteredLives } from './support/altered-lives';
import { judgedLife } from './support/judged-lives';
import { play } from './support/sample-lives';

const broken = (life: LifeRecord): Invariant[] => [...new Set(judge(life).map(({ invariant }) => invariant))];

it('finds nothing in lives as they were played', async () => {
  for (const name of [
    'finished',
    'open',
    'confirmed',
    'changed',
    'cancelled',
    'refunded',
    'adopted',
  ] as const)
    expect(judge(await judgedLife(name))).toEqual([]);
  expect((await judgedLife('finished')).view.state).toBe('completed');
  expect((await judgedLife('open')).view.state).toBe('active');
  const { view } = await judgedLife('changed');
  expect(view.commands.map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => 'done'));
  expect((await judgedLife('cancelled')).view.state).toBe('cancelled');
  const refunded = await judgedLife('refunded');
  expect(refunded.view.refunds.map(({ state }) => state)).toEqual(['done', 'done']);
  expect(refunded.view.ledger.summary).toMatchObject({ refundedCents: 1_247 + 4_990, reversedCents: 2_495 });
  const { view: adopted } = await judgedLife('adopted');
  expect(adopted).toMatchObject({ state: 'active', adoption: { before: { executions: 3, listed: 3 } } });
});

it.each(alteredLives)('%s: %s', async (invariant, _what, name, alter) => {
  const life = await judgedLife(name);
  expect(broken(life)).not.toContain(invariant);
  alter(life);
  expect(broken(life)).toContain(invariant);
});

it.each(Object.keys(FLAG_CAUSES))('%s without its cause is found, at any time of a life', async (flag) => {
  for (const at of ['2026-01-05T16:00:00.000Z', '2026-02-20T00:00:00.000Z', undefined]) {
    const life = await judgedLife('forgetful');
    if (at === undefined) life.view.attention.push(flag as never);
    else life.attention.push({ at, flags: [flag] });
    expect(
      judge(life)
        .map(({ what }) => what)
        .join(),
    ).toMatch(new RegExp(`${flag} on .*without a cause`));
  }
});

it.each([
  ['anotherAmount', ['terms_differ', 'charge_differs']],
  ['movedDate', ['terms_differ']],
  ['longerWhilePaused', ['terms_differ']],
  ['reversed', ['payment_reversed']],
  ['untrusted', ['gateway_untrusted']],
  ['passedOver', ['cycle_missed']],
  ['longSilence', ['cycle_open']],
  ['unreadableCharge', ['charge_unreadable']],
  ['unserved', ['no_worker']],
  ['fullQueue', ['gateway_queue_full']],
  ['chargedAfterCancel', ['charged_after_cancellation']],
  ['switchedOn', ['active_after_cancellation', 'charged_after_cancellation']],
  ['withoutDoors', ['command_failed', 'command_stuck']],
  ['forgetful', []],
] as const)('%s: flagged as %j, and the judge agrees', async (name, flags) => {
  const life = await judgedLife(name);
  const shown = new Set([...life.attention, { flags: life.view.attention }].flatMap((one) => one.flags));
  expect([...shown].sort()).toEqual([...flags].sort());
  expect(judge(life)).toEqual([]);
});

it('a life with posts that comes to something else than the same life without them is found', async () => {
  const { posted, unposted } = twinsOf(await scriptOfChanged());
  const [one, other] = [await play(posted), await play(unposted)];
  expect(postsAddNothing(one, other)).toEqual([]);
  one.view.ledger.cycles.pop();
  expect(postsAddNothing(one, other).map(({ invariant }) => invariant)).toEqual(['I21 a post adds nothing']);
});

const scriptOfChanged = async (): Promise<LifeRecord['script']> => (await judgedLife('changed')).script;

it('every invariant has a case', () => {
  const numbers = new Set(alteredLives.map(([invariant]) => /^I(\d+) /.exec(invariant)?.[1]));
  expect([...numbers].map(Number).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 25 }, (_, index) => index + 1),
  );
});
