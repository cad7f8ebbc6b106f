import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { secretsIn } from '../webhooks/check-receiver';
import { LIMITS } from '../webhooks/limits';
import type { ReceiverOptions } from '../webhooks/receiver';
import { DEVSTACK_ERRORS, DevstackError } from './errors';
import type { Settings } from './settings';

/** A receiver on the developer's own machine. */
export interface RehearsedReceiver {
  options: ReceiverOptions;
  /** What signs is kept beside the database, so that a receiver knows it after a restart too. */
  secretFile: string;
}

/**
 * The receiver that the stack posts its events to. Its secret is made once, and may be replaced by hand.
 *
 * @throws DevstackError `invalid_setting` for a file that cannot be read, or that has no secret
 */
export function rehearsedReceiver({ receiver }: Settings, folder: string): RehearsedReceiver | undefined {
  if (receiver === undefined) return undefined;
  const secretFile = join(folder, 'receiver-secret');
  if (!existsSync(secretFile))
    writeFileSync(secretFile, `whsec_${randomBytes(LIMITS.secretBytesMin).toString('base64')}\n`, {
      mode: 0o600,
    });
  const found = secretsIn(textOf(secretFile));
  if ('problem' in found) throw invalid(`${secretFile}: ${found.problem}`);
  const ca = receiver.caFile === undefined ? undefined : textOf(receiver.caFile);
  return { options: { url: receiver.url, secrets: found.secrets, ca, allowPrivate: true }, secretFile };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw invalid(`${file}: cannot be read`, error);
  }
}

const invalid = (message: string, cause?: unknown): DevstackError =>
  new DevstackError(DEVSTACK_ERRORS.invalidSetting, message, 'See docs/events.md, "A receiver".', cause);
