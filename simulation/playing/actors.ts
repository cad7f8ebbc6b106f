import { faultsOf } from '../lives/faults';
import type { Act } from '../lives/script';
import { AttentionLog } from './attention-log';
import { Commands } from './commands';
import type { PerformedAct, LifeRecord } from './life-record';
import { OperatorOnDuty } from './operator';
import { actInPortal } from './portal';
import { gatewayNow, type Scene } from './scene';

const HOUR_MS = 3_600_000;
/** How often the billing system repeats a decision that was refused, since the payment may not be authorised yet. */
const DECISION_REPEATS = 4;

type CommandAct = Extract<Act, { kind: 'command' }>;

/** Everybody outside of the system: the billing system, the people in the vendor's portal, the operator. */
export class Actors {
  readonly #scene: Scene;
  readonly #commands: Commands;
  readonly #operator: OperatorOnDuty;
  readonly #attention: AttentionLog;
  readonly #acts: PerformedAct[] = [];

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
      case 'forbidden_command':
        return void this.#commands.send({ ...act, by: 'nobody entitled' });
      case 'cancel_request':
        execution.requestCancel();
        return this.#note(act, { done: true, what: 'somebody asks Temporal to cancel the workflow' });
      case 'portal_edit':
      case 'portal_reversal':
      case 'incident':
        return this.#note(act, await actInPortal(await gatewayNow(this.#scene), act));
    }
  }

  #note(act: Act, done: Pick<PerformedAct, 'done' | 'what'>): void {
    this.#acts.push({ act, at: this.#scene.time.now, ...done });
  }

  #decide(act: CommandAct): void {
    const again = faultsOf(this.#scene.script.faults, 'command_repeated').find(
      ({ command }) => command === act.id,
    );
    void this.#sendUntilTaken(act, 0);
    if (again === undefined) return;
    this.#scene.time.after(again.afterMs, () => {
      this.#scene.met.set(again.id, again.type);
      void this.#commands.send({ ...act, by: 'billing' });
    });
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
