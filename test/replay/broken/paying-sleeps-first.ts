import { sleep } from '@temporalio/workflow';
import type { Life } from '../../../workflows/life';
import { pay as payAsRecorded } from '../../../workflows/phases/paying';

/** A well-meant change that nobody announced: a minute's pause before the first payment. */
export async function pay(life: Life): Promise<void> {
  await sleep('1 minute');
  await payAsRecorded(life);
}
