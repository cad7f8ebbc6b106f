import type { Chance } from './chance';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './dates';
import type { Act, ActBody, Operator } from './script';
import { SETTLING_DAYS, type Terms } from './terms';

/** Nothing is done from outside in the last weeks of a life, so that what is open can be settled. */
export const QUIET_AT_THE_END_MS = 22 * DAY_MS;

/** Draws what people and systems outside do, and when. */
export const drawActs = (chance: Chance, terms: Terms): Act[] =>
  inOrder('act', [
    ...drawDecisions(chance, terms),
    ...drawPortalActs(chance, terms),
    ...drawLastIncident(chance, terms),
    ...drawStrayCommands(chance, terms),
  ]);

/** Gives each its id, and puts them in the order of their moments. */
export function inOrder(name: string, drawn: readonly Drawn[]): Act[] {
  const acts = drawn.map(({ atMs, body }, index): Act => ({
    id: `${name}-${String(index + 1)}`,
    atMs,
    ...body,
  }));
  return acts.sort((one, other) => one.atMs - other.atMs);
}

/** Some are sent once more under their own id, days or weeks later, without any fault. */
export function withRepetitions(chance: Chance, acts: Act[], lastMs: number): Act[] {
  const repeated = acts.flatMap((act): Act[] => {
    const atMs = act.atMs + chance.of([MINUTE_MS, DAY_MS, 20 * DAY_MS]);
    if (!chance.happens(0.15) || atMs > lastMs) return [];
    return [{ ...act, id: `${act.id} again`, atMs, again: act.id } as Act];
  });
  return [...acts, ...repeated];
}

export const drawOperator = (chance: Chance): Operator => ({
  reactionMs: chance.weighed([
    [5, chance.whole(10, 600) * MINUTE_MS],
    [3, chance.whole(1, 4) * DAY_MS],
    [1, chance.whole(8, 20) * DAY_MS],
  ]),
  acknowledges: chance.happens(0.5),
});

/** Something to be done, without an id yet. */
export interface Drawn {
  atMs: number;
  body: ActBody;
}

/** The billing system confirms or undoes what awaits it: in time, too late, both, or not at all. */
function drawDecisions(chance: Chance, { input, startMs }: Terms): Drawn[] {
  if (input.entry !== 'pay_now' || input.lateConfirmation === undefined) return [];
  const limitMs = input.lateConfirmation.confirmWithinMinutes * MINUTE_MS;
  const decide = (name: 'confirm' | 'undo'): Drawn => ({
    atMs: startMs + Math.ceil(chance.share() * 1.2 * limitMs),
    body: { kind: 'command', name, command: { by: 'billing system', reason: `${name} as ordered` } },
  });
  const first = chance.weighed([
    [6, 'confirm'],
    [3, 'undo'],
    [2, undefined],
  ] as const);
  const decisions = first === undefined ? [] : [decide(first)];
  return chance.happens(0.3) ? [...decisions, decide(chance.of(['confirm', 'undo']))] : decisions;
}

function drawPortalActs(chance: Chance, terms: Terms): Drawn[] {
  if (!chance.happens(0.2)) return [];
  return Array.from({ length: chance.whole(1, 3) }, () => ({
    atMs: someTime(chance, terms),
    body: drawPortalAct(chance),
  }));
}

export function drawPortalAct(chance: Chance): ActBody {
  return chance.weighed<() => ActBody>([
    [3, () => ({ kind: 'portal_edit', edit: { status: 'INA' } })],
    [3, () => ({ kind: 'portal_edit', edit: { status: 'ATV' } })],
    [3, () => ({ kind: 'portal_edit', edit: {}, shiftDays: chance.whole(-20, 25) })],
    [1, () => ({ kind: 'portal_edit', edit: { amountCents: chance.whole(500, 49_999) } })],
    [1, () => ({ kind: 'portal_reversal', of: 'immediate_payment' })],
    [1, () => ({ kind: 'portal_reversal', of: 'last_charge' })],
    [1, () => drawEditOfTerms(chance)],
    [2, () => drawIncident(chance)],
  ])();
}

/**
 * Somebody in the portal makes a schedule active that we have paused or cancelled, moves its date close, and may stop it again once it
 * was charged.
 */
export function drawBehindPauses(chance: Chance, { endMs }: Terms, changes: readonly Act[]): Act[] {
  const stops = changes.filter(
    (act) =>
      act.kind === 'change' && (act.name === 'pause' || act.name === 'cancel') && act.again === undefined,
  );
  const drawn = stops.flatMap(({ atMs }): Drawn[] => {
    if (!chance.happens(0.2)) return [];
    const fromMs = atMs + chance.whole(1, 20 * 24) * HOUR_MS;
    const edit = (afterMs: number, body: Partial<Extract<ActBody, { kind: 'portal_edit' }>>): Drawn => ({
      atMs: fromMs + afterMs,
      body: { kind: 'portal_edit', edit: {}, ...body },
    });
    return [
      edit(0, { edit: { status: 'ATV' } }),
      ...(chance.happens(0.7) ? [edit(MINUTE_MS, { shiftDays: chance.whole(-20, 5) })] : []),
      ...(chance.happens(0.5) ? [edit(chance.whole(2, 5 * 24) * HOUR_MS, { edit: { status: 'INA' } })] : []),
    ];
  });
  return inOrder(
    'behind',
    drawn.filter(({ atMs }) => atMs <= endMs - QUIET_AT_THE_END_MS),
  );
}

/** Only where the gateway lets these be edited (`editableFields`). */
const drawEditOfTerms = (chance: Chance): ActBody => ({
  kind: 'portal_edit',
  edit: chance.of([{ numberOfTimes: chance.whole(2, 30) }, { numberOfTimes: null }, { intervalMonths: 2 }]),
});

export const drawIncident = (chance: Chance): ActBody => ({
  kind: 'incident',
  repeatDays: chance.whole(1, 3),
  countTowardsTimes: chance.happens(0.5),
  finishedToo: chance.happens(0.5),
});

/** The last execution is repeated: only somebody who looks once more after it will know. */
function drawLastIncident(chance: Chance, { input, startMs, endMs }: Terms): Drawn[] {
  const { numberOfTimes, intervalMonths = 1 } = input.schedule;
  if (numberOfTimes === undefined || !chance.happens(0.04)) return [];
  const beforeLastMs =
    endMs - (SETTLING_DAYS + Math.ceil(30.6 * intervalMonths) + chance.whole(1, 20)) * DAY_MS;
  return [{ atMs: Math.max(startMs + HOUR_MS, beforeLastMs), body: drawIncident(chance) }];
}

/** Commands that the state forbids or that are none, and a cancellation of the workflow itself. */
function drawStrayCommands(chance: Chance, terms: Terms): Drawn[] {
  const drawn: Drawn[] = [];
  if (chance.happens(0.03)) drawn.push({ atMs: someTime(chance, terms), body: { kind: 'cancel_request' } });
  if (chance.happens(0.2)) {
    const awaitsDecision = terms.input.entry === 'pay_now' && terms.input.lateConfirmation !== undefined;
    const [name, command] = chance.of(awaitsDecision ? NO_COMMANDS : [...NO_COMMANDS, ...OUT_OF_PLACE]);
    drawn.push({ atMs: someTime(chance, terms), body: { kind: 'forbidden_command', name, command } });
  }
  return drawn;
}

const SOMEBODY = { by: 'somebody', reason: 'by mistake' };
/** What is no command at any time. */
const NO_COMMANDS: readonly (readonly [string, unknown])[] = [
  ['acknowledge', { ...SOMEBODY, flags: ['counter_unexplained'] }],
  ['resolve', { ...SOMEBODY, decision: 'perhaps' }],
  ['confirm', { by: 'somebody' }],
  ['undo', { ...SOMEBODY, force: true }],
  ['resolve', 'happened'],
  ['acknowledge', null],
];
/** What nothing waits for in a life without late confirmation. */
const OUT_OF_PLACE: readonly (readonly [string, unknown])[] = [
  ['confirm', SOMEBODY],
  ['undo', SOMEBODY],
];

/** A moment of a life at which something may still be done. */
export function someTime(chance: Chance, { startMs, endMs }: Terms): number {
  const lastMs = Math.max(startMs + HOUR_MS, endMs - QUIET_AT_THE_END_MS);
  // Half of it in the first days, when most is open.
  const spanMs = chance.happens(0.3) ? Math.min(3 * DAY_MS, lastMs - startMs) : lastMs - startMs;
  return startMs + Math.ceil(chance.share() * spanMs);
}
