import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { freePort } from '../../devstack/free-port';
import { startStack, type Stack, type StackOptions } from '../../devstack/stack';
import { startTemporalProcess, type TemporalProcess } from '../../devstack/temporal-process';
import { openWorld } from '../../stories/open-world';
import type { StackNeed, Story } from '../../stories/story';
import { bundleImpatientWorkflows } from './bundle-workflows';
import { HISTORY_LIMITS } from './limits';
import { recordStory } from './record-story';

/** What became of one story. */
export type Recording = { story: Story } & ({ texts: string[] } | { error: Error });

const MERCHANTS = ['loja-a', 'loja-b', 'loja-c', 'loja-d'] as const;

/** What the stories of a session are played on. */
export interface RecordingServer {
  address: string;
  bundle: WorkflowBundleWithSourceMap;
}

/** Starts the Temporal server that the stories are played on. */
export const startRecordingServer = async (binary: string): Promise<TemporalProcess> =>
  startTemporalProcess({ binary, port: await freePort() });

/**
 * Plays stories against a Temporal server with time skipping, sandboxes and workers of its own, a few side by side,
 * and hands each over as it is done. A story that goes wrong does not stop the others.
 */
export async function recordStories(
  stories: readonly Story[],
  server: RecordingServer,
  done: (recording: Recording) => void,
): Promise<void> {
  const waiting = [...stories];
  const lanes = MERCHANTS.slice(0, Math.min(HISTORY_LIMITS.lanes, stories.length));
  await Promise.all(
    lanes.map(async (merchant) => {
      const stack = await startStack({ ...server, ...namesOf(merchant) });
      try {
        for (let story = waiting.shift(); story !== undefined; story = waiting.shift()) {
          const orderId = `R${String(stories.indexOf(story) + 1).padStart(4, '0')}`;
          done(
            story.needs === undefined
              ? await recordOn(stack, merchant, story, orderId)
              : await recordAlone(server, story, story.needs, orderId),
          );
        }
      } finally {
        await stack.stop();
      }
    }),
  );
}

/** On a stack and for a merchant of its own: the server remembers for minutes who asked for the calls of a merchant. */
async function recordAlone(
  server: RecordingServer,
  story: Story,
  need: StackNeed,
  orderId: string,
): Promise<Recording> {
  const merchant = `loja-${story.path}`;
  const stack = await startStack({ ...server, ...namesOf(merchant), ...(await stackFor(need)) });
  try {
    return await recordOn(stack, merchant, story, orderId);
  } finally {
    await stack.stop();
  }
}

/** The stack of a story that needs an unlike one. */
async function stackFor(need: StackNeed): Promise<Partial<StackOptions>> {
  switch (need) {
    case 'no_gateway_worker': {
      const { answerTimeoutMs } = HISTORY_LIMITS;
      return { gatewayWorkers: false, bundle: await bundleImpatientWorkflows(), answerTimeoutMs };
    }
    case 'untrusted_certificate':
      return { trustsSandbox: false };
    case 'asks_for_orders':
      return { asksForOrders: true };
  }
}

const namesOf = (merchant: string): Pick<StackOptions, 'merchants' | 'taskQueue'> => ({
  merchants: [merchant],
  taskQueue: `subscriptions-${merchant}`,
});

async function recordOn(stack: Stack, merchant: string, story: Story, orderId: string): Promise<Recording> {
  try {
    return { story, texts: await recordStory(story, await openWorld(stack, merchant), orderId) };
  } catch (error) {
    return { story, error: error instanceof Error ? error : new Error(String(error)) };
  }
}
