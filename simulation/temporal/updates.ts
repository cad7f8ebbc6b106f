/** How an update ended for the one who sent it. Results and failures are JSON text. */
export type UpdateOutcome =
  | { kind: 'completed'; result?: string }
  /** Refused by its validator. */
  | { kind: 'rejected'; failure: string }
  /** Accepted, and then its handler failed. */
  | { kind: 'failed'; failure: string }
  /** The run ended before it was answered. */
  | { kind: 'aborted' }
  /** There is no such execution any more. */
  | { kind: 'not_found' };

/** An update that a run has been sent. */
export class Update {
  readonly id: string;
  readonly name: string;
  readonly args: readonly string[];
  readonly outcome: Promise<UpdateOutcome>;
  state: 'admitted' | 'accepted' | 'closed' = 'admitted';
  wasRejected = false;
  #close: (outcome: UpdateOutcome) => void = () => undefined;

  constructor(id: string, name: string, args: readonly string[]) {
    this.id = id;
    this.name = name;
    this.args = args;
    this.outcome = new Promise((resolve) => {
      this.#close = resolve;
    });
  }

  close(outcome: UpdateOutcome): void {
    this.state = 'closed';
    this.wasRejected = outcome.kind === 'rejected';
    this.#close(outcome);
  }
}

/** The updates of a run by id: one that is sent again gets the answer of the first. */
export class UpdateRegistry {
  readonly #byId = new Map<string, Update>();

  find(id: string): Update | undefined {
    return this.#byId.get(id);
  }

  add(update: Update): void {
    this.#byId.set(update.id, update);
  }

  /** Those that no workflow task has taken in yet. */
  admitted(): Update[] {
    return [...this.#byId.values()].filter(({ state }) => state === 'admitted');
  }

  require(id: string): Update {
    const update = this.#byId.get(id);
    if (update === undefined) throw new Error(`no such update: ${id}`);
    return update;
  }

  /** The run is over. What was not taken in goes to the next run, if there is one; the rest is told so. */
  end(hasSuccessor: boolean): Update[] {
    const left = hasSuccessor ? this.admitted() : [];
    for (const update of this.#byId.values())
      if (update.state !== 'closed' && !left.includes(update)) update.close({ kind: 'aborted' });
    return left;
  }
}
