import { NativeConnection, Worker } from '@temporalio/worker';
import { InMemoryCardVault } from '../../vault/in-memory-card-vault';
import { startWorkers } from '../../worker/start-workers';

describe('a worker that is told to stop while it starts', () => {
  afterEach(() => jest.restoreAllMocks());

  it('does not begin to poll, however late its workers are ready', async () => {
    const halt = new AbortController();
    const run = jest.fn(() => Promise.resolve());
    jest.spyOn(Worker, 'create').mockImplementation(() => {
      halt.abort();
      return Promise.resolve({ run, getState: () => 'INITIALIZED' } as unknown as Worker);
    });
    const start = startWorkers({
      connection: Object.create(NativeConnection.prototype) as NativeConnection,
      namespace: 'default',
      merchants: [],
      vault: new InMemoryCardVault(),
      workflows: { bundle: { code: '' } },
      signal: halt.signal,
    });
    await expect(start).rejects.toMatchObject({ name: 'AbortError' });
    expect(run).not.toHaveBeenCalled();
  });
});
