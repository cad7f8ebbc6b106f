import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { checkout } from '../scripts/support/machine';
import { fileOf } from '../scripts/support/compose';

interface Rules {
  groups: { rules: { alert: string; expr: string; annotations: { runbook: string } }[] }[];
}
interface Dashboard {
  templating: { list: { name: string; definition?: string }[] };
  panels: { title: string; targets: { expr: string; interval?: string }[] }[];
}

const alerts = (parse(fileOf('deploy/observability/alerts.yaml')) as Rules).groups.flatMap(
  ({ rules }) => rules,
);
const { panels, templating } = JSON.parse(fileOf('deploy/observability/dashboard.json')) as Dashboard;
const queries = panels.flatMap(({ targets }) => targets);
const expressions = [
  ...alerts.map(({ expr }) => expr),
  ...queries.map(({ expr }) => expr),
  ...templating.list.flatMap(({ definition = [] }) => definition),
];

/** Every metric of ours or of the SDK that an expression names, without what a histogram adds. */
const named = [
  ...new Set(
    expressions
      .flatMap((expr) => expr.match(/\b(?:carat|temporal)_\w+/g) ?? [])
      .map((name) => name.replace(/_bucket$/, '')),
  ),
];

/** The names that our code registers. */
function ownMetrics(): Set<string> {
  const folders = ['activities', 'domain', 'http', 'worker'];
  const sources = folders.flatMap((folder) =>
    readdirSync(join(checkout, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(checkout, folder, file), 'utf8')),
  );
  const registered =
    /(?:create(?:Counter|Gauge|Histogram)\(|new (?:Counter|Gauge|Histogram)\(\{\s*name:)\s*'(carat_\w+)'/g;
  return new Set(sources.flatMap((text) => [...text.matchAll(registered)].map(([, name = '']) => name)));
}

/** The names that the SDK can write, as its native part holds them. */
function nativePart(): Buffer {
  const bridge = dirname(createRequire(__filename).resolve('@temporalio/core-bridge/package.json'));
  const [platform = ''] = readdirSync(join(bridge, 'releases')).filter((name) =>
    name.startsWith(process.arch === 'arm64' ? 'aarch64' : 'x86_64'),
  );
  return readFileSync(join(bridge, 'releases', platform, 'index.node'));
}

describe('alerts and dashboard', () => {
  test('name only metrics that exist', () => {
    expect(named.length).toBeGreaterThan(8);
    const own = ownMetrics();
    const native = nativePart();
    const isThere = (name: string): boolean =>
      name.startsWith('carat_') ? own.has(name) : native.includes(name.replace('temporal_', ''));
    expect(isThere('temporal_no_such_metric')).toBe(false);
    expect(named.filter((name) => !isThere(name))).toEqual([]);
  });

  test('name only metrics that the manual tells of', () => {
    const pages = ['docs/operations.md', 'docs/doors.md'].map(fileOf).join('\n');
    expect(named.filter((name) => !pages.includes(`| \`${name}`))).toEqual([]);
  });

  // Without it Grafana takes 15 s, and a rate over a minute has no two scrapes as soon as one is late.
  test('each query over a window knows how often Prometheus scrapes', () => {
    const { global } = parse(fileOf('deploy/observability/prometheus.yaml')) as {
      global: { scrape_interval: string };
    };
    const overWindows = queries.filter(({ expr }) => expr.includes('$__rate_interval'));
    expect(overWindows.length).toBeGreaterThan(8);
    for (const { interval } of overWindows) expect(interval).toBe(global.scrape_interval);
  });

  // How long that window is depends on how far one looks back: a count in it says nothing, and neighbours count the same twice.
  test('the dashboard draws rates and no counts in a window', () => {
    expect(queries.filter(({ expr }) => /\bincrease\(/.test(expr))).toEqual([]);
  });

  test('the dashboard uses the variables that it has, and each of them', () => {
    const text = JSON.stringify(panels);
    const used = new Set([...text.matchAll(/\$\{?(?!__)(\w+)/g)].map(([, name]) => name));
    expect([...used].sort()).toEqual(templating.list.map(({ name }) => name).sort());
  });

  test('the dashboard draws every counter and standing of ours', () => {
    const drawn = queries.map(({ expr }) => expr).join('\n');
    const missing = [...ownMetrics()].filter((name) => !drawn.includes(name));
    // Told only when a subscription has asked whether anybody takes its calls.
    expect(missing).toEqual(['carat_queue_pollers']);
  });

  test('each alert has its section in docs/operations.md, and each section its alert', () => {
    const [, chapter = ''] = /\n## Alerts\n([\s\S]*?)(?:\n## |$)/.exec(fileOf('docs/operations.md')) ?? [];
    const sections = [...chapter.matchAll(/^### (\w+)$/gm)].map(([, name = '']) => name);
    expect(alerts.map(({ alert }) => alert).sort()).toEqual([...sections].sort());
    for (const { alert, annotations } of alerts)
      expect(annotations.runbook).toBe(`docs/operations.md#${alert.toLowerCase()}`);
  });

  test('each alert is tried, to be raised and not to be', () => {
    const tried = fileOf('deploy/observability/alerts.test.yaml');
    for (const { alert } of alerts) {
      expect(tried).toMatch(new RegExp(`alertname: ${alert} }`));
      expect(tried).toMatch(new RegExp(`alertname: ${alert}\\n +exp_alerts:`));
    }
  });
});

// Only where there is one; Debian's package `prometheus` has it.
if (spawnSync('promtool', ['--version']).status === 0) {
  describe('promtool', () => {
    test.each([
      [['check', 'config', 'deploy/observability/prometheus.yaml']],
      [['test', 'rules', 'deploy/observability/alerts.test.yaml']],
    ])('%j', (args) => {
      expect(execFileSync('promtool', args, { cwd: checkout, encoding: 'utf8' })).toContain('SUCCESS');
    });
  });
}
