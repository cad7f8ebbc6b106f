import { END_STATES, LIVE_STATES, mayFollow, type SubscriptionState } from '../../domain/subscription/states';
import { codeBlocks, codeWords, tableAfter } from './support/markdown';
import { page } from './support/pages';

const STATES: readonly SubscriptionState[] = [...LIVE_STATES, ...END_STATES];
const isLive = (state: string): boolean => (LIVE_STATES as readonly string[]).includes(state);

/** Every transition that the code allows, as `from --> to`. */
const allowed = STATES.flatMap((from) =>
  STATES.filter((to) => mayFollow(from, to)).map((to) => `${from} --> ${to}`),
);

describe('the state table of docs/architecture.md', () => {
  const rows = tableAfter(page('docs/architecture.md').text, '<!-- states:');

  test('has every state in the order of the code', () => {
    expect(rows.flatMap(([state = '']) => codeWords(state))).toEqual(STATES);
  });

  test('has exactly the transitions of the code', () => {
    const told = rows.flatMap(([from = '', , to = '']) =>
      codeWords(to).map((state) => `${codeWords(from)[0] ?? ''} --> ${state}`),
    );
    expect(told.sort()).toEqual([...allowed].sort());
  });
});

describe('the state diagram', () => {
  const [diagram] = codeBlocks(page('docs/guides/life.md').text, 'mermaid');
  const edges = [...(diagram?.code ?? '').matchAll(/^ *(\w+|\[\*\]) --> (\w+|\[\*\])/gm)].map(
    ([, from = '', to = '']) => ({ from, to }),
  );
  const between = edges.filter(({ from, to }) => from !== '[*]' && to !== '[*]');

  test('is one, and begins where a life begins', () => {
    expect(diagram?.code).toMatch(/^stateDiagram-v2/);
    expect(edges.filter(({ from }) => from === '[*]').map(({ to }) => to)).toEqual(['creating', 'adopting']);
  });

  test('has every transition of a life in which nothing is in doubt', () => {
    const plain = (edge: string): boolean =>
      edge.split(' --> ').every((state) => isLive(state) && state !== 'resolving' && state !== 'blocked');
    const drawn = between.map(({ from, to }) => `${from} --> ${to}`).filter(plain);
    expect(drawn.sort()).toEqual(allowed.filter(plain).sort());
  });

  test('has every state', () => {
    const drawn = new Set(between.flatMap(({ from, to }) => [from, to]));
    expect(STATES.filter((state) => !drawn.has(state))).toEqual([]);
  });

  test('draws no transition that the code forbids, and each end', () => {
    for (const { from, to } of between) expect(allowed).toContain(`${from} --> ${to}`);
    expect([...new Set(between.map(({ to }) => to))]).toEqual(expect.arrayContaining([...END_STATES]));
    expect(edges.filter(({ to }) => to === '[*]').map(({ from }) => from)).toEqual(END_STATES);
  });
});
