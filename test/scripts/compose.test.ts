import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { FORBIDDEN_ACTIONS } from '../../devstack/guarded-web-ui';
import {
  composeFile,
  configOf,
  dockerStages,
  fileOf,
  installedCompose,
  type BindMount,
  type Service,
} from './support/compose';
import { checkout, Machine } from './support/machine';
import { waitUntil } from './support/wait-until';

const { services, secrets, volumes } = composeFile();

const everyService = Object.entries(services);

function serviceOf(name: string): Service {
  const service = services[name];
  if (service === undefined) throw new Error(`there is no service ${name}`);
  return service;
}

/** The file that the worker reads as its configuration, as it is written. */
function configurationOf(service: Service): BindMount | undefined {
  return (service.volumes ?? [])
    .filter((volume) => typeof volume !== 'string')
    .find(({ target }) => target === '/etc/carat/worker.json');
}

describe('docker-compose.yml', () => {
  test('publishes every port on this machine only', () => {
    const ports = everyService.flatMap(([, service]) => service.ports ?? []);
    expect(ports).toHaveLength(7);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  test('offers nothing in the Web UI that the manual forbids', () => {
    const { environment = {} } = serviceOf('temporal-ui');
    // The same as in the development stack, in the spelling of the image.
    for (const action of FORBIDDEN_ACTIONS)
      expect(environment).toMatchObject({
        [`TEMPORAL${action.replace(/[A-Z]/g, '_$&').toUpperCase()}`]: 'true',
      });
  });

  test('names the version of every image', () => {
    const [, nodeImage = ''] = /^ARG NODE_IMAGE=(\S+)$/m.exec(fileOf('Dockerfile')) ?? [];
    const images = [...everyService.map(([, { image }]) => image), nodeImage];
    expect(images.filter((image) => !/^[a-z][a-z/-]*:\d+\.\d+[\w.-]*$/.test(image))).toEqual([]);
  });

  test('gives the workers to the merchants in turn, as the server of development does', () => {
    const settings = parse(fileOf('deploy/temporal/dynamic-config.yaml')) as Record<string, unknown>;
    const development = fileOf('devstack/temporal-process.ts');
    for (const name of ['matching.useNewMatcher', 'matching.enableFairness']) {
      expect(settings[name]).toEqual([{ value: true }]);
      expect(development).toContain(`'${name}=true'`);
    }
  });

  test('lets no memory reach a disk where card numbers are: no core dump, no swap, no debugger', () => {
    for (const name of ['worker', 'doors', 'sandbox']) {
      const { ulimits, mem_limit: memory, memswap_limit: withSwap } = serviceOf(name);
      expect({ core: ulimits?.core, withSwap }).toEqual({ core: 0, withSwap: memory });
      expect(memory).toMatch(/^\d+[mg]$/);
    }
    expect(fileOf('Dockerfile')).toMatch(/^ENTRYPOINT .*"--disable-sigusr1", "dist\/worker\/main\.js"\]$/m);
  });

  test('waits only for what tells that it is ready, or for what ends', () => {
    const stages = dockerStages();
    const tellsHealth = ({ healthcheck, build }: Service): boolean =>
      healthcheck?.test !== undefined || /^HEALTHCHECK /m.test(stages.get(build?.target ?? '') ?? '');
    const waits = everyService.flatMap(([name, service]) =>
      Object.entries(service.depends_on ?? {}).map(([other, { condition }]) => ({ name, other, condition })),
    );
    const inVain = waits.filter(({ other, condition }) =>
      condition === 'service_healthy'
        ? !tellsHealth(serviceOf(other))
        : condition !== 'service_completed_successfully' ||
          !serviceOf(other).restart.startsWith('on-failure'),
    );
    expect(waits.length).toBeGreaterThan(4);
    expect(inVain).toEqual([]);
  });

  test('keeps secrets in files, and none in the environment', () => {
    const used = everyService.flatMap(([, service]) =>
      (service.secrets ?? []).map((secret) => (typeof secret === 'string' ? secret : secret.source)),
    );
    expect([...new Set(used)].sort()).toEqual(Object.keys(secrets).sort());
    for (const { file } of Object.values(secrets)) expect(file).toMatch(/^\.\/deploy\/secrets\//);
    const named = everyService.flatMap(([, { environment = {} }]) => Object.keys(environment));
    const secret = named.filter((name) => /PASS|PWD|KEY|TOKEN|SECRET/.test(name));
    expect(secret.filter((name) => !name.endsWith('_FILE'))).toEqual([]);
  });

  test('writes to named volumes only', () => {
    const mounts = everyService.flatMap(([, service]) => service.volumes ?? []);
    const writable = mounts.filter((mount) =>
      typeof mount === 'string' ? !mount.endsWith(':ro') : mount.read_only !== true,
    );
    const names = writable.map((mount) => (typeof mount === 'string' ? mount.split(':')[0] : mount.source));
    expect(names.sort()).toEqual(Object.keys(volumes).sort());
  });

  test('lets time run as it does', () => {
    const files = [
      'docker-compose.yml',
      'Dockerfile',
      'deploy/temporal/start-server.sh',
      'deploy/sandbox.env',
    ];
    expect(files.filter((file) => /time.?skip/i.test(fileOf(file)))).toEqual([]);
    expect(fileOf('deploy/temporal/dynamic-config.yaml')).toMatch(
      /^frontend\.WorkflowTimeSkippingEnabled:\n {2}- value: false$/m,
    );
  });

  test('has every variable in the table of docs/production.md', () => {
    const variables = [...fileOf('docker-compose.yml').matchAll(/\$\{([A-Z_]+)/g)].map(
      ([, name = '']) => name,
    );
    const page = fileOf('docs/production.md');
    expect(variables.filter((name) => !new RegExp(`^\\|[^|]*\\b${name}\\b`, 'm').test(page))).toEqual([]);
  });
});

describe('the start of the worker', () => {
  const message = /^\$\{WORKER_CONFIG:\?([^}]+)\}$/.exec(
    configurationOf(serviceOf('worker'))?.source ?? '',
  )?.[1];

  test('is refused without a configuration, and says how to give one', () => {
    expect(message).toContain('docker compose --env-file deploy/sandbox.env up');
    const paths = message?.match(/\b(?:deploy|docs)\/[\w./-]+\w/g) ?? [];
    expect(paths).toContain('deploy/worker.example.json');
    // The one that the reader is told to write.
    expect(paths.filter((path) => !existsSync(join(checkout, path)))).toEqual(
      Array.from({ length: 2 }, () => 'deploy/worker.json'),
    );
  });

  test('comes after the sandbox, where there is one: the worker waits for the certificate authority that it writes', async () => {
    expect(serviceOf('sandbox').profiles).toEqual(['sandbox']);
    const waitsFor = /^WORKER_WAITS_FOR=(.+)$/m.exec(fileOf('deploy/sandbox.env'))?.[1];
    expect(fileOf('Dockerfile')).toContain(`SANDBOX_CA_FILE=${String(waitsFor)}`);
    const machine = new Machine();
    try {
      machine.install('sleep', `echo waited >> '${machine.journal}'; /bin/sleep 0.05`);
      machine.install('node', `echo "node $*" >> '${machine.journal}'`);
      const authority = join(machine.folder, 'ca.pem');
      const env = { PATH: machine.env['PATH'], WAIT_FOR_FILE: authority };
      const started = promisify(execFile)(
        '/bin/sh',
        [join(checkout, 'deploy/start-program.sh'), 'dist/worker/main.js'],
        {
          env,
        },
      );
      await waitUntil('the worker waits', () => machine.journalLines().length >= 2);
      expect(machine.journalLines()).not.toContainEqual(expect.stringContaining('node'));
      writeFileSync(authority, 'written');
      await started;
      expect(machine.journalLines().at(-1)).toBe(
        'node --enable-source-maps --disable-sigusr1 dist/worker/main.js',
      );
    } finally {
      machine.dispose();
    }
  });

  test('against the sandbox needs one file of settings: the profile, and a configuration that is there', () => {
    const settings = new Map(
      [...fileOf('deploy/sandbox.env').matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [
        name,
        value,
      ]),
    );
    expect(settings.get('COMPOSE_PROFILES')).toBe('sandbox');
    const configuration = JSON.parse(fileOf(settings.get('WORKER_CONFIG') ?? '')) as {
      merchants: Record<string, { baseUrl: string }>;
    };
    const hosts = Object.values(configuration.merchants).map(({ baseUrl }) => new URL(baseUrl).hostname);
    expect(new Set(hosts)).toEqual(new Set(['sandbox']));
  });
});

const compose = installedCompose();

// Only where there is one; what can be told without it stands above.
if (compose !== undefined) {
  describe('Docker Compose', () => {
    /** Instead of the `.env` that a checkout may have. */
    const emptyFile = join(mkdtempSync(join(tmpdir(), 'carat-compose-')), 'none.env');
    const NO_SETTINGS = ['--env-file', emptyFile];
    beforeAll(() => {
      writeFileSync(emptyFile, '');
    });
    afterAll(() => {
      rmSync(dirname(emptyFile), { recursive: true });
    });

    const namesOf = (args: readonly string[], env?: Record<string, string>): string[] =>
      Object.keys(configOf(compose, args, env).services).sort();
    const withoutSandbox = Object.keys(services).filter((name) => name !== 'sandbox');

    test('takes the file with the sandbox', () => {
      expect(namesOf(['--env-file', 'deploy/sandbox.env'])).toEqual(Object.keys(services).sort());
    });

    test('takes the file without the sandbox', () => {
      // The old program lists services of a profile that is not chosen, too.
      const names = namesOf(NO_SETTINGS, { WORKER_CONFIG: './deploy/worker.example.json' });
      expect(names).toEqual(expect.arrayContaining(withoutSandbox));
    });

    test.each([[[]], [['--profile', 'sandbox']]])('refuses the file without a configuration: %j', (args) => {
      expect(() => configOf(compose, [...NO_SETTINGS, ...args])).toThrow(
        'name the configuration file of the worker',
      );
    });
  });
}
