import type { SubscriptionView } from '../../contract/view';
import { statusQuery } from '../../contract/messages';
import type { LifeScript } from '../lives/script';
import { replay } from '../temporal/replay';
import type { WorkflowCode } from '../temporal/workflow-code';
import type { WorkerVersion } from '../worker/worker-code';
import { Actors } from './actors';
import type { LifeRecord } from './life-record';
import { openStage, type Stage } from './stage';

/** The code that a life is played with. */
export interface Cast {
  /** Versions of the worker; the life begins with the first. */
  versions: readonly WorkerVersion[];
  /** The workflow code in another instance, which does everything again from the record. */
  replayer: WorkflowCode;
}

let isPlaying = false;

/**
 * Plays one life from its script. The same script gives the same record, byte for byte. One life at a time in a process: they
 * would find each other's time.
 *
 * @param prepare - what is done to the stage before the life begins
 */
export async function playLife(
  script: LifeScript,
  cast: Cast,
  prepare: (stage: Stage) => Promise<void> = () => Promise.resolve(),
): Promise<LifeRecord> {
  if (isPlaying) throw new Error('a life is being played in this process already');
  isPlaying = true;
  try {
    return await played(script, cast, prepare);
  } finally {
    isPlaying = false;
  }
}

async function played(
  script: LifeScript,
  cast: Cast,
  prepare: (stage: Stage) => Promise<void>,
): Promise<LifeRecord> {
  const stage = await openStage(script, cast.versions);
  await prepare(stage);
  const actors = new Actors(stage);
  await stage.time.runUntil(script.endMs);
  const playedUntilMs = stage.time.nowMs;
  // Nobody of ours is there any more; what the gateway goes on doing shows on its books.
  stage.sandbox.agenda.advanceTo(new Date(script.endMs).toISOString());
  const view = await viewOf(stage);
  const again = await replayed(stage, cast.replayer, view);
  const { execution, wire, met } = stage;
  stage.notePostFaults();
  return {
    script,
    runs: execution.runs.map(({ record }) => record.events),
    playedUntilMs,
    ended: execution.closedBy !== undefined,
    ...view,
    ...(execution.stuck === undefined ? {} : { stuck: execution.stuck.message }),
    ...(again === undefined ? {} : { nondeterminism: again }),
    truth: truthOf(stage),
    wire: wire.log,
    faults: Object.fromEntries([...wire.met, ...met]),
    ...actors.record(),
    ...(script.past === undefined ? {} : pastOf(stage, actors)),
  };
}

/** What was done before a schedule was adopted, and who has claimed it at the end. */
function pastOf({ pastActs, claims }: Stage, actors: Actors): Pick<LifeRecord, 'acts' | 'claim'> {
  const claim = claims?.claim();
  return { acts: [...pastActs, ...actors.record().acts], ...(claim === undefined ? {} : { claim }) };
}

/** What the subscription says of itself: its result, or the answer to the query while it lives. */
async function viewOf({ execution }: Stage): Promise<{ view: SubscriptionView; details: string }> {
  const { closedBy } = execution;
  if (closedBy?.kind === 'complete_workflow' && closedBy.result !== undefined)
    return { view: JSON.parse(closedBy.result) as SubscriptionView, details: '' };
  if (closedBy !== undefined) throw new Error(`the execution ended with ${JSON.stringify(closedBy)}`);
  const workflow = await execution.workflow();
  return {
    view: (await workflow.query(statusQuery.name)) as SubscriptionView,
    details: workflow.currentDetails,
  };
}

/** Does every run again from its record; the last one has to show the same view. Returns what differs. */
async function replayed(
  { execution }: Stage,
  code: WorkflowCode,
  { view }: { view: SubscriptionView },
): Promise<string | undefined> {
  if (execution.stuck !== undefined) return undefined;
  try {
    for (const { record } of execution.runs.slice(0, -1)) await replay(code, record.events);
    const last = await replay(code, execution.run.record.events);
    const again = JSON.stringify(await last.query(statusQuery.name));
    return again === JSON.stringify(view) ? undefined : `the view after a replay differs: ${again}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function truthOf({ sandbox }: Stage): LifeRecord['truth'] {
  const { world } = sandbox;
  return {
    at: world.clock.now(),
    ledger: [...world.ledger.all()],
    transactions: [...world.transactions.all()],
    schedules: [...world.schedules.all()],
    edits: world.edits.all(world.clock.now()),
    cancellations: world.cancellations.all(world.clock.now()),
    posts: world.posts.list(),
  };
}
