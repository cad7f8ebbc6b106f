import type { Client, WorkflowExecutionDescription } from '@temporalio/client';
import { temporal } from '@temporalio/proto';

type History = Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>>;
type HistoryEvent = NonNullable<History['events']>[number];

const { EventType } = temporal.api.enums.v1;

/** What a subscription cost at the Temporal server, counted from its history. */
export interface HistoryCost {
  /** Events without those of the test clock. */
  events: number;
  /** Events that only the test clock writes; production has none. */
  clockEvents: number;
  /** Starts, runs after continue-as-new included. */
  starts: number;
  timers: number;
  activities: number;
  /** Attempts of activities beyond the first. */
  retries: number;
  updates: number;
  signals: number;
  searchAttributeUpserts: number;
  /** Everything above but the events: what Temporal Cloud bills as actions. Queries are their reader's and not in a history. */
  actions: number;
}

/** One history, read for what the demo asks of it. */
export interface ReadHistory {
  workflowId: string;
  cost: HistoryCost;
  /** The part of it that comes once in a life: the look some days after the last execution; none where there was no such look. */
  lastLook: HistoryCost | undefined;
  /** Every payload and every other field of bytes, decoded. */
  payloads: string[];
  /** Every other text: names, ids, failure messages, summaries. */
  texts: string[];
}

/** Downloads the history of an execution, all of its runs, and reads it. */
export async function readHistory(client: Client, workflowId: string): Promise<ReadHistory> {
  const events: HistoryEvent[] = [];
  let runId: string | undefined = (await firstRun(client, workflowId)).firstRunId;
  while (runId !== undefined) {
    const { events: page } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    events.push(...(page ?? []));
    runId = page?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ?? undefined;
  }
  const found = { payloads: [], texts: [] };
  collect(events, found);
  return { workflowId, cost: costOf(events), lastLook: lastLookOf(events), ...found };
}

/** What its timer says that the look is for (domain/schedule/next-poll.ts). */
const LAST_LOOK = JSON.stringify('whether an execution is repeated after the last one');

/** The cost of the look, from the timer that it waits on; the end itself comes with or without it. */
export function lastLookOf(events: readonly HistoryEvent[]): HistoryCost | undefined {
  const timer = events.findIndex(
    ({ timerStartedEventAttributes: started, userMetadata }) =>
      started && Buffer.from(userMetadata?.summary?.data ?? '').toString() === LAST_LOOK,
  );
  if (timer === -1) return undefined;
  return costOf(events.slice(timer, -1));
}

/** What is left of a cost without a part of it. */
export function costWithout(whole: HistoryCost, part: HistoryCost): HistoryCost {
  const fields = Object.keys(whole) as (keyof HistoryCost)[];
  return Object.fromEntries(
    fields.map((field) => [field, whole[field] - part[field]]),
  ) as unknown as HistoryCost;
}

/** Walks through the events themselves: their own JSON would show payloads in base64, where no scan finds anything. */
function collect(value: unknown, found: { payloads: string[]; texts: string[] }): void {
  if (value instanceof Uint8Array) found.payloads.push(Buffer.from(value).toString('utf8'));
  else if (typeof value === 'string') found.texts.push(value);
  else if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) collect(part, found);
}

async function firstRun(client: Client, workflowId: string): Promise<{ firstRunId: string | undefined }> {
  const { raw }: WorkflowExecutionDescription = await client.workflow.getHandle(workflowId).describe();
  return { firstRunId: raw.workflowExecutionInfo?.firstRunId ?? undefined };
}

/** Counts what one subscription cost; the test clock's own events are kept apart. */
export function costOf(events: readonly HistoryEvent[]): HistoryCost {
  const count = (...types: readonly number[]): number =>
    events.filter(({ eventType }) => types.includes(eventType ?? 0)).length;
  const clockEvents = events.filter(({ eventType }) => isOfTestClock(eventType ?? 0)).length;
  const parts = {
    starts: count(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED),
    timers: count(EventType.EVENT_TYPE_TIMER_STARTED),
    activities: count(EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED),
    retries: events.reduce(
      (sum, { activityTaskStartedEventAttributes: started }) =>
        sum + Math.max(0, (started?.attempt ?? 1) - 1),
      0,
    ),
    updates: count(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED),
    signals: count(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED),
    searchAttributeUpserts: count(EventType.EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES),
  };
  const actions = Object.values(parts).reduce((sum, part) => sum + part, 0);
  return { events: events.length - clockEvents, clockEvents, ...parts, actions };
}

function isOfTestClock(eventType: number): boolean {
  const name = EventType[eventType] ?? '';
  return name === 'EVENT_TYPE_WORKFLOW_EXECUTION_OPTIONS_UPDATED' || name.includes('TIME_SKIPPING');
}
