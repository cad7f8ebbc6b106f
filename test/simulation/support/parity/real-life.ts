import { statusQuery } from '../../../../contract/messages';
import { workflowIdOf, WORKFLOW_TYPE } from '../../../../contract/ids';
import type { SubscriptionView } from '../../../../contract/view';
import { testCards } from '../../../../sandbox/state/test-cards';
import type { LifeScript } from '../../../../simulation/lives/script';
import { Actors } from '../../../../simulation/playing/actors';
import { inputOf } from '../../../../simulation/playing/past';
import type { CardReference } from '../../../../simulation/playing/scene';
import type { ComparedLife } from './compare';
import { RealExecution } from './real-execution';
import { RealTime } from './real-time';
import type { RealSite } from './real-site';

const MINUTE_MS = 60_000;
/** How long the vault of the simulation keeps a card: its own clock is the real one, the life's is not. */
const VAULT_KEEPS_MS = 30 * MINUTE_MS;

/** The gateway posts to the real doors. Lives in which somebody else does are not played here. */
const NOBODY_ELSE = { post: () => Promise.reject(new Error('nobody forges posts in this life')) };

/** Plays a life on a real server. */
export async function playForReal(script: LifeScript, site: RealSite): Promise<ComparedLife> {
  const { client, clock, taskQueue, store, sandbox } = site;
  const { control } = sandbox;
  await site.begin();
  const cardReference = (card: LifeScript['card']): Promise<CardReference> => referenceOf(card, site);
  const input = { ...(await inputOf(script, site.made, cardReference)), merchant: store.alias };
  const workflowId = workflowIdOf(store.alias, input.orderId);
  const execution = new RealExecution(client, workflowId);
  const { startMs } = script;
  const met = new Map<string, string>();
  const time = new RealTime({
    startMs,
    control,
    clock,
    execution,
    workflowId,
    isHeld: () => site.log.isHeld,
    isPosted: script.posts.status,
  });
  const workers = {
    lose: () => {
      execution.wait(site.replaceWorker());
    },
  };
  const actors = new Actors({
    ...{ script, time, sandbox, execution, workers, met, watch: time.watch },
    ...{ doors: NOBODY_ELSE, cardReference },
  });
  if ('card' in input && input.card.kind === 'vault') {
    const { reference } = input.card;
    time.after(VAULT_KEEPS_MS, () => site.vault.discard(reference));
  }
  const startDelay = Math.max(1, startMs - Date.now());
  await client.workflow.start(WORKFLOW_TYPE, { workflowId, taskQueue, args: [input], startDelay });
  await clock.advanceTo(workflowId, new Date(startMs));
  await time.runUntil(script.endMs);
  const ended = execution.closedBy !== undefined;
  const view = (await (ended
    ? execution.handle.result()
    : execution.query(statusQuery.name))) as SubscriptionView;
  // What the gateway goes on doing shows on its books.
  if ((await control.now()).getTime() < script.endMs) await control.advanceTo(new Date(script.endMs));
  const faults = Object.fromEntries([...site.log.met, ...met]);
  const { commands, decisions, acts } = actors.record();
  const pastActs = site.made?.acts ?? [];
  return {
    ...{ view, ended, faults, commands, decisions },
    ...{ ledger: await control.ledger(), acts: [...pastActs, ...acts] },
  };
}

async function referenceOf(
  { brand, throughVault }: LifeScript['card'],
  { sandbox, vault }: RealSite,
): Promise<CardReference> {
  if (!throughVault) {
    const stored = (await sandbox.control.cards()).find((card) => card.brand === brand);
    return { kind: 'carat_token', token: stored?.token ?? '' };
  }
  const number = testCards.find((card) => card.brand === brand)?.number ?? '';
  const reference = await vault.put({ number, expiryDate: '1239', securityCode: '123' });
  return { kind: 'vault', reference };
}
