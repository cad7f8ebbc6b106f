import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';

/** Sets the Temporal SDK up for a script: it says nothing of its own, and signals are left to the script. */
export function installQuietRuntime(): void {
  const filter = makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' });
  Runtime.install({
    // What replay has to say comes back as its result.
    logger: new DefaultLogger('ERROR', () => undefined),
    shutdownSignals: [],
    telemetryOptions: { logging: { filter, forward: {} } },
  });
}
