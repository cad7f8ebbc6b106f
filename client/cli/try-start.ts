import type { NewStart } from '../../contract/input';
import type { StartPreview } from '../../contract/start-preview';
import { TemporalUnreachableError } from '../errors/temporal-errors';
import { CLIENT_LIMITS } from '../limits';
import { previewStart } from '../start/preview-start';
import type { StartLook, StartOptions } from '../start/start-options';
import type { CliIo } from './io';
import { ceilingOf, withClient, type CommonFlags } from './session';

/** What a start would charge, and what it would be answered with. */
export interface TriedStart extends StartPreview {
  /** Absent where no Temporal server could be reached. */
  start?: StartLook;
  /** Why it was not looked whether the start would be refused. */
  notLooked?: string;
}

/**
 * Tries a start: what it would charge needs no server; whether it would be refused does, and is looked at where one can be reached.
 *
 * @throws what the start itself would throw; and for a first date that has passed, also where the same was started before
 */
export async function tryStart(
  io: CliIo,
  flags: CommonFlags,
  input: NewStart,
  options: StartOptions,
): Promise<TriedStart> {
  const preview = previewStart(input, ceilingOf(io).maxAmountCents);
  try {
    const start = await withClient(io, flags, (client) => client.lookBeforeStart(input, options), {
      connectTimeoutMs: CLIENT_LIMITS.besideMs,
    });
    return { ...preview, start };
  } catch (error) {
    if (!(error instanceof TemporalUnreachableError)) throw error;
    return { ...preview, notLooked: error.message };
  }
}
