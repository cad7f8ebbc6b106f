import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import type { ClientConfigTLS, ConfigDataSource } from '@temporalio/envconfig';
import { LIMITS } from '../limits';
import { problemsIn, problemWith, type Found } from '../../program/config/found';
import { readSecretFile, readTextFile } from '../../program/config/text-file';

/** The TLS settings by the variable that names each. */
const SOURCES = {
  clientCert: 'TEMPORAL_TLS_CLIENT_CERT',
  clientKey: 'TEMPORAL_TLS_CLIENT_KEY',
  serverCACert: 'TEMPORAL_TLS_SERVER_CA_CERT',
} as const;
type Source = keyof typeof SOURCES;

/**
 * Reads and checks the files of the TLS settings. Whatever is wrong with one would only show as a server that cannot be
 * reached, after the whole wait for it.
 */
export function readTemporalTls(tls: ClientConfigTLS | undefined): Found<ClientConfigTLS | undefined> {
  if (tls === undefined || tls.disabled === true) return { value: tls };
  const clientCert = readSource('clientCert', tls.clientCert);
  const clientKey = readSource('clientKey', tls.clientKey);
  const serverCACert = readSource('serverCACert', tls.serverCACert);
  if ('problems' in clientCert || 'problems' in clientKey || 'problems' in serverCACert) {
    return { problems: problemsIn(clientCert, clientKey, serverCACert) };
  }
  const pair = checkPair(clientCert.value, clientKey.value);
  const authority = checkCertificate('serverCACert', serverCACert.value);
  if ('problems' in pair || 'problems' in authority) return { problems: problemsIn(pair, authority) };
  return {
    value: {
      ...tls,
      ...asData('clientCert', clientCert.value),
      ...asData('clientKey', clientKey.value),
      ...asData('serverCACert', serverCACert.value),
    },
  };
}

function readSource(source: Source, from: ConfigDataSource | undefined): Found<string | undefined> {
  if (from === undefined) return { value: undefined };
  if ('path' in from) {
    const readFile = source === 'clientKey' ? readSecretFile : readTextFile;
    const read = readFile(from.path, LIMITS.temporalFileBytesMax);
    return 'problem' in read ? problemWith(`${SOURCES[source]}_PATH`, read.problem) : { value: read.text };
  }
  return { value: typeof from.data === 'string' ? from.data : new TextDecoder().decode(from.data) };
}

/** Neither works alone, and a key of another certificate is refused by the server without a word. */
function checkPair(certificate: string | undefined, key: string | undefined): Found<undefined> {
  if (certificate === undefined && key === undefined) return { value: undefined };
  if (certificate === undefined)
    return problemWith(SOURCES.clientCert, 'is missing: the key has no certificate');
  if (key === undefined) return problemWith(SOURCES.clientKey, 'is missing: the certificate has no key');
  const readCertificate = certificateIn('clientCert', certificate);
  const readKey = privateKeyIn(key);
  if ('problems' in readCertificate || 'problems' in readKey) {
    return { problems: problemsIn(readCertificate, readKey) };
  }
  return readCertificate.value.checkPrivateKey(readKey.value)
    ? { value: undefined }
    : problemWith(SOURCES.clientKey, 'belongs to another certificate');
}

const checkCertificate = (source: Source, text: string | undefined): Found<X509Certificate | undefined> =>
  text === undefined ? { value: undefined } : certificateIn(source, text);

function certificateIn(source: Source, text: string): Found<X509Certificate> {
  try {
    return { value: new X509Certificate(text) };
  } catch {
    return problemWith(SOURCES[source], 'holds no readable certificate (PEM)');
  }
}

function privateKeyIn(text: string): Found<KeyObject> {
  try {
    return { value: createPrivateKey(text) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === 'ERR_MISSING_PASSPHRASE'
        ? 'needs a passphrase: decrypt it first'
        : 'holds no readable key (PEM)';
    return problemWith(SOURCES.clientKey, why);
  }
}

const asData = (source: Source, text: string | undefined): ClientConfigTLS =>
  text === undefined ? {} : { [source]: { data: text } };
