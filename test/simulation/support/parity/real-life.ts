import { statusQuery } from '../../../../contract/messages';
import { workflowIdOf, WORKFLOW_TYPE } from '../../../../contract/ids';
import type { NewStart } from '../../../../contract/input';
import type { SubscriptionView } from '../../../../contract/view';
import { testCards } from '../../../../sandbox/state/test-cards';
import type { LifeScript } from '../../../../simulation/lives/script';
import { Actors } from '../../../../simulation/playing/actors';
import type { CardReference } from '../../../../simulation/playing/scene';
import type { ComparedLife } from './compare';
import { RealExecution } from './real-execution';
import { RealTime } from './real-time';
import type { RealSite } from './real-site';

const MINUTE_MS = 60_000;
/** How long the vault of the simulation keeps a card: its own clock is the real one, the life's is not. */
const VAULT_KEEPS_MS = 30 * MINUTE_MS;

/** Lives with posts are not played here. */
const NO_DOORS = { post: () => Promise.reject(new Error('this life has no doors')) };

/** Plays a life on a real server. */
export async function playForReal(script: LifeScript, site: RealSite): Promise<ComparedLife> {
  const { client, clock, taskQueue, store, sandbox } = site;
  const { control } = sandbox;
  await site.begin();
  const input = await inputOf(script, site);
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
  });
  const workers = {
    lose: () => {
      execution.wait(site.replaceWorker());
    },
  };
  const cardReference = (card: LifeScript['card']): Promise<CardReference> => referenceOf(card, site);
  const actors = new Actors({
    ...{ script, time, sandbox, execution, workers, met, watch: time.watch },
    ...{ doors: NO_DOORS, cardReference },
  });
  if (input.card.kind === 'vault') {
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
  return { view, ended, faults, ledger: await control.ledger(), commands, decisions, acts };
}

async function inputOf({ input, card }: LifeScript, site: RealSite): Promise<NewStart> {
  if (input.entry === 'adopt') throw new Error('lives that adopt a schedule are not played here');
  return { ...input, merchant: site.store.alias, card: await referenceOf(card, site) };
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
