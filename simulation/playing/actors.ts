import { refundUpdate } from '../../contract/messages';
import { forgedPost } from '../doors/forged-posts';
import { Chance } from '../lives/chance';
import { faultsOf } from '../lives/faults';
import type { Act } from '../lives/script';
import { AttentionLog } from './attention-log';
import { changeCommand } from './change-command';
import { Commands } from './commands';
import type { PerformedAct, LifeRecord } from './life-record';
import { OperatorOnDuty } from './operator';
import { actInPortal } from './portal';
import { refundCommand } from './refund-command';
import { gatewayNow, type Scene } from './scene';

const HOUR_MS = 3_600_000;
/** How often the billing system repeats a decision that was refused, since the payment may not be authorised yet. */
const DECISION_REPEATS = 4;

type CommandAct = Extract<Act, { kind: 'command' }>;
type ForgedAct = Extract<Act, { kind: 'forged_post' }>;

/** Everybody outside of the system: the billing system, the people in the vendor's portal, the operator. */
export class Actors {
  readonly #scene: Scene;
  readonly #commands: Commands;
  readonly #operator: OperatorOnDuty;
  readonly #attention: AttentionLog;
  readonly #acts: PerformedAct[] = [];
  /** What was asked for, as it was sent. */
  readonly #asked = new Map<string, object>();

  constructor(scene: Scene) {
    this.#scene = scene;
    this.#commands = new Commands(scene);
    this.#attention = new AttentionLog(scene);
    this.#operator = new OperatorOnDuty(scene, this.#commands);
    for (const act of scene.script.acts) scene.time.at(this.#momentOf(act), () => this.#perform(act));
    for (const { id, atMs, ms } of faultsOf(scene.script.faults, 'worker_lost'))
      scene.time.at(atMs, () => {
        scene.met.set(id, 'worker_lost');
        scene.workers.lose(ms);
      });
  }

  record(): Pick<LifeRecord, 'acts' | 'commands' | 'decisions' | 'attention'> {
    const { decisions } = this.#operator;
    return { acts: this.#acts, commands: this.#commands.sent, decisions, attention: this.#attention.shown };
  }

  #momentOf({ id, atMs }: Act): number {
    const late = faultsOf(this.#scene.script.faults, 'command_late').find(({ command }) => command === id);
    if (late === undefined) return atMs;
    this.#scene.met.set(late.id, late.type);
    return atMs + late.byMs;
  }

  async #perform(act: Act): Promise<void> {
    const { execution } = this.#scene;
    switch (act.kind) {
      case 'command':
        return this.#decide(act);
      case 'change':
        return this.#ask(act, act.name, () => changeCommand(this.#scene, act));
      case 'forged_post':
        return this.#note(act, await this.#forge(act));
      case 'forbidden_command':
        return void this.#commands.send({ ...act, by: 'nobody entitled' });
      case 'cancel_request':
        execution.requestCancel();
        return this.#note(act, { done: true, what: 'somebody asks Temporal to cancel the workflow' });
      case 'refund':
        return this.#ask(act, refundUpdate.name, () => refundCommand(this.#scene, act));
      default:
        return this.#note(act, await actInPortal(await gatewayNow(this.#scene), act));
    }
  }

  #note(act: Act, done: Pick<PerformedAct, 'done' | 'what'>): void {
    this.#acts.push({ act, at: this.#scene.time.now, ...done });
  }

  #decide(act: CommandAct): void {
    void this.#sendUntilTaken(act, 0);
    this.#repeat(act.id, () => void this.#commands.send({ ...act, by: 'billing' }));
  }

  /** A fault may have a command come once more. */
  #repeat(id: string, send: () => void): void {
    const again = faultsOf(this.#scene.script.faults, 'command_repeated').find(
      ({ command }) => command === id,
    );
    if (again === undefined) return;
    this.#scene.time.after(again.afterMs, () => {
      this.#scene.met.set(again.id, again.type);
      send();
    });
  }

  /** Something is asked for once. What is repeated says the same as before, its date and its card included. */
  async #ask(
    act: Extract<Act, { kind: 'change' | 'refund' }>,
    name: string,
    written: () => Promise<object | undefined>,
  ): Promise<void> {
    const id = act.again ?? act.id;
    const command = this.#asked.get(id) ?? (await written());
    if (command === undefined) return;
    this.#asked.set(id, command);
    const send = (): void => void this.#commands.send({ id, name, command, by: 'billing' });
    send();
    this.#repeat(act.id, send);
  }

  /** Somebody posts what the gateway never would. */
  async #forge({ forgery, times, withinMs, id }: ForgedAct): Promise<Pick<PerformedAct, 'done' | 'what'>> {
    const { script, time, doors } = this.#scene;
    const gateway = await gatewayNow(this.#scene);
    const chance = new Chance(script.seed, id);
    let sent = 0;
    for (let nth = 0; nth < times; nth += 1) {
      const forged = await forgedPost(forgery, script.input.orderId, { gateway, chance });
      if (forged === undefined) break;
      sent += 1;
      time.after(Math.floor((nth * withinMs) / times), () => void doors.post(forged.door, forged.form));
    }
    const what = `somebody posts ${String(sent)} times: ${forgery}`;
    return { done: sent > 0, what: sent > 0 ? what : 'nothing to forge yet' };
  }

  /** A decision that is refused is made again a little later: the payment may not be authorised yet. */
  async #sendUntilTaken(act: CommandAct, repeats: number): Promise<void> {
    const { outcome } = await this.#commands.send({ ...act, by: 'billing' });
    if (outcome?.kind !== 'rejected' || repeats >= DECISION_REPEATS) return;
    this.#scene.time.after(HOUR_MS, () => {
      void this.#sendUntilTaken(act, repeats + 1);
    });
  }
}
