import { sleep } from '@temporalio/workflow';

export * from './probes';

/** As in probes.ts, but with one timer more before the other: what was recorded there does not fit this code. */
export async function sleeps(ms: number): Promise<number[]> {
  const before = Date.now();
  await sleep(1);
  await sleep(ms, { summary: 'a nap' });
  return [before, Date.now()];
}

/** Before the patch. */
export async function isPatched(): Promise<string> {
  await sleep(1_000);
  return 'older';
}
