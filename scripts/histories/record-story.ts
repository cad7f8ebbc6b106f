import type { Stage } from '../../devstack/stories/stage';
import type { Story } from '../../devstack/stories/story';
import { workflowIdOf } from '../../contract/ids';
import { downloadRuns } from './download-runs';
import { historyText } from './history-text';
import { leaksIn } from './leaks';

/**
 * Plays a story under an order id and gives the histories of its runs as text, oldest first.
 *
 * @throws Error when the story takes another turn or ends elsewhere, or when a history holds what must not be kept
 */
export async function recordStory(story: Story, stage: Stage, orderId: string): Promise<string[]> {
  await story.play(stage, orderId);
  await stage.clock.settle();
  const workflowId = workflowIdOf(stage.merchant, orderId);
  const end = await endOf(story, stage, orderId, workflowId);
  if (end !== story.ends) throw new Error(`it ends as ${end}, and should end as ${story.ends}`);
  const runs = await downloadRuns(stage.client, workflowId, { withEarlier: true });
  const texts = runs.map(({ history }) => historyText(history));
  const leaks = texts.flatMap(leaksIn);
  if (leaks.length > 0) throw new Error(`its history holds ${leaks.join(', ')}`);
  return texts;
}

async function endOf(story: Story, stage: Stage, orderId: string, workflowId: string): Promise<string> {
  if (story.ends !== 'failed') return (await stage.view(orderId)).state;
  const { status } = await stage.client.workflow.getHandle(workflowId).describe();
  return status.name.toLowerCase();
}
