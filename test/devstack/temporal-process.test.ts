import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FirstAndLastWords } from '../../devstack/first-and-last-words';
import { freePort } from '../../devstack/free-port';
import { startTemporalProcess } from '../../devstack/temporal-process';
import { temporalBinary } from '../support/run-environment';

describe('a Temporal server that ends while it starts', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'carat-starts-'))));
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** Ends at its first starts, and notes each; then it is the real one. */
  function endingBinary(times: number): string {
    const [path, notes] = [join(folder, 'temporal'), join(folder, 'notes')];
    writeFileSync(
      path,
      `#!/bin/sh
echo start >> ${notes}
if [ "$(wc -l < ${notes})" -gt ${String(times)} ]; then exec ${temporalBinary()} "$@"; fi
echo "panic: listen: address already in use" >&2
exit 2
`,
    );
    chmodSync(path, 0o700);
    return path;
  }

  const starts = (): number => readFileSync(join(folder, 'notes'), 'utf8').trim().split('\n').length;

  it('is started again', async () => {
    const server = await startTemporalProcess({ binary: endingBinary(2), port: await freePort() });
    await server.stop();
    expect(starts()).toBe(3);
  });

  it('is given up after three starts, with what it said', async () => {
    const start = startTemporalProcess({ binary: endingBinary(99), port: await freePort() });
    await expect(start).rejects.toThrow(/did not come up .*panic: listen: address already in use/);
    expect(starts()).toBe(3);
  });
});

it('what a program said is kept from its beginning and from its end', () => {
  const words = new FirstAndLastWords();
  words.add('panic: the cause\n');
  for (let line = 0; line < 1_000; line += 1) words.add(`goroutine ${String(line)}\n`);
  expect(words.text).toMatch(/^panic: the cause\n[^]*\n\[…\]\n[^]*goroutine 999$/);
  expect(words.text.length).toBeLessThan(4_100);
});
