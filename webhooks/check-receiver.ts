import { isIP } from 'node:net';
import { LIMITS } from './limits';

/** What is wrong with the address of a receiver; undefined when nothing is. */
export function problemOfUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return 'must be an address such as https://billing.example/webhooks';
  const { protocol, hostname, username, password, hash } = new URL(text);
  if (protocol !== 'https:') return 'must begin with https://';
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) return 'must have a host name, not an IP address';
  if (username !== '' || password !== '' || hash !== '')
    return 'must have no user, no password and no fragment';
  return undefined;
}

/** The secrets in a text, one a line, the current one first. The problem never repeats one. */
export function secretsIn(text: string): { secrets: string[] } | { problem: string } {
  const secrets = text.split(/\r?\n/).filter((line) => line !== '');
  if (secrets.length === 0 || secrets.length > LIMITS.secretsMax)
    return { problem: 'must have one or two lines, a secret each' };
  return secrets.every(isSecret)
    ? { secrets }
    : { problem: 'each secret must be whsec_ and the base64 of 24 to 64 bytes' };
}

function isSecret(text: string): boolean {
  const [, key = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
  const bytes = Buffer.from(key, 'base64');
  const isWhole = bytes.toString('base64') === key;
  return isWhole && bytes.length >= LIMITS.secretBytesMin && bytes.length <= LIMITS.secretBytesMax;
}
