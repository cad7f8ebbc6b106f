import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockDatabase, noteServer } from '../../devstack/database-lock';
import { readable } from '../../devstack/readable-log';
import { Started } from '../../devstack/started';

describe('what was started', () => {
  it('is stopped in the opposite order, once, also after something that fails to stop', async () => {
    const stopped: string[] = [];
    const started = new Started();
    started.add(() => void stopped.push('server'));
    started.add(() => Promise.reject(new Error('the sandbox does not stop')));
    started.add(() => void stopped.push('worker'));
    await expect(started.stop()).rejects.toThrow('the sandbox does not stop');
    await started.stop();
    expect(stopped).toEqual(['worker', 'server']);
  });
});

describe('the lock of a database', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'carat-lock-'))));
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is for one process at a time, and goes when it is given back', () => {
    const database = join(folder, 'temporal.db');
    const release = lockDatabase(database);
    expect(readFileSync(`${database}.pid`, 'utf8').trim()).toBe(String(process.pid));
    expect(() => lockDatabase(database)).toThrow(`in use by another stack, process ${String(process.pid)}`);
    release();
    expect(existsSync(`${database}.pid`)).toBe(false);
  });

  it('is held by the server of a stack that was killed, which names itself and the way out', () => {
    const database = join(folder, 'temporal.db');
    writeFileSync(`${database}.pid`, '4194999\n');
    noteServer(database, process.pid);
    expect(() => lockDatabase(database)).toThrow(
      `in use by process ${String(process.pid)}, the Temporal server of a stack that was killed`,
    );
    writeFileSync(`${database}.pid`, '4194999\n4194998\n');
    lockDatabase(database)();
  });

  it.each([
    ['a process that is gone', '4194999'],
    ['nobody', ''],
  ])('is taken over from %s', (_who, owner) => {
    const database = join(folder, 'temporal.db');
    writeFileSync(`${database}.pid`, owner);
    lockDatabase(database)();
    expect(existsSync(`${database}.pid`)).toBe(false);
  });
});

describe('the log on a terminal', () => {
  it('is one short line each', () => {
    const entry = { level: 'warn', time: '2026-11-23T12:00:00.000Z', service: 'carat-worker', runId: 'long' };
    const line = JSON.stringify({
      ...entry,
      msg: 'gateway call',
      merchant: 'loja-a',
      error: { name: 'Error', stack: 'Error\n    at where' },
    });
    expect(readable(line)).toMatch(
      /^\d\d:\d\d:\d\d warn gateway call merchant=loja-a error=\{"name":"Error"\}\n$/,
    );
  });
});
