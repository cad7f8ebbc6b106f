import { defaultSettings, type SandboxSettings } from '../../sandbox/settings';
import { DENIALS } from '../../simulation/lives/issuer';
import { drawLife } from '../../simulation/lives/draw-life';
import { CHANGE_UPDATES } from '../../contract/messages';
import { postFaultKinds } from '../../sandbox/posting/post-faults';
import { FORGERIES, type Act, type LifeScript, type Past } from '../../simulation/lives/script';
import { OWN_WIRE_FAULTS } from '../../simulation/worker/wire-faults';

/** As many as `npm test` plays. */
const SEEDS = 2_000;
const DAY_MS = 86_400_000;
const CHANGES = [...Object.keys(CHANGE_UPDATES), 'retire'];

const scripts = Array.from({ length: SEEDS }, (_, index) => drawLife(index + 1, 0.2));

const some = (is: (script: LifeScript) => boolean): boolean => scripts.some(is);
const someAct = (is: (act: Act, script: LifeScript) => boolean): boolean =>
  some((script) => script.acts.some((act) => is(act, script)));
const faultKinds = new Set(
  scripts.flatMap(({ faults }) => faults.map((fault) => (fault.type === 'wire' ? fault.kind : fault.type))),
);
const dayOfMonth = (date: string): number => Number(date.slice(8));
const daysAhead = ({ input, startMs }: LifeScript): number =>
  (Date.parse(input.schedule.firstDate) - startMs) / DAY_MS;

it.each<[what: string, is: (script: LifeScript) => boolean]>([
  ['paid now', ({ input }) => input.entry === 'pay_now'],
  ['started later', ({ input }) => input.entry === 'start_later'],
  ['confirmed late', ({ input }) => input.entry === 'pay_now' && input.lateConfirmation !== undefined],
  ['open-ended', ({ input }) => input.schedule.numberOfTimes === undefined],
  ['sold once', ({ input }) => input.schedule.numberOfTimes === 1],
  ['sold for long', ({ input }) => (input.schedule.numberOfTimes ?? 0) >= 18],
  ['begins today', (script) => daysAhead(script) < 1],
  ['begins far off', (script) => daysAhead(script) > 365],
  ['on the last day of February in a leap year', ({ input }) => input.schedule.firstDate === '2028-02-29'],
  ['in a leap year', ({ input }) => input.schedule.firstDate.startsWith('2028')],
  ['a card through the vault', ({ card }) => card.throughVault],
  ['a stored card', ({ card }) => !card.throughVault],
  ['retries of the store', ({ store }) => store.offlineRetries !== undefined],
  ['a retry after weeks', ({ store }) => (store.offlineRetries?.intervalDays ?? 0) > 14],
  ['the first payment denied', ({ issuer }) => issuer.payment?.kind === 'deny'],
  ['the first payment without an answer of the issuer', ({ issuer }) => issuer.payment?.kind === 'error'],
  ['the activation in error', ({ issuer }) => issuer.activation === 'error'],
  [
    'executions in error',
    ({ issuer }) => Object.values(issuer.onExecution ?? {}).some(({ kind }) => kind === 'error'),
  ],
  ['early hand-overs', ({ input }) => (input.options?.continueAsNewAfterEvents ?? 4_000) <= 60],
  ['an operator who comes late', ({ operator }) => operator.reactionMs > 14 * DAY_MS],
  ['an operator who acknowledges', ({ operator }) => operator.acknowledges],
  ['nothing odd', ({ faults, acts }) => faults.length === 0 && acts.length === 0],
])('drawn: %s', (_what, is) => {
  expect(some(is)).toBe(true);
});

it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 24])('drawn: every %d months', (months) => {
  expect(some(({ input }) => input.schedule.intervalMonths === months)).toBe(true);
});

it.each([28, 29, 30, 31])('drawn: the %dth of a month', (day) => {
  expect(some(({ input }) => dayOfMonth(input.schedule.firstDate) === day)).toBe(true);
});

it.each(DENIALS)('drawn: an issuer who denies with %s', (code) => {
  expect(
    some(({ issuer: { payment, executions, onExecution = {} } }) =>
      [payment, executions, ...Object.values(onExecution)].some(
        (behaviour) => behaviour?.kind === 'deny' && behaviour.authorizerCode === code,
      ),
    ),
  ).toBe(true);
});

/** A NIT lives for 15 days: that much is documented (docs/gateway.md §5.1). A merchant asks for orders only where the store has that query. */
const ONE_READING: ReadonlySet<string> = new Set(['nitLifeDays', 'orderQueryEnabled']);

it.each(Object.keys(defaultSettings) as (keyof SandboxSettings)[])(
  'drawn: another reading of %s',
  (setting) => {
    const readings = new Set(scripts.map(({ settings }) => settings[setting] ?? defaultSettings[setting]));
    expect(readings.size).toBeGreaterThan(ONE_READING.has(setting) ? 0 : 1);
  },
);

it.each<[what: string, is: (act: Act, script: LifeScript) => boolean]>([
  ['confirm', (act) => act.kind === 'command' && act.name === 'confirm'],
  ['undo', (act) => act.kind === 'command' && act.name === 'undo'],
  [
    'both',
    (act, { acts }) =>
      act.kind === 'command' && acts.some((other) => other.kind === 'command' && other.name !== act.name),
  ],
  ['a command that is none', (act) => act.kind === 'forbidden_command'],
  ['a cancellation of the workflow', (act) => act.kind === 'cancel_request'],
  ['switched off in the portal', (act) => act.kind === 'portal_edit' && act.edit.status === 'INA'],
  ['switched on in the portal', (act) => act.kind === 'portal_edit' && act.edit.status === 'ATV'],
  ['the date put off', (act) => act.kind === 'portal_edit' && (act.shiftDays ?? 0) > 0],
  ['the date brought forward', (act) => act.kind === 'portal_edit' && (act.shiftDays ?? 0) < 0],
  ['another amount', (act) => act.kind === 'portal_edit' && act.edit.amountCents !== undefined],
  ['another number of times', (act) => act.kind === 'portal_edit' && act.edit.numberOfTimes !== undefined],
  ['another rhythm', (act) => act.kind === 'portal_edit' && act.edit.intervalMonths !== undefined],
  ['the first payment reversed', (act) => act.kind === 'portal_reversal' && act.of === 'immediate_payment'],
  ['a charge reversed', (act) => act.kind === 'portal_reversal' && act.of === 'last_charge'],
  ['executions repeated', (act) => act.kind === 'incident' && !act.finishedToo],
  ['the last execution repeated', (act) => act.kind === 'incident' && act.finishedToo],
])('drawn: %s', (_what, is) => {
  expect(someAct(is)).toBe(true);
});

it.each(CHANGES)('drawn: the change %s', (name) => {
  expect(someAct((act) => act.kind === 'change' && act.name === name)).toBe(true);
});

it.each(FORGERIES)('drawn: a forged post, %s', (forgery) => {
  expect(someAct((act) => act.kind === 'forged_post' && act.forgery === forgery)).toBe(true);
});

it.each<[what: string, is: (act: Act, script: LifeScript) => boolean]>([
  ['a flood of posts', (act) => act.kind === 'forged_post' && act.times >= 100],
  ['a change once more under its id', (act) => act.kind === 'change' && act.again !== undefined],
  ['two changes in one second', (act, { acts }) => changesAround(act, acts, 1_000).length > 1],
  ['a change within minutes of the job', (act) => act.kind === 'change' && isAroundTheJob(act.atMs)],
  [
    'resumed for a day',
    (act) => act.kind === 'change' && act.name === 'resume' && act.dateInDays !== undefined,
  ],
  ['missed dates charged', (act) => act.kind === 'change' && 'chargeMissed' in act.fields],
  ['cancelled at the end of the period', (act) => act.kind === 'change' && 'when' in act.fields],
  ['a date that has passed', (act) => act.kind === 'change' && (act.dateInDays ?? 1) < 0],
  ['another card through the vault', (act) => act.kind === 'change' && act.card?.throughVault === true],
])('drawn: %s', (_what, is) => {
  expect(someAct(is)).toBe(true);
});

it.each<[what: string, is: (act: Act, script: LifeScript) => boolean]>([
  ['the whole of a charge given back', (act) => act.kind === 'refund' && act.share === undefined],
  ['a part of a charge given back', (act) => act.kind === 'refund' && (act.share ?? 1) < 1],
  ['more given back than was captured', (act) => act.kind === 'refund' && (act.share ?? 0) > 1],
  ['the charge of a cycle given back', (act) => act.kind === 'refund' && act.named === 'by_cycle'],
  ['given back to another card', (act) => act.kind === 'refund' && act.card === 'another'],
  ['a refund once more under its id', (act) => act.kind === 'refund' && act.again !== undefined],
  [
    'two refunds within minutes',
    (act, { acts }) =>
      act.kind === 'refund' &&
      acts.some(
        (other) => other.kind === 'refund' && other !== act && Math.abs(other.atMs - act.atMs) < 480_000,
      ),
  ],
  ['given back in the portal', (act) => act.kind === 'portal_refund'],
  [
    'a refund that the issuer decides later',
    (act, { issuer }) => act.kind === 'refund' && issuer.refund?.kind === 'pending',
  ],
  [
    'a refund that the issuer denies',
    (act, { issuer }) => act.kind === 'refund' && issuer.refund?.kind === 'deny',
  ],
])('drawn: %s', (_what, is) => {
  expect(someAct(is)).toBe(true);
});

it.each<[what: string, is: (past: Past, script: LifeScript) => boolean]>([
  [
    'adopted before its first date',
    ({ schedule }, { startMs }) => Date.parse(schedule.initialDate) > startMs,
  ],
  ['adopted after a year', ({ madeMs }, { startMs }) => startMs - madeMs > 365 * DAY_MS],
  ['adopted within hours of the job', (_past, { startMs }) => isAroundTheJob(startMs)],
  ['under another order id', ({ schedule }, { input }) => schedule.orderId !== input.orderId],
  [
    'sold for another amount',
    ({ schedule }, { input }) => schedule.amountCents !== input.schedule.amountCents,
  ],
  ['edited in the portal before', ({ acts }) => acts.some(({ kind }) => kind === 'portal_edit')],
  ['reversed in the portal before', ({ acts }) => acts.some(({ kind }) => kind === 'portal_reversal')],
  ['repeated around the adoption', ({ acts }) => acts.some(({ kind }) => kind === 'incident')],
  ['followed by who created it', ({ followed }) => followed === 'by_creator'],
  ['claimed by another', ({ followed }) => followed === 'by_claim'],
  ['claimed by one that has ended', ({ followed }) => followed === 'by_one_that_ended'],
  ['with a SID that is none', ({ namesOtherSid }) => namesOtherSid],
  ['with its next date', ({ namesNextDate }) => namesNextDate],
])('drawn: a schedule %s', (_what, is) => {
  expect(some((script) => script.past !== undefined && is(script.past, script))).toBe(true);
});

it.each(['refuse', 'sold_holds', 'gateway_holds'])('drawn: an adoption on %s', (choice) => {
  expect(some(({ input }) => input.entry === 'adopt' && input.ifTermsDiffer === choice)).toBe(true);
});

it('drawn: more than half of the lives with posts or changes, and many without', () => {
  const withPosts = scripts.filter(({ posts }) => posts.status || posts.authenticity).length;
  expect(withPosts).toBeGreaterThan(0.5 * SEEDS);
  expect(withPosts).toBeLessThan(0.7 * SEEDS);
  expect(some(({ posts }) => posts.status && !posts.authenticity)).toBe(true);
});

it.each(postFaultKinds)('drawn: a SEID whose post meets %s', (kind) => {
  expect(
    some(({ faults }) =>
      faults.some((fault) => fault.type === 'post' && fault.to === 'authenticity' && fault.kind === kind),
    ),
  ).toBe(true);
});

const changesAround = ({ atMs }: Act, acts: readonly Act[], ms: number): Act[] =>
  acts.filter((act) => act.kind === 'change' && Math.abs(act.atMs - atMs) < ms);

/** 03:30 in São Paulo is 06:30 UTC. */
const isAroundTheJob = (ms: number): boolean => Math.abs((ms % DAY_MS) - 6.5 * 3_600_000) < 180_000;

it.each([
  ...OWN_WIRE_FAULTS,
  ...['reset_before', 'execute_then_drop', 'execute_then_502', 'hold', 'hold_before'],
  ...['error_500', 'garbage', 'extra_fields', 'json_numbers'],
  ...['gateway_away', 'temporal_away', 'nobody_polls', 'queue_full', 'worker_lost'],
  ...['evicted', 'upgraded', 'command_repeated', 'command_late'],
  ...['post', 'forged_seid', 'doors_away'],
])('drawn: the fault %s', (kind) => {
  expect(faultKinds).toContain(kind);
});

it('drawn: every kind of fault on every call that changes something', () => {
  for (const route of [
    'create',
    'pay',
    'activate',
    'confirm',
    'undo',
    'begin_edit',
    'edit',
    'begin_refund',
    'refund',
  ])
    for (const kind of OWN_WIRE_FAULTS)
      expect([
        route,
        kind,
        some(({ faults }) =>
          faults.some((fault) => fault.type === 'wire' && fault.route === route && fault.kind === kind),
        ),
      ]).toEqual([route, kind, true]);
});

it('drawn: an answer that comes after the client has given up, a gateway away for days, Temporal away for hours', () => {
  const spans = (type: string): number[] =>
    scripts.flatMap(({ faults }) =>
      faults.flatMap((fault) =>
        fault.type === type && 'fromMs' in fault ? [fault.toMs - fault.fromMs] : [],
      ),
    );
  const holds = scripts.flatMap(({ faults }) =>
    faults.flatMap((fault) =>
      fault.type === 'wire' && fault.kind.startsWith('hold') ? [fault.ms ?? 0] : [],
    ),
  );
  expect(Math.max(...holds)).toBeGreaterThan(90_000);
  expect(Math.max(...spans('gateway_away'))).toBeGreaterThan(14 * DAY_MS);
  expect(Math.max(...spans('temporal_away'))).toBeGreaterThan(4 * 3_600_000);
  expect(Math.max(...spans('nobody_polls'))).toBeGreaterThan(DAY_MS);
  expect(Math.max(...spans('queue_full'))).toBeGreaterThan(DAY_MS);
});
