import { faultsOf } from '../lives/faults';
import type { Act } from '../lives/script';
import { AttentionLog } from './attention-log';
import { Commands } from './commands';
import type { PerformedAct, LifeRecord } from './life-record';
import { OperatorOnDuty } from './operator';
import { actInPortal } from './portal';
import type { Stage } from './stage';

const HOUR_MS = 3_600_000;
/** How often the billing system repeats a decision that was refused, since the payment may not be authorised yet. */
const DECISION_REPEATS = 4;

type CommandAct = Extract<Act, { kind: 'command' }>;

/** Everybody outside of the system: the billing system, the people in the vendor's portal, the operator. */
export class Actors {
  readonly #stage: Stage;
  readonly #commands: Commands;
  readonly #operator: OperatorOnDuty;
  readonly #attention: AttentionLog;
  readonly #acts: PerformedAct[] = [];

  constructor(stage: Stage) {
    this.#stage = stage;
    this.#commands = new Commands(stage);
    this.#attention = new AttentionLog(stage);
    this.#operator = new OperatorOnDuty(stage, this.#commands);
    for (const act of stage.script.acts) stage.time.at(this.#momentOf(act), () => this.#perform(act));
    for (const { id, atMs, ms } of faultsOf(stage.script.faults, 'worker_lost'))
      stage.time.at(atMs, () => {
        stage.met.set(id, 'worker_lost');
        stage.workers.lose(ms);
      });
  }

  record(): Pick<LifeRecord, 'acts' | 'commands' | 'decisions' | 'attention'> {
    const { decisions } = this.#operator;
    return { acts: this.#acts, commands: this.#commands.sent, decisions, attention: this.#attention.shown };
  }

  #momentOf({ id, atMs }: Act): number {
    const late = faultsOf(this.#stage.script.faults, 'command_late').find(({ command }) => command === id);
    if (late === undefined) return atMs;
    this.#stage.met.set(late.id, late.type);
    return atMs + late.byMs;
  }

  async #perform(act: Act): Promise<void> {
    const { time, sandbox, execution } = this.#stage;
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
        sandbox.agenda.advanceTo(time.now);
        return this.#note(act, await actInPortal(sandbox, act));
    }
  }

  #note(act: Act, done: Pick<PerformedAct, 'done' | 'what'>): void {
    this.#acts.push({ act, at: this.#stage.time.now, ...done });
  }

  #decide(act: CommandAct): void {
    const again = faultsOf(this.#stage.script.faults, 'command_repeated').find(
      ({ command }) => command === act.id,
    );
    void this.#sendUntilTaken(act, 0);
    if (again === undefined) return;
    this.#stage.time.after(again.afterMs, () => {
      this.#stage.met.set(again.id, again.type);
      void this.#commands.send({ ...act, by: 'billing' });
    });
  }

  /** A decision that is refused is made again a little later: the payment may not be authorised yet. */
  async #sendUntilTaken(act: CommandAct, repeats: number): Promise<void> {
    const { outcome } = await this.#commands.send({ ...act, by: 'billing' });
    if (outcome?.kind !== 'rejected' || repeats >= DECISION_REPEATS) return;
    this.#stage.time.after(HOUR_MS, () => {
      void this.#sendUntilTaken(act, repeats + 1);
    });
  }
}
