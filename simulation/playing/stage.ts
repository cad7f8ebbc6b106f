import type { CaratClient } from '../../carat/client';
import type { GatewayActivities } from '../../activities/gateway-activities';
import { workflowIdOf, WORKFLOW_TASK_QUEUE, WORKFLOW_TYPE } from '../../contract/ids';
import type { SubscriptionStart } from '../../contract/input';
import type { InProcessSandbox } from '../../sandbox/in-process';
import { testCards } from '../../sandbox/state/test-cards';
import type { CardVault } from '../../vault/card-vault';
import { Chance } from '../lives/chance';
import { Doors } from '../doors/doors';
import { postLine } from '../doors/post-line';
import { faultsOf } from '../lives/faults';
import type { LifeScript } from '../lives/script';
import { Execution } from '../temporal/execution';
import { VirtualTime } from '../time/virtual-time';
import { currentAttempt } from '../worker/run-attempt';
import { SimulatedWorkers } from '../worker/simulated-workers';
import { Wire } from '../worker/wire';
import type { WorkerVersion } from '../worker/worker-code';
import { claimConnection } from '../claims/claim-connection';
import { claimOptions, ClaimServer } from '../claims/claim-server';
import { gatewayOf, postRulesOf, STORE, storeOf, tokenOf } from './gateway';
import type { PerformedAct } from './life-record';
import { keepPosting } from './keep-posting';
import { latenciesOf } from './latencies';
import { inputOf, makePast } from './past';
import type { CardReference, Scene, Watcher } from './scene';

/** A life that is being played: the real parts, put together on one clock. */
export interface Stage extends Scene {
  time: VirtualTime;
  sandbox: InProcessSandbox;
  wire: Wire;
  workers: SimulatedWorkers;
  execution: Execution;
  /** What was done in the portal before the life. */
  pastActs: readonly PerformedAct[];
  /** What is claimed, in a life that adopts a schedule. */
  claims: ClaimServer | undefined;
  /** Says which faults of the gateway's posts came to pass. */
  notePostFaults(): void;
}

/** Puts a life together and starts its subscription; nothing has happened yet. */
export async function openStage(script: LifeScript, versions: readonly WorkerVersion[]): Promise<Stage> {
  const time = new VirtualTime(script.startMs);
  const met = new Map<string, string>();
  const post = postLine({
    ...{ time, seed: script.seed, faults: script.faults, doors: () => doors },
    onFault: (id, kind) => met.set(id, kind),
  });
  const sandbox = gatewayOf(script, time, post);
  const latencies = latenciesOf(script.seed);
  const [first] = versions;
  if (first === undefined) throw new Error('a life needs a version of the code');
  hostIn(versions, script.seed, time);
  const vault = new first.activities.InMemoryCardVault();
  const { past } = script;
  const made =
    past === undefined ? undefined : await makePast({ ...script, past }, sandbox.control, storeOf(script));
  const postFaults = postRulesOf(script);
  for (const { rule } of postFaults) sandbox.world.postFaults.add(rule);
  // Before any worker: the vault outlives them all.
  const input = await inputOf(script, made, (card) => referenceOf(card, sandbox, vault));
  const wire = new Wire({
    ...{ time, sandbox, outages: faultsOf(script.faults, 'gateway_away') },
    faultOf: wireFaults(script),
    loseWorker: (ms) => {
      workers.lose(ms);
    },
    attempt: () => ({ runId: execution.run.started.runId, attempt: currentAttempt() }),
    latencyMs: () => latencies.wireMs(),
  });
  const actsUntilNow = (): number => script.acts.filter(({ atMs }) => atMs <= time.nowMs).length;
  if (script.posts.status || script.posts.authenticity)
    keepPosting({ script, time, sandbox, touches: () => wire.log.length + actsUntilNow() });
  const outages = faultsOf(script.faults, 'temporal_away');
  const onOutage = (id: string): unknown => met.set(id, 'temporal_away');
  const { workflowId } = startOf(input);
  const startClaim = (id: string): Execution =>
    new Execution(claimOptions(id), { time, workers, latencies, outages, onOutage });
  const claims = made && claimsOn(made, script, input.merchant, startClaim);
  const asking = claims && claimConnection({ time, server: claims, workflowId, execution: () => execution });
  const workers: SimulatedWorkers = new SimulatedWorkers({
    ...{ time, versions },
    gatewayQueue: first.activities.gatewayTaskQueueOf(STORE.alias),
    activitiesOf: (version) => ({
      ...activitiesOf(version, wire, vault, script),
      ...(asking && version.activities.createClaimActivities(asking, 'default')),
    }),
    unserved: [...faultsOf(script.faults, 'nobody_polls'), ...faultsOf(script.faults, 'queue_full')],
    onUnserved: ({ id, type }) => met.set(id, type),
    atTask: (nth) => taskFault(script, nth, met),
    execution: () => execution.run.started,
  });
  const watchers: Watcher[] = [];
  const execution: Execution = new Execution(startOf(input), {
    ...{ time, workers, latencies, outages, onOutage },
    ...toWatchers(watchers),
    onEnd: () => {
      time.stop();
    },
  });
  const doors: Doors = new Doors(first.doors, STORE.alias, { time, workflowId, execution: () => execution });
  const cardReference: Stage['cardReference'] = (card) => referenceOf(card, sandbox, vault);
  return {
    ...{ script, time, sandbox, wire, workers, execution, met, doors, cardReference, claims },
    watch: (watcher) => void watchers.push(watcher),
    notePostFaults: () => {
      const waiting = sandbox.world.postFaults.rules();
      for (const { id, rule } of postFaults) if (!waiting.includes(rule)) met.set(id, `post_${rule.kind}`);
    },
    pastActs: made?.acts ?? [],
  };
}

/** Tells all who watch what the execution shows and when it worked. */
const toWatchers = (watchers: readonly Watcher[]): Required<Pick<Watcher, 'onAttributes' | 'onTask'>> => ({
  onAttributes: (attributes) => {
    for (const { onAttributes } of watchers) onAttributes(attributes);
  },
  onTask: () => {
    for (const { onTask } of watchers) onTask?.();
  },
});

/** Who else follows the schedule that a life adopts, and who claims it. */
const claimsOn = (
  { named }: { named: { sid: string } },
  { past }: LifeScript,
  merchant: string,
  start: (id: string) => Execution,
): ClaimServer =>
  new ClaimServer({ ...{ merchant, sid: named.sid, followed: past?.followed ?? 'by_nobody' }, start });

/** Code stays loaded from life to life; its time and its chance are those of this one. */
function hostIn(versions: readonly WorkerVersion[], seed: number, time: VirtualTime): void {
  const chance = new Chance(seed, 'uuids');
  const hex = (digits: number): string =>
    Array.from({ length: digits }, () => chance.whole(0, 15).toString(16)).join('');
  for (const { host } of versions) {
    host.time = time;
    host.process = { isAlive: true };
    host.uuids = () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
  }
}

function activitiesOf(
  { activities }: WorkerVersion,
  wire: Wire,
  vault: CardVault,
  { asksForOrders }: LifeScript,
): GatewayActivities {
  const carat: CaratClient = new activities.CaratClient({
    baseUrl: 'https://gateway.example/e-sitef/api',
    credentials: { merchantId: STORE.merchantId, merchantKey: STORE.merchantKey },
    exchange: wire.exchange,
  });
  return activities.createGatewayActivities(carat, vault, { asksForOrders });
}

function wireFaults({ faults }: LifeScript): ConstructorParameters<typeof Wire>[0]['faultOf'] {
  const byRequest = new Map(
    faultsOf(faults, 'wire').map((fault) => [`${fault.route} ${String(fault.nth)}`, fault]),
  );
  return (route, nth) => byRequest.get(`${route} ${String(nth)}`);
}

function taskFault(
  { faults }: LifeScript,
  nth: number,
  met: Map<string, string>,
): 'evicted' | 'upgraded' | undefined {
  const fault = [...faultsOf(faults, 'upgraded'), ...faultsOf(faults, 'evicted')].find(
    ({ task }) => task === nth,
  );
  if (fault !== undefined) met.set(fault.id, fault.type);
  return fault?.type;
}

async function referenceOf(
  { brand, throughVault }: LifeScript['card'],
  sandbox: InProcessSandbox,
  vault: CardVault,
): Promise<CardReference> {
  if (!throughVault) return { kind: 'carat_token', token: tokenOf(sandbox, brand) };
  const reference = await vault.put({ number: numberOf(brand), expiryDate: '1239', securityCode: '123' });
  return { kind: 'vault', reference };
}

/** The number of a test card, which must never be seen again outside of vault and wire. */
function numberOf(brand: string): string {
  const card = testCards.find((known) => known.brand === brand);
  if (card === undefined) throw new Error(`no test card of ${brand}`);
  return card.number;
}

const startOf = (input: SubscriptionStart): ConstructorParameters<typeof Execution>[0] => ({
  workflowId: workflowIdOf(input.merchant, input.orderId),
  workflowType: WORKFLOW_TYPE,
  taskQueue: WORKFLOW_TASK_QUEUE,
  args: [input],
});
