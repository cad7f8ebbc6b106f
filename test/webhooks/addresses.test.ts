import { isIP } from 'node:net';
import { isPublic } from '../../webhooks/addresses';
import { problemOfUrl, secretsIn } from '../../webhooks/check-receiver';
import { PAUSES_MS } from '../../webhooks/limits';

const isPublicAddress = (address: string): boolean => isPublic({ address, family: isIP(address) });

describe('where a receiver may be', () => {
  it.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '200.147.3.157', '2606:4700:4700::1111', '2804:14c::1'])(
    '%s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    ...[
      '127.0.0.1',
      '10.1.2.3',
      '172.16.0.1',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '0.0.0.0',
      '255.255.255.255',
    ],
    ...['192.0.2.1', '198.18.0.1', '224.0.0.1'],
    ...['::1', '::', 'fe80::1', 'fc00::1', 'fd12::1', 'ff02::1', '2001:db8::1'],
    // IPv4 inside: mapped, compatible, NAT64, 6to4, Teredo.
    ...[
      '::ffff:127.0.0.1',
      '::ffff:8.8.8.8',
      '::127.0.0.1',
      '64:ff9b::a00:1',
      '2002:7f00:1::',
      '2001:0:7f00:1::',
    ],
  ])('not %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each([
    ['https://billing.example/webhooks', undefined],
    ['https://billing.example:8443/', undefined],
    ['http://billing.example/', 'must begin with https://'],
    ['https://10.0.0.1/', 'must have a host name, not an IP address'],
    ['https://[::1]/', 'must have a host name, not an IP address'],
    // The parser makes an address of it.
    ['https://2130706433/', 'must have a host name, not an IP address'],
    ['https://user:pass@billing.example/', 'must have no user, no password and no fragment'],
    ['billing', 'must be an address such as https://billing.example/webhooks'],
  ])('%s', (url, problem) => {
    expect(problemOfUrl(url)).toBe(problem);
  });
});

describe('the secrets of a receiver', () => {
  const secret = (bytes: number): string => `whsec_${Buffer.alloc(bytes, 7).toString('base64')}`;

  it('are one or two, a line each', () => {
    expect(secretsIn(`${secret(24)}\n`)).toEqual({ secrets: [secret(24)] });
    expect(secretsIn(`${secret(64)}\r\n${secret(24)}`)).toEqual({ secrets: [secret(64), secret(24)] });
  });

  it.each([
    ['', 'one or two'],
    [`${secret(24)}\n${secret(25)}\n${secret(26)}`, 'one or two'],
    [secret(23), 'base64'],
    [secret(65), 'base64'],
    ['whsec_!!!', 'base64'],
    [secret(24).slice(6), 'base64'],
  ])('are refused otherwise, and not repeated: %#', (text, words) => {
    const found = secretsIn(text);
    expect(found).toEqual({ problem: expect.stringContaining(words) as string });
    expect(JSON.stringify(found)).not.toContain(text === '' ? 'nothing to repeat' : text);
  });
});

it('an event is tried for three days', () => {
  const totalMs = PAUSES_MS.reduce((sum, pauseMs) => sum + pauseMs, 0);
  expect(Math.round(totalMs / 86_400_000)).toBe(3);
});
