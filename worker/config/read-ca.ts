import { CaratConfigError } from '../../carat/errors';
import { createTrust } from '../../carat/trust';
import { problemWith, type Found } from '../../program/config/found';
import { readTextFile } from '../../program/config/text-file';
import { LIMITS } from '../limits';
import { problemOf } from './schema';

/** Reads certificates that are trusted besides the usual roots; undefined when no file is named. */
export function readCa(file: unknown, field: string): Found<string | undefined> {
  if (typeof file !== 'string' || file === '') return { value: undefined };
  const read = readTextFile(file, LIMITS.caFileBytesMax);
  if ('problem' in read) return problemWith(field, read.problem);
  try {
    createTrust(read.text);
    return { value: read.text };
  } catch (error) {
    if (!(error instanceof CaratConfigError)) throw error;
    return problemWith(field, problemOf(error));
  }
}
