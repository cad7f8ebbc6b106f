/**
 * What stands in a changelog (Keep a Changelog 1.1.0) for a version: the text under its heading.
 *
 * @returns undefined where the version has no heading with a date
 */
export function releasedSection(changelog: string, version: string): string | undefined {
  return section(changelog, (heading) => heading.startsWith(`[${version}] - `) && DATED.test(heading));
}

/** The text under `[Unreleased]`; undefined where there is none. */
export const unreleasedSection = (changelog: string): string | undefined =>
  section(changelog, (heading) => heading === '[Unreleased]');

const DATED = / - \d{4}-\d{2}-\d{2}$/;

function section(changelog: string, isWanted: (heading: string) => boolean): string | undefined {
  const parts = changelog.split(/^## /m).slice(1);
  const found = parts.find((part) => isWanted(part.split('\n', 1)[0]?.trim() ?? ''));
  const text = found?.split('\n').slice(1).join('\n').trim();
  return text === '' ? undefined : text;
}
