/** Why a part of an answer could not be used. */
export type ReadingProblem = 'absent' | 'unreadable_answer' | 'answer_for_other_id';

/** A part of an answer, read or not. */
export type Reading<T> = { value: T } | { problem: ReadingProblem };

/** The value of a reading, or undefined. */
export function valueOf<T>(reading: Reading<T>): T | undefined {
  return 'value' in reading ? reading.value : undefined;
}

/** True when the gateway left the part out: no key, null, empty text or empty object. */
export function isAbsent(json: unknown): boolean {
  if (json === undefined || json === null || json === '') return true;
  return typeof json === 'object' && !Array.isArray(json) && Object.keys(json).length === 0;
}

/** Ids are compared without regard to case: they are "hex-like" (docs/gateway.md §0). */
export function isSameId(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The object without its undefined keys: outcomes are plain JSON and compare as such. */
export function withoutUndefined<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}
