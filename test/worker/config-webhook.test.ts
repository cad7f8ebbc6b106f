import { loadConfig } from '../../worker/config/load-config';
import { makeCertificate } from '../carat/support/certificates';
import { ConfigFolder, environmentAlone } from './support/config-folder';
import { problemsWith } from './support/problems';

const secret = (byte: number, bytes = 24): string => `whsec_${Buffer.alloc(bytes, byte).toString('base64')}`;
const URL_OF_RECEIVER = 'https://billing.example/webhooks';

let folder: ConfigFolder;
beforeEach(() => {
  folder = new ConfigFolder();
});
afterEach(() => {
  folder.remove();
});

const problemsOf = (settings: Record<string, string>): string[] =>
  problemsWith(environmentOf(settings)).map(({ field, problem }) => `${field}: ${problem}`);

const environmentOf = (settings: Record<string, string>): NodeJS.ProcessEnv =>
  environmentAlone(
    Object.fromEntries(
      Object.entries(settings).map(([name, value]) => [`CARAT_MERCHANT_LOJA_A_WEBHOOK_${name}`, value]),
    ),
  );

const secrets = (...lines: string[]): string => folder.write('secrets', `${lines.join('\n')}\n`);

describe('the receiver of the events of a merchant', () => {
  it('is taken with one secret or two, the current one first', () => {
    for (const known of [[secret(1)], [secret(1), secret(2, 64)]]) {
      const [merchant] = loadConfig(
        environmentOf({ URL: URL_OF_RECEIVER, SECRETS_FILE: secrets(...known) }),
      ).merchants.values();
      expect(merchant?.webhook?.reveal()).toEqual({
        ...{ url: URL_OF_RECEIVER, secrets: known, allowPrivate: false },
      });
    }
  });

  it.each([
    ['http://billing.example/webhooks', 'must begin with https://'],
    ['billing.example', 'must be an address such as https://billing.example/webhooks'],
    ['https://10.0.0.1/webhooks', 'must have a host name, not an IP address'],
    ['https://[::1]/webhooks', 'must have a host name, not an IP address'],
    ['https://ana:s3cr3t@billing.example/', 'must have no user, no password and no fragment'],
    ['https://billing.example/#part', 'must have no user, no password and no fragment'],
  ])('is not %s', (url, problem) => {
    const found = problemsOf({ URL: url, SECRETS_FILE: secrets(secret(1)) });
    expect(found).toEqual([expect.stringMatching(/WEBHOOK_URL|webhookUrl/)]);
    expect(found[0]).toContain(problem);
    expect(found[0]).not.toContain('s3cr3t');
  });

  it.each([
    ['none', [''], 'must have one or two lines, a secret each'],
    ['three', [secret(1), secret(2), secret(3)], 'must have one or two lines, a secret each'],
    ['one that is too short', [secret(1, 23)], 'the base64 of 24 to 64 bytes'],
    ['one that is too long', [secret(1, 65)], 'the base64 of 24 to 64 bytes'],
    ['one without its prefix', [secret(7).slice(6)], 'must be whsec_'],
    ['a second one that is none', [secret(1), 'whsec_****'], 'must be whsec_'],
  ])('has secrets that can sign: not %s', (_what, lines, problem) => {
    const found = problemsOf({ URL: URL_OF_RECEIVER, SECRETS_FILE: secrets(...lines) });
    expect(found).toEqual([expect.stringContaining(problem)]);
    for (const line of lines.filter((one) => one !== '')) expect(found.join()).not.toContain(line);
  });

  it('needs its secrets, and the other settings need it', () => {
    expect(problemsOf({ URL: URL_OF_RECEIVER })).toEqual([expect.stringContaining('events are signed')]);
    const lonely = { SECRETS_FILE: secrets(secret(1)), CA_FILE: 'ca.pem', PRIVATE_ADDRESSES: 'allow' };
    for (const [name, value] of Object.entries(lonely))
      expect(problemsOf({ [name]: value })).toEqual([
        expect.stringContaining('says nothing without webhookUrl'),
      ]);
  });

  it('is trusted by a certificate that is one, and meets private addresses by allow alone', async () => {
    const good = { URL: URL_OF_RECEIVER, SECRETS_FILE: secrets(secret(1)) };
    const { ca } = await makeCertificate('billing.example');
    const taken = { ...good, CA_FILE: folder.write('ca.pem', ca), PRIVATE_ADDRESSES: 'allow' };
    const [merchant] = loadConfig(environmentOf(taken)).merchants.values();
    expect(merchant?.webhook?.reveal()).toMatchObject({
      allowPrivate: true,
      ca: expect.stringContaining(ca.trim()) as string,
    });
    expect(problemsOf({ ...good, CA_FILE: folder.write('no.pem', 'no certificate') })).toHaveLength(1);
    expect(problemsOf({ ...good, PRIVATE_ADDRESSES: 'yes' })).toEqual([
      expect.stringContaining('must be refuse or allow'),
    ]);
  });

  it('has every problem told at once', () => {
    expect(problemsOf({ URL: 'http://billing.example', SECRETS_FILE: secrets('x') })).toHaveLength(2);
  });
});
