import type { Invariant } from '../../simulation/judge/finding';
import { judge } from '../../simulation/judge/judge';
import type { LifeRecord } from '../../simulation/playing/life-record';
import { alteredLives } from './support/altered-lives';
import { judgedLife } from './support/judged-lives';

const broken = (life: LifeRecord): Invariant[] => [...new Set(judge(life).map(({ invariant }) => invariant))];

it('finds nothing in lives as they were played', async () => {
  for (const name of ['finished', 'open', 'confirmed'] as const)
    expect(judge(await judgedLife(name))).toEqual([]);
  expect((await judgedLife('finished')).view.state).toBe('completed');
  expect((await judgedLife('open')).view.state).toBe('active');
});

it.each(alteredLives)('%s: %s', async (invariant, _what, name, alter) => {
  const life = await judgedLife(name);
  expect(broken(life)).not.toContain(invariant);
  alter(life);
  expect(broken(life)).toContain(invariant);
});

it('every invariant has a case', () => {
  const numbers = new Set(alteredLives.map(([invariant]) => /^I(\d+) /.exec(invariant)?.[1]));
  expect([...numbers].map(Number).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 13 }, (_, index) => index + 1),
  );
});
