import { SETTINGS as OF_DOORS } from '../../../http/config/settings';
import { unknownVariables } from '../../../program/config/unknown-variables';
import { SETTINGS as OF_WORKER } from '../../../worker/config/settings';

describe('variables that are no setting', () => {
  const worker = { prefix: 'CARAT_', settings: OF_WORKER, others: /^CARAT_(?:DOORS_|PORT_)/ };
  const doors = { prefix: 'CARAT_DOORS_', settings: OF_DOORS };

  test('are named, and no others', () => {
    const env = {
      ...{ CARAT_LOGLEVEL: 'debug', CARAT_LOG_LEVEL: 'info', CARAT_CONFIG: 'worker.json', PATH: '/bin' },
      ...{ CARAT_MERCHANT_LOJA_A_KEY: 'k', CARAT_DOORS_LOG_LEVEL: 'info', CARAT_PORT_UI: '8233' },
    };
    expect(unknownVariables(env, worker)).toEqual(['CARAT_LOGLEVEL']);
    expect(unknownVariables({ ...env, CARAT_DOORS_OPS_ADRESS: 'x' }, doors)).toEqual([
      'CARAT_DOORS_OPS_ADRESS',
    ]);
    expect(unknownVariables({ CARAT_DOORS_MERCHANT_LOJA_A_TOKENS: 't' }, doors)).toEqual([]);
  });

  test('are none of the settings themselves', () => {
    const all = (settings: readonly { env?: string }[]): NodeJS.ProcessEnv =>
      Object.fromEntries(settings.map(({ env = '' }) => [env.replace('<ALIAS>', 'LOJA_A'), 'x']));
    expect(unknownVariables(all(OF_WORKER), worker)).toEqual([]);
    expect(unknownVariables(all(OF_DOORS), doors)).toEqual([]);
  });
});
