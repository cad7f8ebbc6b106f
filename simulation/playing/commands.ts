import type { SentCommand } from './life-record';
import type { Scene } from './scene';

/** How long a client waits before it tries a server again that is away, milliseconds. */
const CLIENT_RETRY_MS = 60_000;

/** Sends commands to the subscription as a client does, and keeps what each was answered. */
export class Commands {
  readonly sent: SentCommand[] = [];
  readonly #scene: Scene;

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  /** Sends one command; while the Temporal server is away the client goes on trying. Returns once it is answered. */
  async send(command: Pick<SentCommand, 'id' | 'name' | 'command' | 'by'>): Promise<SentCommand> {
    const { time, execution } = this.#scene;
    const sent: SentCommand = { ...command, sentAt: time.now };
    this.sent.push(sent);
    while (execution.isAway) await time.pause(CLIENT_RETRY_MS);
    sent.outcome = await execution.update(command.name, command.id, [command.command]);
    sent.answeredAt = time.now;
    return sent;
  }
}
