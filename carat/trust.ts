import { X509Certificate } from 'node:crypto';
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import { CaratConfigError } from './errors';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/**
 * The trust of every connection: TLS 1.2 or later, Node's own roots, and the certificates of `ca` besides (R9).
 *
 * @param ca PEM text with one or more certificates, as a sandbox or a company's own authority gives it.
 * @throws CaratConfigError `CARAT_CA_INVALID`: TLS itself would pass over a text without certificates in silence.
 */
export function createTrust(ca: string | undefined): SecureContext {
  const minVersion = 'TLSv1.2';
  // Without own certificates Node's default stands, which also honours NODE_EXTRA_CA_CERTS.
  if (ca === undefined) return createSecureContext({ minVersion });
  return createSecureContext({ minVersion, ca: [...rootCertificates, ...checkCertificates(ca)] });
}

function checkCertificates(ca: string): string[] {
  const certificates = ca.match(CERTIFICATE) ?? [];
  if (certificates.length > 0 && certificates.every(isCertificate)) return certificates;
  throw new CaratConfigError({
    code: 'CARAT_CA_INVALID',
    field: 'ca',
    problem: 'holds no readable certificate',
    nextStep: 'Give the text of a PEM file with BEGIN CERTIFICATE lines.',
  });
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}
