import type { CallId, OpenCall } from '../calls/call';
import { instantOf } from '../calendar';
import type { Nit } from '../ids';
import type { Edit } from '../edits/edit';
import { holdOf, onlyStops, type Hold } from '../edits/hold';
import { pauseBehind } from '../edits/take-command';
import { LIMITS } from '../limits';
import { orderQuestionMs } from '../opening/ask-order';
import { isOpenEnd, type Opening } from '../opening/opening';
import { planSaleLooks, sendMomentMs, type SaleLookStep } from '../refunds/plan-refunds';
import { hintedMs } from '../schedule/hint';
import { pollPauseMs, slowedMs } from '../calls/cadence';
import { nextPoll } from '../schedule/next-poll';
import { readingStep, type ReadingStep } from '../schedule/reading';
import { mustCountPollers } from './access';
import { endOf, isEndStale } from './ending';
import type { RuleContext } from './order';
import { hasEnded, type SubscriptionRecord } from './record';
import type { EndState } from './states';

/** A step that needs no gateway call. */
export type OwnStep =
  /** Carries out what a named person decided about a call. */
  | { kind: 'carry_out'; call: CallId }
  /** Nobody decided about an authorised payment in time. */
  | { kind: 'undo_at_deadline' }
  /** No SEID came for an edit. */
  | { kind: 'begin_again' }
  /** A held edit makes way, or has been held for too long. */
  | { kind: 'end_hold' }
  | { kind: 'end'; as: EndState };

/** A step that makes sure that no other subscription of ours follows a schedule. */
export interface ClaimStep {
  kind: 'claim';
}

/** A step that sends a call: it may move money, or does at least something. */
export interface SendStep {
  kind: 'send';
  call: CallId;
}

/** A step of an edit of the schedule: asks for its SEID, or sends it. */
export interface EditStep {
  kind: 'begin_edit' | 'send_edit';
  command: string;
}

/** A question that a post of the gateway can bring forward. */
interface Look {
  /** It was brought forward. */
  hinted?: true;
}

/** A step that asks, and changes nothing at the gateway. */
export type QuestionStep =
  | ({ kind: 'ask'; call: CallId } & Look)
  /** Asks whether the gateway knows the order, before it is created. */
  | { kind: 'ask_order'; call: CallId }
  /** Asks whether the portal decided about an authorised payment. */
  | ({ kind: 'look_at_payment'; nit: Nit } & Look)
  | ({ kind: 'poll_schedule' } & Look)
  | ReadingStep
  /** Asks what a schedule is that is to be adopted. */
  | { kind: 'first_look' }
  /** Asks what a charge shows that is refunded. */
  | SaleLookStep
  /** Asks what an ending subscription's schedule has come to. */
  | { kind: 'last_look'; hinted?: true };

/** One thing that a subscription does: at most one call, and the conclusion drawn from it. */
export type Step =
  | OwnStep
  | SendStep
  | EditStep
  | ClaimStep
  | QuestionStep
  /** Counts the workers that ask for the merchant's calls, after nobody took one. */
  | { kind: 'count_pollers' };

/** A step, when it is due, and what is waited for until then, in words. */
export interface Planned {
  step: Step;
  atMs: number;
  waitingFor: string;
}

/**
 * Everything that a subscription will do, the earliest first. The only place that decides what is due, when and in which
 * order. It is pure: the moments follow from the record alone, so that planning again never puts a step off.
 *
 * The interlocks:
 * - what a person decided is carried out before anything else is sent or asked
 * - the charges of one poll are read before the next poll, and before the end; only what stops the charges is sent meanwhile
 * - a create waits until the gateway has said that it does not know the order, where the merchant wants that, and for no longer than a
 *   minute after it
 * - a call in doubt is asked about, never sent; a call that waits to be sent is not asked about
 * - an authorised payment is not looked at while a decision about it is open
 * - an end waits until no call is open, every charge is explained, and nothing about money waits for a person
 * - edits go one after another, in the order of their commands; none is sent between the gateway's job on a due date and the
 *   answer after it, and none sets a date before it is known what has been charged until then. A pause goes before one that is held
 * - a schedule is adopted only once it is ours alone, and not while its execution of the day may be under way
 * - one refund at a time is begun: the next one waits while the NIT of another may still come. Nothing else waits for a refund but
 *   the end
 * - what a charge shows is not taken over while its refund may have been carried out
 * - nothing is asked while the gateway wants to be left alone; money calls are not questions, and go
 */
export function plan(record: SubscriptionRecord, context: RuleContext): Planned[] {
  if (hasEnded(record)) return [];
  const planned = [
    ...record.calls.flatMap(planDecision),
    ...planPollers(record),
    ...record.calls.flatMap((call) => planCall(call, record, context)),
    ...planSaleLooks(record),
    ...planStage(record, context),
  ];
  const quietUntilMs = record.access.quietUntilMs ?? 0;
  return planned
    .map((one) => (isQuestion(one.step) && one.atMs < quietUntilMs ? quieted(one, quietUntilMs) : one))
    .toSorted((one, other) => one.atMs - other.atMs);
}

const quieted = (planned: Planned, untilMs: number): Planned => ({
  ...planned,
  atMs: untilMs,
  waitingFor: `the gateway, which asked to be left alone until ${instantOf(untilMs)}`,
});

const NO_QUESTIONS = [
  'carry_out',
  'undo_at_deadline',
  'begin_again',
  'end_hold',
  'end',
  'send',
  'begin_edit',
  'send_edit',
  'count_pollers',
  'claim',
] as const;

const isQuestion = (step: Step): step is QuestionStep =>
  !(NO_QUESTIONS as readonly string[]).includes(step.kind);

const planDecision = ({ id, decision, sinceMs }: OpenCall): Planned[] =>
  decision === undefined
    ? []
    : [{ step: { kind: 'carry_out', call: id }, atMs: sinceMs, waitingFor: 'what a person has decided' }];

function planPollers({ access }: SubscriptionRecord): Planned[] {
  if (!mustCountPollers(access) || access.notTaken === undefined) return [];
  const waitingFor = 'how many workers ask for the calls of this merchant';
  return [{ step: { kind: 'count_pollers' }, atMs: access.notTaken.lastAtMs, waitingFor }];
}

function planCall(call: OpenCall, record: SubscriptionRecord, { nowMs }: RuleContext): Planned[] {
  const { id, kind, doubt, person, waitingFor } = call;
  const forPerson = person === undefined ? undefined : `a person: ${person.findOut}`;
  const orderMs = orderQuestionMs(call, nowMs);
  if (orderMs !== undefined) {
    const waitingForAnswer = forPerson ?? 'whether the gateway knows the order already';
    return [{ step: { kind: 'ask_order', call: id }, atMs: orderMs, waitingFor: waitingForAnswer }];
  }
  if (doubt === undefined) {
    const atMs = sendMomentMs(record, call);
    return [{ step: { kind: 'send', call: id }, atMs, waitingFor: forPerson ?? waitingFor ?? kind }];
  }
  const question = `question ${String(doubt.asked + 1)}: what became of ${kind}`;
  const asked: Planned = {
    step: { kind: 'ask', call: id },
    atMs: doubt.nextAskAtMs,
    waitingFor: forPerson ?? question,
  };
  return [call.nit === undefined || kind === 'refund' ? asked : broughtForward(asked, record)];
}

type At<Stage extends Opening['stage']> = Extract<Opening, { stage: Stage }>;

function planStage(record: SubscriptionRecord, context: RuleContext): Planned[] {
  const { opening, calls } = record;
  switch (opening.stage) {
    case 'adopting':
      return planAdopting(opening, record);
    case 'awaiting_confirmation':
      return calls.length === 0 ? planAwaiting(opening, record) : [];
    case 'running':
      return planRunning(record, context);
    case 'ending': {
      const waitingFor = 'what the schedule has come to';
      const look: Planned = {
        ...{ step: { kind: 'last_look' }, atMs: opening.askAtMs ?? opening.sinceMs, waitingFor },
      };
      return [isOpenEnd(opening) ? broughtForward(look, record) : look];
    }
    case 'creating':
    case 'paying':
    case 'activating':
    case 'ended':
      return [];
  }
}

/** The schedule is claimed before it is asked for, so that two adoptions of it cannot both be told that it fits. */
function planAdopting({ askAtMs: atMs }: At<'adopting'>, { adoption }: SubscriptionRecord): Planned[] {
  return adoption?.claimedAtMs === undefined
    ? [{ step: { kind: 'claim' }, atMs, waitingFor: 'whether another subscription follows the schedule' }]
    : [{ step: { kind: 'first_look' }, atMs, waitingFor: 'what the schedule is at the gateway' }];
}

function planAwaiting(
  { ids, confirmBy, sinceMs }: At<'awaiting_confirmation'>,
  record: SubscriptionRecord,
): Planned[] {
  const lastMs = record.confirmationAskedAtMs ?? sinceMs;
  const isOld = lastMs - sinceMs >= LIMITS.nitAnswersForMs;
  const lookMs = lastMs + (isOld ? LIMITS.blockedAskEveryMs : LIMITS.confirmationAskEveryMs);
  const look: Planned = {
    step: { kind: 'look_at_payment', nit: ids.nit },
    atMs: lookMs,
    waitingFor: 'confirm or undo',
  };
  const earliestLook = broughtForward(look, record);
  if (confirmBy === undefined) return [earliestLook];
  const waitingFor = 'confirm or undo; undone at the deadline';
  return [{ step: { kind: 'undo_at_deadline' }, atMs: Date.parse(confirmBy), waitingFor }, earliestLook];
}

function planRunning(record: SubscriptionRecord, context: RuleContext): Planned[] {
  const { reading, answeredAtMs = 0 } = record.schedule;
  const step = reading === undefined ? undefined : readingStep(reading);
  if (reading !== undefined && step !== undefined)
    return [
      { step, atMs: reading.sinceMs, waitingFor: 'the charges of the last poll' },
      ...planStop(record, context),
    ];
  const as = endOf(record, context);
  if (as !== undefined) {
    const end: Planned = { step: { kind: 'end', as }, atMs: answeredAtMs, waitingFor: 'the end' };
    const look: Planned = {
      ...end,
      step: { kind: 'poll_schedule' },
      waitingFor: 'the schedule, before the end',
    };
    return [isEndStale(record, as, context) ? look : end];
  }
  const { atMs, waitingFor } = nextPoll(record, context.order);
  return [
    broughtForward({ step: { kind: 'poll_schedule' }, atMs, waitingFor }, record),
    ...planEdit(record, context),
  ];
}

/** A look that is owed to a post of the gateway is made before its time. */
function broughtForward(look: Planned, record: SubscriptionRecord): Planned {
  const atMs = hintedMs(record);
  if (atMs >= look.atMs) return look;
  const waitingFor = 'what a post of the gateway hints at';
  return { step: { ...look.step, hinted: true } as Step, atMs, waitingFor };
}

function planEdit(record: SubscriptionRecord, context: RuleContext): Planned[] {
  const { edit } = record;
  if (edit === undefined) return [];
  const { stage, command, atMs, waitingFor } = edit;
  if (stage === 'look') return [{ step: { kind: 'poll_schedule' }, atMs, waitingFor }];
  if (stage === 'await_seid') return [{ step: { kind: 'begin_again' }, atMs, waitingFor }];
  const hold = holdOf(record, edit.fields, context);
  // The answer that it waits for is asked for on its account, whatever the pace of the others.
  if (hold !== undefined) return [planHeld(record, edit, hold), planEndOfHold(record, edit)];
  return [{ step: { kind: stage === 'begin' ? 'begin_edit' : 'send_edit', command }, atMs, waitingFor }];
}

/** What stops the charges does not wait for a reading, which may be put off for long. */
const planStop = (record: SubscriptionRecord, context: RuleContext): Planned[] =>
  record.edit !== undefined && record.edit.stage !== 'look' && onlyStops(record.edit.fields)
    ? planEdit(record, context)
    : [];

/** After an attempt that met silence, the next one comes at the pace of the polls. */
function planHeld(
  { schedule }: SubscriptionRecord,
  { sinceMs }: Edit,
  { untilMs, waitingFor }: Hold,
): Planned {
  const { polledAtMs = 0, openPolls } = schedule;
  const pauseMs = slowedMs(pollPauseMs(Math.min(openPolls, HELD_POLLS)), polledAtMs - sinceMs);
  const atMs = polledAtMs >= untilMs ? polledAtMs + pauseMs : untilMs;
  return { step: { kind: 'poll_schedule' }, atMs, waitingFor };
}

function planEndOfHold(record: SubscriptionRecord, { sinceMs }: Edit): Planned {
  const pause = pauseBehind(record);
  return pause === undefined
    ? { step: { kind: 'end_hold' }, atMs: sinceMs + LIMITS.editForMs, waitingFor: 'the end of the edit' }
    : { step: { kind: 'end_hold' }, atMs: Date.parse(pause.at), waitingFor: 'the pause' };
}

/** On its first day a command does not wait longer than the first pauses between two polls, however long a cycle has been open. */
const HELD_POLLS = 2;
