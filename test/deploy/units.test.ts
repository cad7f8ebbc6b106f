import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { EXIT } from '../../program/exit-codes';
import { DEFAULTS, LIMITS } from '../../worker/limits';
import { DEFAULTS as DOORS } from '../../http/limits';
import { composeFile, fileOf } from '../scripts/support/compose';
import { checkout } from '../scripts/support/machine';

/** How long each may take to stop: its grace time, and what the worker takes to give up after it, seconds. */
const STOPS_WITHIN = {
  worker: DEFAULTS.shutdownGraceSeconds + (LIMITS.forceAfterGraceMs + LIMITS.overdueAfterForceMs) / 1_000,
  doors: DOORS.shutdownGraceSeconds,
};
const PROGRAMS = [
  ['worker', 'dist/worker/main.js'],
  ['doors', 'dist/http/main.js'],
] as const;

interface Probe {
  httpGet: { path: string; port: string };
}
interface Container {
  command?: string[];
  image: string;
  ports: { name: string; containerPort: number }[];
  livenessProbe: Probe;
  readinessProbe: Probe;
  resources: { limits: { memory: string } };
  securityContext: object;
}
interface Deployment {
  kind: string;
  spec: { template: { spec: { terminationGracePeriodSeconds: number; containers: Container[] } } };
}

/** The pod of a manifest, as it is written. */
function podOf(name: string): Deployment['spec']['template']['spec'] {
  const manifests = parseAllDocuments(fileOf(`deploy/kubernetes/${name}.yaml`)).map(
    (document) => document.toJS() as Deployment,
  );
  const deployment = manifests.find(({ kind }) => kind === 'Deployment');
  if (deployment === undefined) throw new Error(`${name}.yaml has no Deployment`);
  return deployment.spec.template.spec;
}

/** A unit as `section.key` → values. */
function unitOf(name: string): Map<string, string[]> {
  const settings = new Map<string, string[]>();
  for (const [, key = '', value = ''] of fileOf(`deploy/systemd/carat-${name}.service`).matchAll(
    /^(\w+)=(.*)$/gm,
  ))
    settings.set(key, [...(settings.get(key) ?? []), value]);
  return settings;
}

describe.each(PROGRAMS)('deploying the %s', (name, file) => {
  const { spec } = { spec: podOf(name) };
  const [container] = spec.containers;
  const unit = unitOf(name);

  test('everyone that stops it waits longer than it may take', () => {
    const compose = composeFile().services[name] as unknown as { stop_grace_period: string };
    const waits = [
      Number(/^(\d+)s$/.exec(unit.get('TimeoutStopSec')?.[0] ?? '')?.[1]),
      spec.terminationGracePeriodSeconds,
      Number.parseInt(compose.stop_grace_period, 10),
    ];
    expect(waits.filter((seconds) => !(seconds > STOPS_WITHIN[name]))).toEqual([]);
  });

  test('Kubernetes starts it again for its own sake only, and asks it for readiness', () => {
    const { livenessProbe, readinessProbe, ports = [] } = container ?? {};
    const named = ports.map(({ name: port }) => port);
    expect(livenessProbe?.httpGet.path).toBe('/healthz');
    expect(readinessProbe?.httpGet.path).toBe('/readyz');
    expect(named).toEqual(
      expect.arrayContaining([livenessProbe?.httpGet.port, readinessProbe?.httpGet.port]),
    );
  });

  test('it may gain no rights and write nowhere', () => {
    expect(container?.securityContext).toEqual({
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
    });
    const wanted = { ProtectSystem: 'strict', NoNewPrivileges: 'yes', LimitCORE: '0', MemorySwapMax: '0' };
    for (const [key, value] of Object.entries(wanted)) expect(unit.get(key)).toEqual([value]);
    expect(unit.get('User')).toEqual(['carat']);
  });

  test('systemd runs the program, gives it its keys as credentials, and does not repeat a wrong configuration', () => {
    expect(unit.get('ExecStart')?.[0]).toMatch(new RegExp(` ${file.replaceAll('.', '\\.')}$`));
    expect(unit.get('RestartPreventExitStatus')).toEqual([String(EXIT.invalidConfig)]);
    expect(unit.get('LoadCredential')?.length).toBeGreaterThan(0);
    expect(unit.get('Environment')?.filter((line) => /_(KEY|TOKENS)=/.test(line))).toEqual([]);
  });
});

test('what kustomize names is there', () => {
  const { resources, configMapGenerator } = parse(fileOf('deploy/kubernetes/kustomization.yaml')) as {
    resources: string[];
    configMapGenerator: { files?: string[] }[];
  };
  const files = [...resources, ...configMapGenerator.flatMap(({ files: of = [] }) => of)];
  for (const file of files) expect(fileOf(`deploy/kubernetes/${file}`)).not.toBe('');
});

// Only where they are.
if (spawnSync('systemd-analyze', ['--version']).status === 0) {
  test('systemd accepts the units', () => {
    const units = PROGRAMS.map(([name]) => join(checkout, `deploy/systemd/carat-${name}.service`));
    const { stderr } = spawnSync('systemd-analyze', ['verify', ...units], { encoding: 'utf8' });
    // Whether this machine has Node where the unit names it is another matter.
    expect(stderr.split('\n').filter((line) => line !== '' && !line.includes('/usr/bin/node'))).toEqual([]);
  });
}
if (spawnSync('kubectl', ['version', '--client']).status === 0) {
  test('kustomize builds the manifests', () => {
    const text = execFileSync('kubectl', ['kustomize', 'deploy/kubernetes'], {
      cwd: checkout,
      encoding: 'utf8',
    });
    expect(text.match(/^kind: \w+$/gm)).toHaveLength(7);
  });
}
