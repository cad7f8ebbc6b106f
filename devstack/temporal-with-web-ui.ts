import { freePort } from './free-port';
import { openGuardedWebUi } from './guarded-web-ui';
import type { Started } from './started';
import { startTemporalProcess, type TemporalProcess, type TemporalProcessOptions } from './temporal-process';

/**
 * Starts a Temporal server whose Web UI, at `webUiPort`, does not offer what the manual forbids. Whatever was started is in `started`.
 *
 * @throws DevstackError `temporal_not_ready`
 */
export async function startTemporalWithWebUi(
  options: Omit<TemporalProcessOptions, 'uiPort'>,
  webUiPort: number,
  started: Started,
): Promise<TemporalProcess> {
  const uiPort = await freePort();
  const server = await startTemporalProcess({ ...options, uiPort });
  started.add(() => server.stop());
  const webUi = await openGuardedWebUi(webUiPort, uiPort);
  started.add(() => webUi.close());
  return server;
}
