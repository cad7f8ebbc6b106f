import { ConfigFolder, goodMerchant } from './support/config-folder';
import { problemsWith } from './support/problems';

let folder: ConfigFolder;

beforeEach(() => {
  folder = new ConfigFolder();
});

afterEach(() => {
  folder.remove();
});

describe('a configuration with a store under two aliases', () => {
  it('is refused for two aliases of one store, however its address is written', () => {
    const env = folder.config({
      merchants: {
        'loja-a': goodMerchant(),
        'loja-b': goodMerchant({ baseUrl: 'https://LOCALHOST:8443/e-sitef/api/' }),
        'loja-c': goodMerchant({ merchantId: 'LOJAC' }),
        'loja-d': goodMerchant({ baseUrl: 'https://other.example/e-sitef/api' }),
      },
    });
    expect(problemsWith(env)).toEqual([
      {
        field: 'merchants.loja-b',
        problem:
          'is the same store as loja-a: the same merchantId at the same gateway. Keep one alias for it',
      },
    ]);
  });

  it.each([
    ['a dot behind the host', 'https://gateway.example/e-sitef/api', 'https://gateway.example./e-sitef/api'],
    ['slashes', 'https://gateway.example/e-sitef/api', 'https://gateway.example//e-sitef//api//'],
    ['the port', 'https://gateway.example/e-sitef/api', 'https://gateway.example:443/e-sitef/api'],
    [
      'the older name of the gateway in production',
      'https://esitef.softwareexpress.com.br/e-sitef/api',
      'https://esitef-ec.softwareexpress.com.br/e-sitef/api',
    ],
    [
      'the name of a brand',
      'https://esitef.softwareexpress.com.br/e-sitef/api',
      'https://ecomm-bin.fiserv.com.br./e-sitef/api',
    ],
  ])('is refused for two aliases of one store that differ by %s', (_what, baseUrl, other) => {
    const merchants = { 'loja-a': goodMerchant({ baseUrl }), 'loja-b': goodMerchant({ baseUrl: other }) };
    expect(problemsWith(folder.config({ merchants }))).toEqual([
      {
        field: 'merchants.loja-b',
        problem:
          'is the same store as loja-a: the same merchantId at the same gateway. Keep one alias for it',
      },
    ]);
  });

  it('takes one merchantId at two gateways, such as production and homologation', () => {
    const merchants = {
      'loja-a': goodMerchant({ baseUrl: 'https://esitef.softwareexpress.com.br/e-sitef/api' }),
      'loja-b': goodMerchant({ baseUrl: 'https://esitef-homologacao.softwareexpress.com.br/e-sitef/api' }),
    };
    expect(problemsWith(folder.config({ merchants }))).toEqual([]);
  });
});
