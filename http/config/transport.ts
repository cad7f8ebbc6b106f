import { createPrivateKey, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { problemsIn, problemWith, type Found } from '../../program/config/found';
import { readSecretFile, readTextFile } from '../../program/config/text-file';
import { Secret } from '../../program/secret';
import { LIMITS } from '../limits';
import type { Transport } from './doors-config';

/** What the settings say of how posts arrive. */
interface TransportSettings {
  tlsCertFile?: string | undefined;
  tlsKeyFile?: string | undefined;
  behindProxy?: string | undefined;
}

/** TLS of its own, or a proxy that ends it: said aloud, since doors on plain HTTP by mistake would show their tokens to the network. */
export function readTransport({ tlsCertFile, tlsKeyFile, behindProxy }: TransportSettings): Found<Transport> {
  const hasTls = tlsCertFile !== undefined || tlsKeyFile !== undefined;
  if (behindProxy !== undefined)
    return hasTls
      ? problemWith(
          'behindProxy',
          'cannot stand beside a certificate: either the doors end TLS, or the proxy does',
        )
      : readProxies(behindProxy);
  if (!hasTls)
    return problemWith(
      'tlsCertFile',
      'is missing; name certificate and key, or the proxy that ends TLS in behindProxy',
    );
  return readTls(tlsCertFile, tlsKeyFile);
}

function readProxies(setting: string): Found<Transport> {
  const proxies = setting.split(/[\s,]+/).filter((proxy) => proxy !== '');
  const areAll = proxies.length > 0 && proxies.length <= LIMITS.proxies && proxies.every(isNetwork);
  return areAll
    ? { value: { kind: 'behind_proxy', proxies } }
    : problemWith(
        'behindProxy',
        `must be 1–${LIMITS.proxies} IP addresses or networks, such as 127.0.0.1 or 10.0.0.0/8`,
      );
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  const bitsMax = version === 6 ? 128 : 32;
  const areBits =
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= bitsMax);
  return version !== 0 && areBits && rest.length === 0;
}

function readTls(certFile: string | undefined, keyFile: string | undefined): Found<Transport> {
  const certificate = readPem('tlsCertFile', certFile);
  const key = readPem('tlsKeyFile', keyFile, readSecretFile);
  if ('problems' in certificate || 'problems' in key) return { problems: problemsIn(certificate, key) };
  const problem = whatIsWrongWith(certificate.value, key.value);
  return (
    problem ?? { value: { kind: 'tls', certificatePem: certificate.value, keyPem: new Secret(key.value) } }
  );
}

function readPem(field: string, file: string | undefined, readFile = readTextFile): Found<string> {
  if (file === undefined) return problemWith(field, 'is missing: certificate and key belong together');
  const read = readFile(file, LIMITS.tlsFileBytes);
  return 'problem' in read ? problemWith(field, read.problem) : { value: read.text };
}

function whatIsWrongWith(certificatePem: string, keyPem: string): ReturnType<typeof problemWith> | undefined {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(certificatePem);
  } catch {
    return problemWith('tlsCertFile', 'holds no readable certificate (PEM)');
  }
  try {
    return certificate.checkPrivateKey(createPrivateKey(keyPem))
      ? undefined
      : problemWith('tlsKeyFile', 'belongs to another certificate');
  } catch {
    return problemWith(
      'tlsKeyFile',
      'holds no readable key (PEM), or one with a passphrase: decrypt it first',
    );
  }
}
