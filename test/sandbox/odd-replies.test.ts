import type { FaultRule } from '../../sandbox/control';
import { openStage, type Stage } from './support/stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.control.reset());
afterAll(() => stage.sandbox.stop());

const armed = (rule: Partial<FaultRule> & Pick<FaultRule, 'kind'>): Promise<string> =>
  stage.control.addFault({ route: 'pay', ...rule });

describe('a reply that is not as it should be', () => {
  it('odd_scalars: the right answer with its values written oddly', async () => {
    await armed({ kind: 'odd_scalars', route: 'activate' });
    const sid = await stage.createSchedule();
    const { body } = await stage.activate(sid);

    expect(body).toMatchObject({
      code: 0,
      schedule: { amount: 900, status: 'ATV ', show_times_invoice: false, initial_date: '10/02/2026 ' },
    });
  });

  it('half_answer: as much of the answer as the rule says, and the payment is executed', async () => {
    const nit = await stage.createPayment();
    await armed({ kind: 'half_answer', share: 0.1 });

    await expect(stage.pay(nit)).resolves.toMatchObject({ status: 200, body: {} });
    await expect(stage.control.ledger()).resolves.toHaveLength(1);
    await expect(armed({ kind: 'half_answer', share: 1 })).rejects.toThrow('share');
    await expect(armed({ kind: 'garbage', share: 0.1 })).rejects.toThrow('half_answer only');
  });
});
