import type { OverheadReport } from './report';

/** The report as a person reads it. */
export function reportText(report: OverheadReport): string {
  const { details, machine } = report;
  const rows: [string, string | number, string | number, string][] = [
    ['', 'control', 'ours', ''],
    ['first payments a second', report.controlPerSecond, report.oursPerSecond, `ratio ${report.ratio}`],
    ['processor time of one, ms', report.controlCpuMs, report.oursCpuMs, `ratio ${report.cpuRatio}`],
    ['open in the cache, MB', report.controlCachedMbEach, report.cachedMbEach, ''],
    ['of it heap, MB', details.controlCachedHeapMbEach, details.cachedHeapMbEach, ''],
    ['bundle, KB', details.bundleKb.control, details.bundleKb.ours, ''],
    ['added latency p50, ms', '', report.p50AddedMs, ''],
    ['added latency p99, ms', '', report.p99AddedMs, ''],
    ['wake-up after a year, ms', '', report.wakeUpCpuMs, `${details.eventsOfTheYear} events`],
    ['the same when cached, ms', '', details.questionToCachedCpuMs, ''],
  ];
  const table = rows.map(([name, control, ours, note]) =>
    `${name.padEnd(28)}${String(control).padStart(10)}${String(ours).padStart(10)}   ${note}`.trimEnd(),
  );
  const { processor, cores, memoryGb, loadBefore, platform, node, icu, temporalSdk } = machine;
  return [
    ...table,
    '',
    `${processor}, ${cores} cores, ${memoryGb} GB, load ${loadBefore} before; ${platform}, Node ${node}, ICU ${icu}, Temporal SDK ${temporalSdk}`,
    `took ${details.tookSeconds} s`,
    '',
  ].join('\n');
}
