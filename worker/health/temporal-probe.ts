import type { NativeConnection } from '@temporalio/worker';
import { LIMITS } from '../limits';

/** Asks Temporal whether it is there and knows the namespace. Before there is a connection the answer is no. */
export class TemporalProbe {
  #connection: NativeConnection | undefined;
  #namespace = '';
  /** Probes that come at the same time share one question. */
  #asked: Promise<boolean> | undefined;

  /** The connection by which this process works from now on. */
  use(connection: NativeConnection, namespace: string): void {
    this.#connection = connection;
    this.#namespace = namespace;
  }

  readonly answers = (): Promise<boolean> => {
    this.#asked ??= this.#ask().finally(() => {
      this.#asked = undefined;
    });
    return this.#asked;
  };

  async #ask(): Promise<boolean> {
    const connection = this.#connection;
    if (connection === undefined) return false;
    try {
      await connection.withDeadline(Date.now() + LIMITS.healthAnswerMs, () =>
        connection.workflowService.describeNamespace({ namespace: this.#namespace }),
      );
      return true;
    } catch {
      return false;
    }
  }
}
