import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Machine } from './support/machine';
import { TinyCheckout } from './support/tiny-checkout';
import { waitUntil } from './support/wait-until';

describe('the entry script', () => {
  let machine: Machine;
  let checkout: TinyCheckout;
  beforeEach(() => {
    machine = new Machine();
    checkout = new TinyCheckout(machine.folder);
    checkout.installLoader();
  });
  afterEach(() => {
    machine.dispose();
  });

  test('hands over arguments and standard output, and takes over the exit code', async () => {
    checkout.write(
      'client/cli/main.ts',
      'const args: string[] = process.argv.slice(2);\nconsole.log(args.join("|"));\nprocess.exitCode = 7;\n',
    );
    const { code, stdout, stderr } = await machine.run([checkout.run, 'carat', 'show', '--json']);
    expect({ code, stdout, stderr }).toEqual({ code: 7, stdout: 'show|--json\n', stderr: '' });
  });

  test('gives a program that needs one the Temporal server, and keeps its own words off standard output', async () => {
    const path = machine.installTemporal('1.32.1');
    checkout.write('demo/main.ts', 'console.log(process.env.CARAT_TEMPORAL_BINARY);\n');
    const { code, stdout, stderr } = await machine.run([checkout.run, 'demo']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${path}\n` });
    expect(stderr).toContain('Temporal server 1.32.1');
  });

  test('does not start a program whose Temporal server cannot be had', async () => {
    checkout.write('demo/main.ts', 'console.log("started");\n');
    const { code, stdout, stderr } = await machine.run([checkout.run, 'demo']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('error temporal_unavailable');
  });

  test.each(['demo', 'cost', 'start'])(
    '%s says what it takes, and refuses what it does not know, before anything is obtained',
    async (command) => {
      checkout.write(
        'devstack/flags.json',
        readFileSync(join(__dirname, '../../devstack/flags.json'), 'utf8'),
      );
      const help = await machine.run([checkout.run, command, '--help']);
      expect({ code: help.code, stderr: help.stderr }).toEqual({ code: 0, stderr: '' });
      expect(help.stdout).toContain(command === 'start' ? 'npm start' : `npm run ${command}`);
      for (const wrong of [['--year'], ['today'], ['--json=yes']]) {
        const refused = await machine.run([checkout.run, command, ...wrong]);
        expect({ code: refused.code, stdout: refused.stdout }).toEqual({ code: 2, stdout: '' });
        expect(refused.stderr).toContain('error invalid_setting: ');
        expect(refused.stderr).toContain(`${command} -- --help`);
        expect(refused.stderr).not.toContain('Temporal');
      }
    },
  );

  test('runs the tests with a report when CI asks for one, and not when the tests run it themselves', async () => {
    machine.installTemporal('1.32.1');
    checkout.write(
      'node_modules/jest/bin/jest.js',
      'console.log(process.argv.slice(2).join(" ")); console.log(process.env.CARAT_TEST_REPORT);',
    );
    const report = { CARAT_TEST_REPORT: '/report.json' };
    const asked = await machine.run([checkout.run, 'test', 'domain'], report);
    expect(asked.stdout).toBe('--json --outputFile=/report.json domain\nundefined\n');
    const plain = await machine.run([checkout.run, 'test', 'domain']);
    expect(plain.stdout).toBe('domain\nundefined\n');
  });

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'passes %s on once, and waits for a clean end',
    async (signal) => {
      const journal = join(machine.folder, 'signals');
      checkout.write('client/cli/main.ts', listener(journal, signal));
      const { child, finished } = machine.start([checkout.run, 'carat']);
      await waitUntil('the program is ready', () => noted(journal) === 'ready');
      // What npm does on Ctrl-C: the terminal has sent the signal already, and npm sends it again.
      child.kill(signal);
      child.kill(signal);
      expect(await finished).toMatchObject({ code: 3 });
      expect(noted(journal)).toBe(`ready ${signal} end`);
    },
  );

  test('ends the program when whoever started it is gone, as when npm is ended by its process id', async () => {
    const journal = join(machine.folder, 'signals');
    checkout.write('client/cli/main.ts', listener(journal, 'SIGTERM'));
    const starter = `require('node:child_process').spawn(process.execPath, [${JSON.stringify(checkout.run)}, 'carat'])`;
    const { child } = machine.start(['-e', starter]);
    await waitUntil('the program is ready', () => noted(journal) === 'ready');
    child.kill('SIGTERM');
    await waitUntil('the program has ended', () => noted(journal).endsWith('end'));
    expect(noted(journal)).toBe('ready SIGTERM end');
  });

  test('reports a program that a signal ended the way a shell does', async () => {
    checkout.write('client/cli/main.ts', 'process.kill(process.pid, "SIGKILL");\n');
    expect(await machine.run([checkout.run, 'carat'])).toMatchObject({ code: 137 });
  });

  test.each([
    [[], 'no command given'],
    [['dmeo'], 'there is no command "dmeo"'],
    [['toString'], 'there is no command "toString"'],
  ])('refuses %j and names the commands', async (args, message) => {
    const { code, stdout, stderr } = await machine.run([checkout.run, ...args]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(`error unknown_command: ${message}`);
    expect(stderr).toContain('demo, start, cost, test');
  });

  test('tells the user of an old Node what is needed', async () => {
    const oldNode = 'Object.defineProperty(process, "versions", { value: { node: "20.18.3" } })';
    const pretend = ['--import', `data:text/javascript,${encodeURIComponent(oldNode)}`];
    const { code, stderr } = await machine.run([...pretend, checkout.run, 'demo']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/error node_too_old: Node 20\.19 or newer is needed, this is 20\.18\.3/);
  });
});

function listener(journal: string, signal: string): string {
  return `
    import { appendFileSync } from 'node:fs';
    const note = (text: string) => appendFileSync(${JSON.stringify(journal)}, text);
    const timer = setInterval(() => {}, 1000);
    process.on('${signal}', () => {
      note(' ${signal}');
      setTimeout(() => { note(' end'); clearInterval(timer); process.exitCode = 3; }, 200);
    });
    note('ready');
  `;
}

function noted(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
