// What the container engine runs: ends with 0 when the worker of this container is ready (Temporal answers, and it polls), else with 1, and says what it was told.
import { reachableAt } from '../program/reachable';
import { LIMITS } from './limits';

async function check(): Promise<number> {
  const address = process.env['CARAT_HEALTH_ADDRESS'] ?? '';
  try {
    const answer = await fetch(`http://${reachableAt(address)}/readyz`, {
      signal: AbortSignal.timeout(LIMITS.healthCheckMs),
    });
    process.stdout.write(await answer.text());
    return answer.ok ? 0 : 1;
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown cause';
    process.stdout.write(
      `no answer from http://${address}/readyz within ${LIMITS.healthCheckMs} ms (${name})\n`,
    );
    return 1;
  }
}

void check().then((code) => process.exit(code));
