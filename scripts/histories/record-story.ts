import { workflowIdOf } from '../../contract/ids';
import type { Story } from '../../stories/story';
import type { World } from '../../stories/world';
import { downloadRuns } from './download-runs';
import { historyText } from './history-text';
import { leaksIn } from './leaks';

/**
 * Plays a story under an order id and gives the histories of its runs as text, oldest first.
 *
 * @throws Error when the story takes another turn or ends elsewhere, or when a history holds what must not be kept
 */
export async function recordStory(story: Story, world: World, orderId: string): Promise<string[]> {
  await story.play(world, orderId);
  await world.clock.untilIdle();
  const workflowId = workflowIdOf(world.merchant, orderId);
  const end = await endOf(story, world, orderId, workflowId);
  if (end !== story.endsAs) throw new Error(`it ends as ${end}, and should end as ${story.endsAs}`);
  const runs = await downloadRuns(world.client, workflowId, { withEarlier: true });
  const texts = runs.map(({ history }) => historyText(history));
  const leaks = texts.flatMap(leaksIn);
  if (leaks.length > 0) throw new Error(`its history holds ${leaks.join(', ')}`);
  return texts;
}

async function endOf(story: Story, world: World, orderId: string, workflowId: string): Promise<string> {
  if (story.endsAs !== 'failed') return (await world.view(orderId)).state;
  const { status } = await world.client.workflow.getHandle(workflowId).describe();
  return status.name.toLowerCase();
}
