import { SharedStorage } from '../../simulation/temporal/async-storage';

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('storages hold their own, side by side and across waits', async () => {
  const [scopes, updates] = [new SharedStorage<string>(), new SharedStorage<number>()];
  const seen: unknown[] = [];
  const note = (): void => void seen.push([scopes.getStore(), updates.getStore()]);
  await scopes.run('outer', async () => {
    note();
    const within = updates.run(7, async () => {
      await pause();
      note();
      await scopes.run('inner', async () => {
        await pause();
        note();
      });
      note();
    });
    note();
    await within;
    note();
  });
  note();
  expect(seen).toEqual([
    ['outer', undefined],
    ['outer', undefined],
    ['outer', 7],
    ['inner', 7],
    ['outer', 7],
    ['outer', undefined],
    [undefined, undefined],
  ]);
});

it('what runs at the same time does not meet', async () => {
  const storage = new SharedStorage<number>();
  const answers = [1, 2, 3].map((which) =>
    storage.run(which, async () => {
      await pause();
      return storage.getStore();
    }),
  );
  expect(await Promise.all(answers)).toEqual([1, 2, 3]);
});

it('hands arguments on, and what comes back', () => {
  expect(new SharedStorage<number>().run(1, (one, other) => [one, other], 'a', 'b')).toEqual(['a', 'b']);
});
