import { CLAIM_TYPE, claimIdOf, WORKFLOW_TASK_QUEUE, workflowIdOf } from '../../contract/ids';
import type { Followed } from '../lives/script';
import type { Execution } from '../temporal/execution';

/** Another execution at the server, as far as a claim asks about it. */
interface OtherExecution {
  isOpen: boolean;
  /** It was told to let go, and will be closed in its next task. */
  isLetGo?: boolean;
  runId: string;
  memo: Record<string, unknown>;
  /** The SID among its search attributes, where it has one. */
  sid?: string;
  /** A claim of this life, which runs like any workflow. */
  execution?: Execution;
}

export interface ClaimServerParts {
  merchant: string;
  sid: string;
  followed: Followed;
  /** Starts a claim. */
  start: (workflowId: string) => Execution;
}

/** What was claimed at the end of a life. */
export interface KnownClaim {
  holder: string;
  isOpen: boolean;
}

/** The executions at the server besides the subscription of the life: claims, and whoever follows its schedule. */
export class ClaimServer {
  readonly #parts: ClaimServerParts;
  readonly #others = new Map<string, OtherExecution>();
  #claims = 0;

  constructor(parts: ClaimServerParts) {
    this.#parts = parts;
    const { merchant, sid, followed } = parts;
    if (followed === 'by_nobody') return;
    const isOpen = followed !== 'by_one_that_ended';
    const created = followed === 'by_creator' ? { sid } : {};
    this.#others.set(OTHER(merchant), { isOpen, runId: 'other', memo: {}, ...created });
    if (followed !== 'by_creator')
      this.#others.set(claimIdOf(merchant, sid), {
        isOpen: true,
        runId: 'claimed',
        memo: { holder: OTHER(merchant) },
      });
  }

  /** The id of whoever follows the schedule of a life besides it. */
  get other(): string {
    return OTHER(this.#parts.merchant);
  }

  find(workflowId: string): OtherExecution | undefined {
    const found = this.#others.get(workflowId);
    if (found?.execution?.closedBy !== undefined) found.isOpen = false;
    return found;
  }

  /** @returns false where one of that id is open */
  start(workflowId: string, memo: Record<string, unknown>): boolean {
    if (this.find(workflowId)?.isOpen === true) return false;
    this.#claims += 1;
    const execution = this.#parts.start(workflowId);
    this.#others.set(workflowId, { isOpen: true, runId: `claim-${String(this.#claims)}`, memo, execution });
    return true;
  }

  /** Running subscriptions with a SID among their search attributes. */
  followers(sid: string): string[] {
    return [...this.#others].flatMap(([id, other]) => (other.isOpen && other.sid === sid ? [id] : []));
  }

  /** The claim on the schedule of the life. */
  claim(): KnownClaim | undefined {
    const { merchant, sid } = this.#parts;
    const known = this.find(claimIdOf(merchant, sid));
    return known === undefined
      ? undefined
      : { holder: String(known.memo['holder']), isOpen: known.isOpen && known.isLetGo !== true };
  }
}

const OTHER = (merchant: string): string => workflowIdOf(merchant, 'OTHER1');

/** What a claim is started with. */
export const claimOptions = (workflowId: string): ConstructorParameters<typeof Execution>[0] => ({
  workflowId,
  workflowType: CLAIM_TYPE,
  taskQueue: WORKFLOW_TASK_QUEUE,
  args: [],
});
