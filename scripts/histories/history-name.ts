/** What the name of a recorded history says: `<path>[.<version>][.run-<n>].json`. */
export interface HistoryName {
  /** The story that was recorded. */
  path: string;
  /** Which recording of that story; the first one has none. */
  version?: string;
  /** Which run, from 1, where the story hands over to new runs. */
  run?: number;
}

const PATTERN =
  /^(?<path>[a-z0-9]+(?:-[a-z0-9]+)*)(?:\.(?<version>v[0-9]+))?(?:\.run-(?<run>[1-9][0-9]*))?\.json$/;

/** Whether a text can be the version of a recording: `v2`, `v3`, … */
export const isVersion = (text: string): boolean => /^v[0-9]+$/.test(text);

/** The file name of a recorded history. */
export function formatHistoryName({ path, version, run }: HistoryName): string {
  const parts = [path, ...(version === undefined ? [] : [version])];
  return [...parts, ...(run === undefined ? [] : [`run-${String(run)}`]), 'json'].join('.');
}

/** Reads a file name; undefined when it is not the name of a recorded history. */
export function parseHistoryName(fileName: string): HistoryName | undefined {
  const groups = PATTERN.exec(fileName)?.groups;
  if (groups === undefined) return undefined;
  const { path = '', version, run } = groups;
  return {
    path,
    ...(version === undefined ? {} : { version }),
    ...(run === undefined ? {} : { run: Number(run) }),
  };
}
