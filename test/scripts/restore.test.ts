import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { checkout, Machine } from './support/machine';

describe('deploy/restore.sh', () => {
  let machine: Machine;
  beforeEach(() => {
    machine = new Machine();
  });
  afterEach(() => {
    machine.dispose();
  });

  /** What is installed here comes before what the system has. */
  const env = (): Record<string, string> => ({
    ...machine.env,
    PATH: `${machine.env['PATH'] ?? ''}:/usr/bin:/bin`,
  });

  /** Runs it with a Compose that writes down what it is asked for, and fails where a word of it says so. */
  function restore(failsAt = 'nothing'): { status: number | null; stderr: string; asked: string[] } {
    machine.install(
      'docker',
      [
        'all="$*"',
        'case "$all" in *tar*) kind=unpack;; *replaced/*|*"mv {}"*) kind=swap;; *"rm -rf replaced"*) kind=forget;;',
        '  *"rm -rf restored"*) kind=discard;; *" stop "*) kind=stop;; *" up "*) kind=up;; *) kind=other;; esac',
        `echo "$kind" >> '${machine.journal}'`,
        `[ "$kind" != ${failsAt} ]`,
      ].join('\n'),
    );
    const { status, stderr } = spawnSync('/bin/sh', [join(checkout, 'deploy/restore.sh')], {
      env: env(),
      encoding: 'utf8',
      input: 'a backup',
    });
    return { status, stderr, asked: machine.journalLines().filter((kind) => kind !== 'other') };
  }

  test('unpacks and checks before it stops anything, and forgets what was there once Temporal runs', () => {
    expect(restore()).toMatchObject({ status: 0, asked: ['unpack', 'stop', 'swap', 'up', 'forget'] });
  });

  test('changes nothing for a backup that is not whole', () => {
    const { status, stderr, asked } = restore('unpack');
    expect([status, asked]).toEqual([1, ['unpack', 'discard']]);
    expect(stderr).toContain('Nothing was stopped or changed');
  });

  test('keeps what was there where Temporal does not run on the backup', () => {
    const { status, stderr, asked } = restore('up');
    expect([status, asked]).toEqual([1, ['unpack', 'stop', 'swap', 'up']]);
    expect(stderr).toContain('What ran before is in');
  });

  test.each(['restore', 'backup'])('%s says how to name Compose where it is called otherwise', (name) => {
    machine.install('docker', 'exit 125');
    const { status, stdout, stderr } = spawnSync('/bin/sh', [join(checkout, `deploy/${name}.sh`)], {
      env: env(),
      encoding: 'utf8',
      input: '',
    });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain("error: 'docker compose' does not run here. Name it, with all that it needs");
    expect(stderr).toContain(`COMPOSE='docker-compose --env-file deploy/sandbox.env' sh`);
  });
});
