import type { Chance } from './chance';
import { DAY_MS, HOUR_MS, MINUTE_MS, momentOn } from './dates';
import { QUIET_AT_THE_END_MS } from './draw-acts';
import type { Fault } from './faults';
import type { Act } from './script';
import type { Terms } from './terms';
import { OWN_WIRE_FAULTS, type WireFaultKind } from '../worker/wire-faults';

const MONTH_MS = 30.44 * DAY_MS;
/** Requests of each route that may meet a fault; a life has fewer. */
const REQUESTS_MAX = { create: 12, pay: 6, activate: 6, confirm: 8, undo: 8 } as const;
const EDIT_REQUESTS_MAX = { begin_edit: 12, edit: 12 } as const;
const REFUND_REQUESTS_MAX = { begin_refund: 8, refund: 6 } as const;
const QUESTIONS_MAX = { get_transaction: 120, get_schedule: 160, list_transactions: 60 } as const;
/** How much likelier a call meets a fault than a question: a life has few calls, and they are what it is about. */
const MONEY_FACTOR = 2.5;
/** Workflow tasks at which the worker may have forgotten, or be another one. */
const TASKS_MAX = 150;

/** What may come once more, or late. */
const COMMANDS: readonly Act['kind'][] = ['command', 'change', 'refund'];

const KINDS: readonly (readonly [number, WireFaultKind])[] = [
  [3, 'execute_then_drop'],
  [3, 'execute_then_502'],
  [2, 'hold'],
  [2, 'hold_before'],
  [2, 'reset_before'],
  [2, 'error_500'],
  [2, 'garbage'],
  [1, 'extra_fields'],
  [1, 'json_numbers'],
  ...OWN_WIRE_FAULTS.map((kind) => [kind.startsWith('worker_') ? 1 : 2, kind] as const),
];
const NOT_SENT = ['dns', 'connection_refused', 'tls', 'connect_timeout', 'unreachable'] as const;

/**
 * Draws what goes wrong in a life.
 *
 * @param rate - chance that a request meets a fault, 0 to 1; the rarer faults follow from it
 */
export function drawFaults(chance: Chance, rate: number, terms: Terms, acts: readonly Act[]): Fault[] {
  if (rate === 0) return [];
  return [
    ...drawWireFaults(chance, rate, REQUESTS_MAX, QUESTIONS_MAX),
    ...drawAbsences(chance, rate, terms),
    ...drawWorkerFaults(chance, rate, terms),
    ...drawCommandFaults(chance, rate, acts),
  ];
}

/** Draws the faults that the two calls of an edit meet. */
export const drawEditFaults = (chance: Chance, rate: number): Fault[] =>
  drawWireFaults(chance, rate, EDIT_REQUESTS_MAX, {});

/** Draws the faults that the two calls of a refund meet. */
export const drawRefundFaults = (chance: Chance, rate: number): Fault[] =>
  drawWireFaults(chance, rate, REFUND_REQUESTS_MAX, {});

/** Draws the faults that the question before a create meets. */
export const drawOrderFaults = (chance: Chance, rate: number): Fault[] =>
  drawWireFaults(chance, rate, { find_order: 6 }, {});

function drawWireFaults(
  chance: Chance,
  rate: number,
  calls: Record<string, number>,
  questions: Record<string, number>,
): Fault[] {
  const faults: Fault[] = [];
  for (const [route, requests] of Object.entries({ ...calls, ...questions })) {
    const likely = route in calls ? Math.min(1, MONEY_FACTOR * rate) : rate;
    for (let nth = 1; nth <= requests; nth += 1) {
      if (!chance.happens(likely)) continue;
      const kind = chance.weighed(KINDS);
      faults.push({
        type: 'wire',
        id: `${route}#${String(nth)} ${kind}`,
        kind,
        route,
        nth,
        ...drawDetails(chance, kind),
      });
    }
  }
  return faults;
}

function drawDetails(
  chance: Chance,
  kind: WireFaultKind,
): { reason?: (typeof NOT_SENT)[number]; ms?: number; share?: number } {
  switch (kind) {
    case 'not_sent':
      return { reason: chance.of(NOT_SENT) };
    case 'hold':
    case 'hold_before':
      return { ms: chance.whole(1, 140) * 1_000 };
    case 'worker_lost_before':
    case 'worker_lost_after':
      return { ms: chance.whole(1, 600) * 1_000 };
    case 'half_answer':
      return { share: chance.share() };
    default:
      return {};
  }
}

/** The gateway away for days, Temporal for hours, the worker's queue without anybody who polls it. */
function drawAbsences(chance: Chance, rate: number, terms: Terms): Fault[] {
  const faults: Fault[] = [];
  const absences = chance.happens(rate) ? chance.whole(1, 3) : 0;
  for (let count = 1; count <= absences; count += 1) {
    const how = chance.of(['refuses', 'silent', 'error_503'] as const);
    faults.push({
      type: 'gateway_away',
      id: `gateway away ${String(count)}`,
      how,
      ...drawSpan(chance, terms, GATEWAY_AWAY),
    });
  }
  if (chance.happens(rate))
    faults.push({ type: 'temporal_away', id: 'temporal away', ...drawSpan(chance, terms, TEMPORAL_AWAY) });
  if (chance.happens(rate))
    faults.push({ type: 'nobody_polls', id: 'nobody polls', ...drawSpan(chance, terms, NOBODY_POLLS) });
  if (chance.happens(rate / 3))
    faults.push({ type: 'queue_full', id: 'queue full', ...drawSpan(chance, terms, QUEUE_FULL) });
  return faults;
}

type Lengths = readonly (readonly [weight: number, longestMs: number])[];
const GATEWAY_AWAY: Lengths = [
  [5, HOUR_MS],
  [4, DAY_MS],
  [2, 5 * DAY_MS],
  [1, 17 * DAY_MS],
];
const TEMPORAL_AWAY: Lengths = [
  [3, 5 * MINUTE_MS],
  [2, 8 * HOUR_MS],
];
const NOBODY_POLLS: Lengths = [
  [3, HOUR_MS],
  [2, 2 * DAY_MS],
];
const QUEUE_FULL: Lengths = [
  [2, HOUR_MS],
  [3, 3 * DAY_MS],
];

/** Nobody opens the doors for some hours. */
export const drawDoorsAway = (chance: Chance, terms: Terms): Fault => ({
  ...{ type: 'doors_away', id: 'doors away' },
  ...drawSpan(chance, terms, TEMPORAL_AWAY),
});

/** An absence that meets something: the opening, or the questions of a due date. */
function drawSpan(chance: Chance, terms: Terms, lengths: Lengths): { fromMs: number; toMs: number } {
  const { startMs, endMs } = terms;
  const untilMs = Math.max(startMs + HOUR_MS, endMs - QUIET_AT_THE_END_MS);
  const lengthMs = Math.ceil(chance.share() * chance.weighed(lengths)) + 1;
  const aroundMs = chance.happens(0.5) ? startMs + chance.whole(0, 5_000) : chance.of(askMoments(terms));
  const fromMs = Math.max(startMs, Math.floor(aroundMs - chance.share() * lengthMs));
  return { fromMs, toMs: Math.max(fromMs + 1, Math.min(fromMs + lengthMs, untilMs)) };
}

/** When the charges of the first due dates are asked for, roughly. */
export function askMoments({ input, startMs, endMs }: Terms): number[] {
  const { firstDate, intervalMonths = 1 } = input.schedule;
  const soldMs = momentOn(firstDate, '05:00');
  // What is adopted may have begun long before.
  const cyclesPassed =
    input.entry === 'adopt' ? Math.ceil((startMs - soldMs) / (intervalMonths * MONTH_MS)) : 0;
  const firstMs = soldMs + Math.max(0, Math.round(cyclesPassed * intervalMonths * 30.44)) * DAY_MS;
  const moments = Array.from(
    { length: 12 },
    (_, index) => firstMs + Math.round(index * intervalMonths * 30.44) * DAY_MS,
  );
  return moments.filter((ms, index) => index === 0 || ms < endMs - QUIET_AT_THE_END_MS);
}

function drawWorkerFaults(chance: Chance, rate: number, { startMs, endMs }: Terms): Fault[] {
  const faults: Fault[] = [];
  const untilMs = Math.max(startMs + HOUR_MS, endMs - QUIET_AT_THE_END_MS);
  if (chance.happens(rate)) {
    const atMs = startMs + Math.floor(chance.share() * (chance.happens(0.5) ? MINUTE_MS : untilMs - startMs));
    faults.push({ type: 'worker_lost', id: 'worker lost', atMs, ms: chance.whole(1, 3_600) * 1_000 });
  }
  for (let task = 2; task <= TASKS_MAX; task += 1) {
    if (chance.happens(rate / 10))
      faults.push({ type: 'evicted', id: `evicted at task ${String(task)}`, task });
    else if (chance.happens(rate / 40))
      faults.push({ type: 'upgraded', id: `upgraded at task ${String(task)}`, task });
  }
  return faults;
}

/** A command that comes once more, or late. */
export function drawCommandFaults(chance: Chance, rate: number, acts: readonly Act[]): Fault[] {
  return acts
    .filter(({ kind }) => COMMANDS.includes(kind))
    .flatMap(({ id: command }): Fault[] => {
      if (chance.happens(rate))
        return [
          {
            type: 'command_repeated',
            id: `${command} repeated`,
            command,
            afterMs: chance.of([1, 1_000, DAY_MS]),
          },
        ];
      if (chance.happens(rate))
        return [{ type: 'command_late', id: `${command} late`, command, byMs: chance.whole(1, 5) * DAY_MS }];
      return [];
    });
}
