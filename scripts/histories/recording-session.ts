import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { freePort } from '../../devstack/free-port';
import { startStack, type Stack } from '../../devstack/stack';
import { openStage } from '../../devstack/stories/open-stage';
import type { Story } from '../../devstack/stories/story';
import { startTemporalProcess, type TemporalProcess } from '../../devstack/temporal-process';
import { HISTORY_LIMITS } from './limits';
import { recordStory } from './record-story';

/** What became of one story. */
export type Recording = { story: Story } & ({ texts: string[] } | { error: Error });

const MERCHANTS = ['loja-a', 'loja-b', 'loja-c', 'loja-d'] as const;

/** Starts the Temporal server that the stories are played on. */
export const startRecordingServer = async (binary: string): Promise<TemporalProcess> =>
  startTemporalProcess({ binary, port: await freePort() });

/**
 * Plays stories against a Temporal server with time skipping, sandboxes and workers of its own, a few side by side,
 * and hands each over as it is done. A story that goes wrong does not stop the others.
 */
export async function recordStories(
  stories: readonly Story[],
  address: string,
  bundle: WorkflowBundleWithSourceMap,
  done: (recording: Recording) => void,
): Promise<void> {
  const waiting = [...stories];
  const lanes = MERCHANTS.slice(0, Math.min(HISTORY_LIMITS.lanes, stories.length));
  await Promise.all(
    lanes.map(async (merchant) => {
      const taskQueue = `subscriptions-${merchant}`;
      const stack = await startStack({ address, bundle, merchants: [merchant], taskQueue });
      try {
        for (let story = waiting.shift(); story !== undefined; story = waiting.shift()) {
          done(
            await recordOn(stack, merchant, story, `R${String(stories.indexOf(story) + 1).padStart(4, '0')}`),
          );
        }
      } finally {
        await stack.stop();
      }
    }),
  );
}

async function recordOn(stack: Stack, merchant: string, story: Story, orderId: string): Promise<Recording> {
  try {
    return { story, texts: await recordStory(story, await openStage(stack, merchant), orderId) };
  } catch (error) {
    return { story, error: error instanceof Error ? error : new Error(String(error)) };
  }
}
