import { request } from 'node:https';
import { Ledger } from '../../sandbox/state/ledger';
import { Agenda } from '../../sandbox/time/agenda';
import { storeA } from './support/caller';
import { openStage, type Stage } from './support/stage';
import { waitFor } from './support/wait-for';

let stage: Stage;
let warnings: jest.SpyInstance;

beforeAll(async () => {
  stage = await openStage();
});
beforeEach(() => {
  warnings = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await stage.control.reset();
});
afterAll(async () => {
  await stage.sandbox.stop();
});

const hangUp = { code: 'ECONNRESET' };

describe('a defect of the sandbox itself', () => {
  it('is told aloud, and not taken for a client that has gone', async () => {
    const nit = await stage.createPayment();
    jest.spyOn(Ledger.prototype, 'record').mockImplementationOnce(() => {
      throw new Error('the ledger is broken');
    });

    await expect(stage.pay(nit)).rejects.toMatchObject(hangUp);
    expect(warnings).toHaveBeenCalledWith(
      expect.stringContaining('the ledger is broken'),
      expect.objectContaining({ type: 'SandboxDefect' }),
    );
  });

  it('before the request has been looked at ends neither the process nor the next request', async () => {
    const nit = await stage.createPayment();
    jest.spyOn(Agenda.prototype, 'catchUp').mockImplementationOnce(() => {
      throw new Error('time is out of joint');
    });

    await expect(stage.pay(nit)).rejects.toMatchObject(hangUp);
    expect(warnings).toHaveBeenCalledTimes(1);
    await expect(stage.pay(nit)).resolves.toMatchObject({ status: 200 });
  }, 10_000);

  it('is not what a client is that hangs up in the middle of its request', async () => {
    const call = request(`${stage.sandbox.baseUrl}/v1/transactions`, {
      method: 'POST',
      ca: stage.sandbox.caPem,
      agent: false,
      headers: { ...storeA, 'Content-Type': 'application/json', 'Content-Length': '100' },
    });
    call.on('error', () => undefined);
    call.write('{"order_id":');
    await waitFor(async () => (await stage.control.requests()).length === 1);
    call.destroy();
    await waitFor(async () => (await stage.control.requests())[0]?.status === 'dropped');

    expect(warnings).not.toHaveBeenCalled();
  });
});
