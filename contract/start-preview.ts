import { previewOpening, type StartPreview } from '../domain/opening/preview';
import type { NewInput } from './input';

export type { StartPreview } from '../domain/opening/preview';

/**
 * What a start would charge, and when.
 *
 * @param nowMs - instant of the start, milliseconds since the epoch
 */
export const previewOfStart = (input: NewInput, nowMs: number): StartPreview => previewOpening(input, nowMs);
