import fc from 'fast-check';
import { checkBaseUrl } from '../../carat/base-url';
import { CaratClient } from '../../carat/client';

const codeOf = (baseUrl: string): string => {
  try {
    checkBaseUrl(baseUrl);
    return 'accepted';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('the base URL', () => {
  it('is taken apart', () => {
    expect(checkBaseUrl('https://esitef-ec.softwareexpress.com.br/e-sitef/api/')).toEqual({
      host: 'esitef-ec.softwareexpress.com.br',
      port: 443,
      href: 'https://esitef-ec.softwareexpress.com.br/e-sitef/api',
    });
    expect(checkBaseUrl('https://localhost:8443')).toMatchObject({
      port: 8443,
      href: 'https://localhost:8443',
    });
  });

  it.each([
    'https://127.0.0.1/api',
    'https://2130706433/api',
    'https://0x7f000001/api',
    'https://0x7f.1/api',
    'https://0177.0.0.1/api',
    'https://127.1/api',
    'https://127.0.0.1./api',
    'https://1２7.0.0.1/api',
    'https://[::1]/api',
    'https://[::ffff:127.0.0.1]:8443/api',
  ])('never names an IP address, however it is spelt: %s', (baseUrl) => {
    expect(codeOf(baseUrl)).toBe('CARAT_BASE_URL_IS_IP');
  });

  it.each([
    ['http://gateway.example/api', 'CARAT_BASE_URL_NOT_HTTPS'],
    ['ftp://gateway.example/api', 'CARAT_BASE_URL_NOT_HTTPS'],
    ['gateway.example/api', 'CARAT_BASE_URL_INVALID'],
    ['', 'CARAT_BASE_URL_INVALID'],
    ['https://1.2.3.4.5/', 'CARAT_BASE_URL_INVALID'],
    ['https://user:secret@gateway.example/api', 'CARAT_BASE_URL_HAS_EXTRAS'],
    ['https://gateway.example/api?key=secret', 'CARAT_BASE_URL_HAS_EXTRAS'],
    ['https://gateway.example/api?', 'CARAT_BASE_URL_HAS_EXTRAS'],
    ['https://gateway.example/api#top', 'CARAT_BASE_URL_HAS_EXTRAS'],
  ])('%s is refused with %s', (baseUrl, code) => {
    expect(codeOf(baseUrl)).toBe(code);
  });

  it('is never repeated in an error', () => {
    expect(() => checkBaseUrl('https://user:hunter2@gateway.example/api')).toThrow(
      /^baseUrl: ((?!hunter2|gateway).)*$/,
    );
  });

  it('never lets an IPv4 address through, in any number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff }), (address) => {
        expect(codeOf(`https://${address}/api`)).toBe('CARAT_BASE_URL_IS_IP');
        expect(codeOf(`https://0x${address.toString(16)}/api`)).toBe('CARAT_BASE_URL_IS_IP');
      }),
    );
  });
});

describe('a client is not built', () => {
  const good = {
    baseUrl: 'https://gateway.example/api',
    credentials: { merchantId: 'LOJAA', merchantKey: 'key-a' },
  };

  it.each([
    [
      { credentials: { merchantId: '', merchantKey: 'key-a' } },
      'CARAT_CREDENTIALS_INVALID',
      'credentials.merchantId',
    ],
    [
      { credentials: { merchantId: 'L'.repeat(16), merchantKey: 'key-a' } },
      'CARAT_CREDENTIALS_INVALID',
      'credentials.merchantId',
    ],
    [
      { credentials: { merchantId: 'LOJAA', merchantKey: 'a\r\nx: y' } },
      'CARAT_CREDENTIALS_INVALID',
      'credentials.merchantKey',
    ],
    [{ ca: 'no certificate at all' }, 'CARAT_CA_INVALID', 'ca'],
    [{ ca: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' }, 'CARAT_CA_INVALID', 'ca'],
    [{ connectTimeoutMs: 0 }, 'CARAT_TIMEOUT_INVALID', 'connectTimeoutMs'],
    [{ answerTimeoutMs: Number.POSITIVE_INFINITY }, 'CARAT_TIMEOUT_INVALID', 'answerTimeoutMs'],
  ])('with %j', (bad, code, field) => {
    expect(() => new CaratClient({ ...good, ...bad })).toThrow(
      expect.objectContaining({ code, field }) as Error,
    );
  });
});
