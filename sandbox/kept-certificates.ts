import { createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCertificates, type SandboxCertificates } from './tls';

const PARTS = ['caPem', 'certificatePem', 'privateKeyPem'] as const satisfies (keyof SandboxCertificates)[];
const DAY_MS = 86_400_000;

/**
 * The certificates of an earlier start, so that nobody who trusts them need be started again; or new ones, also where those end within a
 * day. The key comes last: whoever waits for it finds all.
 *
 * @param files - their names in the folder
 */
export async function certificatesIn(
  folder: string,
  files: SandboxCertificates,
  hosts: readonly string[],
): Promise<SandboxCertificates> {
  const pathOf = (part: keyof SandboxCertificates): string => join(folder, files[part]);
  if (PARTS.every((part) => existsSync(pathOf(part)))) {
    const read = (part: keyof SandboxCertificates): string => readFileSync(pathOf(part), 'utf8');
    const kept = {
      caPem: read('caPem'),
      certificatePem: read('certificatePem'),
      privateKeyPem: read('privateKeyPem'),
    };
    if (isValid(kept, hosts)) return kept;
  }
  const made = await makeCertificates(hosts);
  mkdirSync(folder, { recursive: true });
  for (const part of PARTS) {
    const path = pathOf(part);
    writeFileSync(`${path}.tmp`, made[part], { mode: part === 'privateKeyPem' ? 0o600 : 0o644 });
    renameSync(`${path}.tmp`, path);
  }
  return made;
}

/** They belong together, are of these hosts, and do not end soon: an earlier start may have been cut off as it made them. */
function isValid(
  { caPem, certificatePem, privateKeyPem }: SandboxCertificates,
  hosts: readonly string[],
): boolean {
  try {
    const certificate = new X509Certificate(certificatePem);
    const isWhole =
      certificate.checkPrivateKey(createPrivateKey(privateKeyPem)) &&
      certificate.verify(new X509Certificate(caPem).publicKey);
    const isLasting = Date.parse(certificate.validTo) > Date.now() + DAY_MS;
    return isWhole && isLasting && hosts.every((host) => certificate.checkHost(host) !== undefined);
  } catch {
    return false;
  }
}
