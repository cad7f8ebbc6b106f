import { ACKNOWLEDGEABLE } from '../../contract/vocabulary';
import type { SubscriptionView } from '../../contract/view';
import { acknowledgeUpdate, resolveUpdate, statusQuery } from '../../contract/messages';
import { needsAttention } from './attention-log';
import type { Commands } from './commands';
import { findOut } from './finding-out';
import type { OperatorDecision } from './life-record';
import { gatewayNow, type Scene } from './scene';

const DAY_MS = 86_400_000;
/** How soon the operator comes back to what is still flagged. */
const LOOK_AGAIN_MS = 2 * DAY_MS;
/** Terms that are asked for anew are told by then. */
const ASKED_WITHIN_MS = 2 * 60_000;
/** How often the same question is answered; then it is left to the vendor, whom nobody plays here. */
const ANSWERS_MAX = 3;
const NAME = 'operator on duty';

/**
 * The person who lists what needs attention, as an operator does by its search attribute: looks at the subscription, finds out at
 * the gateway what is true, and says it.
 */
export class OperatorOnDuty {
  readonly decisions: OperatorDecision[] = [];
  readonly #scene: Scene;
  readonly #commands: Commands;
  #isListed = false;
  #comes = false;
  #sent = 0;

  constructor(scene: Scene, commands: Commands) {
    this.#scene = scene;
    this.#commands = commands;
    scene.watch({
      onAttributes: (attributes) => {
        this.#note(attributes);
      },
    });
  }

  #note(attributes: Record<string, string>): void {
    const needs = needsAttention(attributes);
    if (needs === undefined) return;
    this.#isListed = needs;
    if (this.#isListed) this.#comeIn(this.#scene.script.operator.reactionMs);
  }

  #comeIn(ms: number): void {
    if (this.#comes) return;
    this.#comes = true;
    this.#scene.time.after(ms, async () => {
      this.#comes = false;
      const { execution } = this.#scene;
      if (!this.#isListed || execution.closedBy !== undefined) return;
      if (execution.canBeAsked)
        await this.#lookAt((await execution.query(statusQuery.name)) as SubscriptionView);
      this.#comeIn(LOOK_AGAIN_MS);
    });
  }

  async #lookAt(view: SubscriptionView): Promise<void> {
    const { time, script } = this.#scene;
    const found = await findOut(view, await gatewayNow(this.#scene));
    if (found !== undefined && this.#answersTo(found.call) < ANSWERS_MAX) {
      const { happened, ...about } = found;
      const decision = happened === undefined ? 'ask_again' : happened ? 'happened' : 'did_not_happen';
      this.decisions.push({ at: time.now, ...about, decision });
      const looked = found.call === 'charge' ? found.nit : view.blocked?.about;
      this.#send(resolveUpdate.name, {
        ...{ decision, reason: 'looked up in the portal' },
        ...(looked === undefined ? {} : { about: looked }),
      });
    }
    const flags = ACKNOWLEDGEABLE.filter((flag) => view.attention.includes(flag));
    if (!script.operator.acknowledges) return;
    const seen = flags.filter((flag) => flag !== 'terms_differ');
    if (seen.length > 0) this.#acknowledge(seen);
    if (flags.length > seen.length) this.#acceptTerms();
  }

  /** Terms that were told a while ago are asked for first: then he looks again, and accepts what he sees. */
  #acceptTerms(): void {
    this.#acknowledge(['terms_differ']);
    this.#scene.time.after(ASKED_WITHIN_MS, async () => {
      const { execution } = this.#scene;
      if (execution.closedBy !== undefined || !execution.canBeAsked) return;
      const { attention } = (await execution.query(statusQuery.name)) as SubscriptionView;
      if (attention.includes('terms_differ')) this.#acknowledge(['terms_differ']);
    });
  }

  #acknowledge(flags: readonly string[]): void {
    this.#send(acknowledgeUpdate.name, { flags, reason: 'looked after' });
  }

  #answersTo(question: string): number {
    return this.decisions.filter(({ call }) => call === question).length;
  }

  #send(name: string, command: object): void {
    this.#sent += 1;
    const id = `operator-${String(this.#sent)}`;
    void this.#commands.send({ id, name, command: { by: NAME, ...command }, by: 'operator' });
  }
}
