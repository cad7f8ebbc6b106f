import 'reflect-metadata';
import { KeyObject, webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
  cryptoProvider,
} from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 86_400_000;

/** A server's certificate and key, and the authority that signed it. All PEM. */
export interface TestCertificate {
  ca: string;
  cert: string;
  key: string;
}

/** When a certificate is valid, in days from now. */
export interface Validity {
  fromDays: number;
  toDays: number;
}

const AROUND_NOW: Validity = { fromDays: -1, toDays: 1 };
const inDays = (days: number): Date => new Date(Date.now() + days * DAY_MS);

/** Makes an authority and a certificate of it for one host name; the authority is valid today. */
export async function makeCertificate(
  hostName: string,
  { fromDays, toDays }: Validity = AROUND_NOW,
): Promise<TestCertificate> {
  cryptoProvider.set(webcrypto);
  const authorityKeys = await makeKeys();
  const authority = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Test authority',
    notBefore: inDays(AROUND_NOW.fromDays),
    notAfter: inDays(AROUND_NOW.toDays),
    keys: authorityKeys,
    signingAlgorithm: ALGORITHM,
    extensions: [new BasicConstraintsExtension(true, 0, true)],
  });
  const keys = await makeKeys();
  const certificate = await X509CertificateGenerator.create({
    subject: `CN=${hostName}`,
    issuer: authority.subject,
    notBefore: inDays(fromDays),
    notAfter: inDays(toDays),
    publicKey: keys.publicKey,
    signingKey: authorityKeys.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [new SubjectAlternativeNameExtension([{ type: 'dns', value: hostName }])],
  });
  const key = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString();
  return { ca: authority.toString('pem'), cert: certificate.toString('pem'), key };
}

async function makeKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}
