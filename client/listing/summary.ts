import { instantOf } from '../timestamp';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { parseWorkflowId } from '../../contract/ids';
import { SEARCH_ATTRIBUTES } from '../../contract/search-attributes';
import { definedOnly } from '../../contract/vocabulary';
import { UnexpectedAnswerError } from '../errors/temporal-errors';

/** What a list knows of one subscription: its search attributes, which follow its state within a second or so. */
export interface SubscriptionSummary {
  workflowId: string;
  /** Of its newest run; an order that was started in several attempts has one row for each. */
  runId: string;
  merchant: string;
  orderId: string;
  /** Absent when its start failed at once, and when no worker has taken it yet that another client than this one started. */
  state?: string;
  scheduleStatus?: string;
  /** Instant of the next charge, ISO 8601 in UTC. */
  nextChargeAt?: string;
  amountCents?: number;
  /** Denied cycles, and what they were to bring and did not, integer cents; absent where nothing was said of them. */
  deniedCycles?: number;
  owedCents?: number;
  needsAttention: boolean;
  /** How Temporal sees its workflow, e.g. `RUNNING`, `COMPLETED`, `TERMINATED`. */
  workflowStatus: string;
  startedAt: string;
  endedAt?: string;
}

type ExecutionInfo = temporal.api.workflow.v1.IWorkflowExecutionInfo;

const { WorkflowExecutionStatus } = temporal.api.enums.v1;
const STATUS_PREFIX = 'WORKFLOW_EXECUTION_STATUS_';

/**
 * Reads one row of a list, as the server gives it.
 *
 * @throws UnexpectedAnswerError when it is no row of a subscription
 */
export function summaryOf({
  execution,
  status,
  startTime,
  closeTime,
  searchAttributes,
}: ExecutionInfo): SubscriptionSummary {
  const workflowId = execution?.workflowId ?? '';
  const startedAt = instantOf(startTime);
  if (workflowId === '' || startedAt === undefined) {
    throw new UnexpectedAnswerError('the Temporal server listed a workflow without id or start');
  }
  const attributes = attributesIn(searchAttributes?.indexedFields ?? {});
  return {
    workflowId,
    runId: execution?.runId ?? '',
    ...(parseWorkflowId(workflowId) ?? { merchant: '', orderId: '' }),
    ...definedOnly({
      state: attributes.text(SEARCH_ATTRIBUTES.state.name),
      scheduleStatus: attributes.text(SEARCH_ATTRIBUTES.scheduleStatus.name),
      nextChargeAt: attributes.instant(SEARCH_ATTRIBUTES.nextChargeDate.name),
      amountCents: attributes.number(SEARCH_ATTRIBUTES.amountCents.name),
      deniedCycles: attributes.number(SEARCH_ATTRIBUTES.deniedCycles.name),
      owedCents: attributes.number(SEARCH_ATTRIBUTES.owedCents.name),
      endedAt: instantOf(closeTime),
    }),
    needsAttention: attributes.isTrue(SEARCH_ATTRIBUTES.needsAttention.name),
    workflowStatus: (WorkflowExecutionStatus[status ?? 0] ?? 'UNKNOWN').replace(STATUS_PREFIX, ''),
    startedAt,
  };
}

/** Search attributes are plain JSON, whatever converter the payloads of the workflow have: the server reads them. */
function attributesIn(fields: Record<string, Payload>): {
  text(name: string): string | undefined;
  number(name: string): number | undefined;
  instant(name: string): string | undefined;
  isTrue(name: string): boolean;
} {
  const value = (name: string): unknown => {
    const payload = fields[name];
    return payload === undefined ? undefined : defaultPayloadConverter.fromPayload(payload);
  };
  const text = (name: string): string | undefined => {
    const found = value(name);
    return typeof found === 'string' ? found : undefined;
  };
  return {
    text,
    number: (name) => {
      const found = value(name);
      return typeof found === 'number' ? found : undefined;
    },
    instant: (name) => {
      const found = text(name);
      return found === undefined ? undefined : new Date(found).toISOString();
    },
    isTrue: (name) => value(name) === true,
  };
}
