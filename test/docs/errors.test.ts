import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLIENT_ERRORS } from '../../client';
import { exitCodeOf } from '../../client/cli/exit-codes';
import { WORKFLOW_ERRORS } from '../../contract/error-codes';
import { DEVSTACK_ERRORS } from '../../devstack/errors';
import { DOORS_ERRORS, DoorsError } from '../../http/errors';
import { exitCodeOf as doorsExitCodeOf } from '../../http/exit-codes';
import { HISTORY_ERRORS } from '../../scripts/histories/errors';
import { WORKER_ERRORS, WorkerError } from '../../worker/errors';
import { exitCodeOf as workerExitCodeOf } from '../../worker/exit-codes';
import { codeWords, headings, tableAfter } from './support/markdown';
import { filesUnder, page, ROOT } from './support/pages';

const { text } = page('docs/errors.md');

/** The codes that have a heading of their own: written in backticks, alone. */
const documented = headings(text).flatMap(({ text: title, anchor }) => {
  const [, code] = /^`([A-Za-z_]+)`$/.exec(title) ?? [];
  return code === undefined ? [] : [{ code, anchor }];
});

/** What matches in the source of a file or of all files of a folder: for codes that stand in no table. */
function inSource(path: string, pattern: RegExp): string[] {
  const sources = /\.\w+$/.test(path)
    ? [join(ROOT, path)]
    : [...filesUnder(join(ROOT, path), '.ts'), ...filesUnder(join(ROOT, path), '.mjs')];
  return sources.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(pattern)].map(([, code = '']) => code),
  );
}

const setupCodes = inSource('scripts', /new SetupError\(\s*'([a-z_]+)'/g);
const sandboxCodes = inSource('sandbox/sandbox-error.ts', /'(sandbox_[a-z_]+)'/g);
const caratCodes = inSource('carat/errors.ts', /'(CARAT_[A-Z_]+)'/g);

const codes = new Set([
  ...Object.values(CLIENT_ERRORS),
  ...Object.values(WORKFLOW_ERRORS),
  ...Object.values(WORKER_ERRORS),
  ...Object.values(DOORS_ERRORS),
  ...Object.values(HISTORY_ERRORS),
  ...Object.values(DEVSTACK_ERRORS),
  ...setupCodes,
  ...inSource('scripts/run.mjs', /error ([a-z_]+): /g),
  ...inSource('client/cli/main.ts', /error ([a-z_]+): /g),
  ...sandboxCodes,
  ...caratCodes,
]);

/** The part of the page that belongs to a code. */
function sectionOf(code: string): string {
  const [, section = ''] = new RegExp(`### \`${code}\`\\n([\\s\\S]*?)(?=\\n##|$)`).exec(text) ?? [];
  return section;
}

describe('docs/errors.md', () => {
  test('every code of the code has its anchor', () => {
    const anchors = documented.map(({ code }) => code);
    expect([...codes].filter((code) => !anchors.includes(code))).toEqual([]);
  });

  test('every anchor belongs to a code, once', () => {
    expect(documented.filter(({ code }) => !codes.has(code))).toEqual([]);
    expect(new Set(documented.map(({ code }) => code)).size).toBe(documented.length);
  });

  test('an anchor is the code itself, as the errors link to it', () => {
    for (const { code, anchor } of documented) expect(anchor).toBe(code.toLowerCase());
  });

  test('the search in the source still finds what it is for', () => {
    expect(setupCodes).toContain('temporal_unavailable');
    expect(sandboxCodes).toContain('sandbox_port_in_use');
    expect(caratCodes).toContain('CARAT_BASE_URL_IS_IP');
  });

  test.each(Object.values(CLIENT_ERRORS))('%s: the exit code of the command line', (code) => {
    const exits = /(?:Client|Command line) \(exit (\d)\)/.exec(sectionOf(code));
    expect(exits?.[1]).toBe(String(exitCodeOf(code)));
  });

  test.each(Object.values(WORKER_ERRORS))('%s: the exit code of the worker', (code) => {
    const error = new WorkerError({ code, message: '', nextStep: '' });
    expect(/[Ww]orker \(exit (\d)\)/.exec(sectionOf(code))?.[1]).toBe(String(workerExitCodeOf(error)));
  });

  test.each(Object.values(DOORS_ERRORS))('%s: the exit code of the doors', (code) => {
    const error = new DoorsError({ code, message: '', nextStep: '' });
    expect(/Doors \(exit (\d)\)/.exec(sectionOf(code))?.[1]).toBe(String(doorsExitCodeOf(error)));
  });

  test('every reason of an outcome is explained', () => {
    const explained = ['`not_sent`', '`unknown`', 'Other words', 'A command that came to nothing'].flatMap(
      (landmark) => tableAfter(text, landmark).flatMap(([reason = '']) => codeWords(reason)),
    );
    const reasons = [
      ...inSource('carat/outcome.ts', /^(?:export type NotSentReason =|)\s*\|? ?'([a-z_0-9]+)'(?=;| \||$)/gm),
      ...inSource('carat/outcome.ts', /'([a-z_0-9]+)'(?= \||;)/g).filter((word) => !OUTCOMES.includes(word)),
      ...inSource('workflows', /(?:reason|code)(?::| =) '([a-z_]+)'/g),
      ...inSource('workflows/gateway.ts', /[?:] '([a-z_]+)'/g).filter((word) => !OUTCOMES.includes(word)),
      ...inSource('domain/calls/protocol.ts', /(?:reason|code)(?::| ===) '([a-z_]+)'/g),
      ...inSource('domain/opening', /(?:reason|code): '([a-z_]+)'/g),
      ...inSource('domain/edits', /code: '([a-z_]+)'/g),
      ...inSource('client/commands/standing-of-change.ts', /code: '([a-z_]+)'/g),
      ...inSource('domain/schedule/apply-poll.ts', /: '([a-z_]+)';/g),
      ...inSource('domain/gateway/answers.ts', /^ {2}\| '([a-z_0-9]+)'$/gm),
      ...inSource('activities', /(?:reason: '|kind: 'refused'.*code: ')([a-z_]+)'/g),
    ];
    expect(reasons).toEqual(
      expect.arrayContaining([
        ...['dns', 'http_5xx', 'worker_lost', 'not_taken', 'ids_missing'],
        ...['overtaken', 'edit_differs', 'subscription_ended'],
      ]),
    );
    expect([...new Set(reasons)].filter((reason) => !explained.includes(reason))).toEqual([]);
  });
});

const OUTCOMES = ['done', 'denied', 'refused', 'not_sent', 'unknown', 'no_answer'];
