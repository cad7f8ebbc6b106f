import { Socket } from 'node:net';
import { openSync } from 'node:fs';
import { boundedOutput } from '../../program/log/bounded-output';
import { createLogger } from '../../program/log/logger';
import { eventually } from '../support/eventually';
import { newOrderId } from '../support/orders';
import { ConfigFolder } from './support/config-folder';
import { Deployment } from './support/deployment';
import { StalledPipe } from './support/stalled-pipe';

/** What a pipe of Linux holds, bytes. */
const PIPE_BYTES = 65_536;
/** Enough subscriptions to log more than that. */
const SUBSCRIPTIONS = 120;
/** How long they may take on a busy machine, milliseconds. */
const WITHIN_MS = 120_000;

jest.setTimeout(240_000);

let folder: ConfigFolder;
let pipe: StalledPipe;

beforeEach(() => {
  folder = new ConfigFolder();
  pipe = new StalledPipe(folder.path);
});
afterEach(() => {
  pipe.close();
  folder.remove();
});

describe('a worker whose log nobody reads', () => {
  let deployment: Deployment;
  beforeAll(async () => {
    deployment = await Deployment.start();
  });
  afterAll(() => deployment.stop());

  it('goes on charging, stops as asked, and tells everything once the reader is back', async () => {
    const { sandbox, subscriptions } = deployment;
    const worker = await deployment.startWorker({ logLevel: 'debug' }, { stdout: pipe.writeFd });
    pipe.closeWriteEnd();
    const orders = Array.from({ length: SUBSCRIPTIONS }, newOrderId);
    for (const orderId of orders) await subscriptions.start(await deployment.payNow(orderId));
    const allPaid = async (): Promise<boolean> => (await sandbox.control.ledger()).length === SUBSCRIPTIONS;
    await eventually('all are paid', allPaid, WITHIN_MS);

    const isTold = (orderId: string): boolean =>
      pipe.lines.some(
        ({ workflowId, activityType }) =>
          String(workflowId).endsWith(`/${orderId}`) && activityType === 'payTransaction',
      );
    await eventually('every payment is told', () => {
      pipe.read();
      return Promise.resolve(orders.every(isTold));
    });
    // More than the pipe holds was logged while nobody read.
    expect(pipe.bytesRead).toBeGreaterThan(PIPE_BYTES);
    worker.signal('SIGTERM');
    expect(await worker.ended()).toBe(0);
    pipe.read();
    expect(pipe.lines.at(-1)).toMatchObject({ msg: 'stopped' });
  });

  it('stops as asked although nobody takes its last lines', async () => {
    const worker = await deployment.startWorker({}, { stdout: pipe.writeFd });
    const filler = openSync(`/proc/self/fd/${String(pipe.writeFd)}`, 'w');
    const stuffing = new Socket({ fd: filler, readable: false });
    stuffing.on('error', () => undefined).write('x'.repeat(PIPE_BYTES));
    pipe.closeWriteEnd();
    worker.signal('SIGTERM');
    expect(await worker.ended()).toBe(0);
    stuffing.destroy();
  });
});

describe('what nobody takes', () => {
  it('is dropped beyond the bound and counted, never waited for; one line says how many are missing', async () => {
    const stream = new Socket({ fd: pipe.writeFd, readable: false });
    const output = boundedOutput(stream, 100_000);
    let dropped = 0;
    output.onDropped((lines) => (dropped += lines));
    const logger = createLogger('info', output);
    const before = performance.now();
    for (let call = 0; call < 2_000; call += 1) logger.info({ call, text: 'x'.repeat(100) }, 'gateway call');
    expect(performance.now() - before).toBeLessThan(2_000);
    expect(dropped).toBeGreaterThan(500);

    pipe.read();
    await eventually('the pipe is taken', () =>
      Promise.resolve(pipe.read() === 0 && pipe.lines.length + dropped >= 2_000),
    );
    logger.info('after it');
    await output.drained(5_000);
    pipe.read();
    expect(pipe.lines.slice(-2)).toMatchObject([
      { level: 'warn', dropped, msg: 'log lines are missing here: nobody took them' },
      { msg: 'after it' },
    ]);
    expect(pipe.lines.filter(({ msg }) => msg === 'gateway call')).toHaveLength(2_000 - dropped);
    stream.destroy();
  });

  it('by a reader that is gone does not end the process', async () => {
    const stream = new Socket({ fd: pipe.writeFd, readable: false });
    const output = boundedOutput(stream);
    let dropped = 0;
    output.onDropped((lines) => (dropped += lines));
    pipe.close();
    for (let call = 0; call < 3; call += 1) {
      output.write('line\n');
      await output.drained(5_000);
    }
    expect(dropped).toBe(3);
  });
});
