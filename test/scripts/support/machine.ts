import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** What a command of a machine did. */
export interface Finished {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  tookMs: number;
}

/** A command that has been started and has not ended yet. */
export interface Running {
  child: ChildProcess;
  finished: Promise<Finished>;
}

/** A proxy address nobody listens on: the SDK's download fails at once, whatever network the test runs in. */
const DEAD_PROXY = 'http://127.0.0.1:1';

/** The checkout under test. */
export const checkout = resolve(__dirname, '..', '..', '..');

/**
 * A user's machine with nothing on it but Node: an own home and cache folder, and a PATH with only what a test puts there.
 * The scripts run in child processes, as a user starts them.
 */
export class Machine {
  readonly folder = mkdtempSync(join(tmpdir(), 'carat-machine-'));
  readonly cache = join(this.folder, 'cache', 'carat-subscriptions');
  readonly journal = join(this.folder, 'journal');
  readonly env: Record<string, string>;
  private readonly children: ChildProcess[] = [];

  constructor() {
    for (const name of ['home', 'bin', 'cache']) mkdirSync(join(this.folder, name));
    this.env = {
      PATH: join(this.folder, 'bin'),
      HOME: join(this.folder, 'home'),
      XDG_CACHE_HOME: join(this.folder, 'cache'),
      HTTPS_PROXY: DEAD_PROXY,
    };
  }

  /** Puts a shell script on PATH (or elsewhere below the machine's folder) and returns its path. */
  install(name: string, body: string, folder = 'bin'): string {
    const path = join(this.folder, folder, name);
    mkdirSync(join(this.folder, folder), { recursive: true });
    writeFileSync(path, `#!/bin/sh\n${body}\n`);
    chmodSync(path, 0o755);
    return path;
  }

  /** A Temporal CLI that carries the given server. */
  installTemporal(serverVersion: string, folder = 'bin'): string {
    return this.install('temporal', temporalScript(serverVersion), folder);
  }

  /**
   * A Go compiler. `build` is the shell text of its build, which finds the wanted output in $out; each build is noted in
   * the journal.
   */
  installGo(build: string, version = '1.26.8'): void {
    const body = [
      `if [ "$1" = version ]; then echo "go version go${version} test/test"; exit 0; fi`,
      `echo "build $$" >> '${this.journal}'`,
      'while [ $# -gt 0 ]; do if [ "$1" = -o ]; then out=$2; fi; shift; done',
      build,
    ];
    this.install('go', body.join('\n'));
  }

  /** How many builds have been started. */
  builds(): number {
    return this.journalLines().length;
  }

  /** What fake programs wrote down. */
  journalLines(): string[] {
    return existsSync(this.journal) ? readFileSync(this.journal, 'utf8').trim().split('\n') : [];
  }

  /** Every file and folder of the cache, by relative path. */
  cached(): string[] {
    return existsSync(this.cache)
      ? readdirSync(this.cache, { recursive: true, encoding: 'utf8' }).sort()
      : [];
  }

  /** Starts Node with a script. */
  start(args: readonly string[], extraEnv: Record<string, string> = {}): Running {
    const startedMs = Date.now();
    const child = spawn(process.execPath, args, {
      env: { ...this.env, ...extraEnv },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.children.push(child);
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const finished = new Promise<Finished>((done, fail) => {
      child.once('error', fail);
      child.once('close', (code, signal) => {
        done({ code, signal, stdout, stderr, tookMs: Date.now() - startedMs });
      });
    });
    return { child, finished };
  }

  /** Runs Node with a script to its end. */
  run(args: readonly string[], extraEnv: Record<string, string> = {}): Promise<Finished> {
    return this.start(args, extraEnv).finished;
  }

  /** The process id of the last thing that was started. */
  lastPid(): number {
    return this.children.at(-1)?.pid ?? 0;
  }

  /** Ends what still runs and removes the machine. */
  dispose(): void {
    for (const child of this.children) {
      if (child.exitCode === null) child.kill('SIGKILL');
      child.stdout?.destroy();
      child.stderr?.destroy();
    }
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** The text of a Temporal CLI that knows nothing but its version. */
export function temporalScript(serverVersion: string): string {
  return `echo "temporal version 1.0.0 (Server ${serverVersion}, UI 2.50.0)"`;
}

/** The shell text of a build that succeeds, for `installGo`. */
export function goodBuild(serverVersion = '1.32.1'): string {
  return `printf '#!/bin/sh\\n%s\\n' '${temporalScript(serverVersion)}' > "$out"`;
}
