import type { SubscriptionView } from '../../contract/view';
import { formatReais } from '../../contract/vocabulary';
import { isQuestion } from './routes';
import type { LifeRecord, SentCommand } from '../playing/life-record';
import type { WireEntry } from '../worker/wire';
import { shortId } from '../judge/finding';

/** One line of a story: when, who, what. */
interface Line {
  at: string;
  who: 'sold' | 'gateway' | 'wire' | 'subscription' | 'portal' | 'command' | 'operator' | 'fault';
  what: string;
}

/** How to tell a story. */
export interface StoryOptions {
  /** Also the questions that were answered as usual. @default false */
  everything?: boolean;
}

/** A life as dated lines: what was sold, what the gateway, the wire, people and our side did, in order. */
export function storyOf(life: LifeRecord, { everything = false }: StoryOptions = {}): string[] {
  const lines = [
    sold(life),
    ...life.wire.filter((entry) => everything || isWorthTelling(entry)).map(wireLine),
    ...life.truth.ledger.map(chargeLine),
    ...life.truth.posts.map(postLine),
    ...life.view.audit.map(auditLine),
    ...life.acts.map(({ at, done, what }): Line => ({
      at,
      who: 'portal',
      what: done ? what : `not possible: ${what}`,
    })),
    ...life.commands.map(commandLine),
    ...life.decisions.map(({ at, call, decision }): Line => ({
      at,
      who: 'operator',
      what: `finds out: ${call} ${decision}`,
    })),
    ...life.attention.map(({ at, flags }): Line => ({
      at,
      who: 'subscription',
      what: `flags: ${flags.join(', ') || 'none'}`,
    })),
    ...absences(life),
  ].sort((one, other) => one.at.localeCompare(other.at));
  return [...lines.map(written), ...viewLines(life.view)];
}

const written = ({ at, who, what }: Line): string =>
  `${at.slice(0, 19).replace('T', ' ')}  ${who.padEnd(12)}  ${what}`;

function sold({ script }: LifeRecord): Line {
  const { input, settings, store, issuer, card } = script;
  const { amountCents, firstDate, numberOfTimes = 'open-ended', intervalMonths = 1 } = input.schedule;
  const now = input.entry === 'pay_now' ? `${formatReais(input.payment.amountCents)} now, then ` : '';
  const late = input.entry === 'pay_now' && input.lateConfirmation !== undefined ? ', confirmed later' : '';
  const terms = `${now}${formatReais(amountCents)} from ${firstDate}, ${String(numberOfTimes)} times every ${String(intervalMonths)} months${late}`;
  const world = JSON.stringify({ options: input.options, settings, ...store, issuer, card });
  return { at: new Date(script.startMs).toISOString(), who: 'sold', what: `${terms}; ${world}` };
}

/** Questions that were simply answered are left out. */
const isWorthTelling = ({ fault, route }: WireEntry): boolean => fault !== undefined || !isQuestion(route);

function wireLine({ at, route, nth, subject, sets, faultKind, request, exchange }: WireEntry): Line {
  const about = subject === '' ? '' : ` ${shortId(subject)}`;
  const fault = faultKind === undefined ? '' : ` meets ${faultKind}`;
  const did = request === undefined ? 'never arrives' : request.executed ? 'executed' : 'nothing executed';
  const set = sets === undefined ? '' : ` sets ${JSON.stringify(sets)}`;
  const what = `${route} #${String(nth)}${about}${set}${fault}; ${did}; ${whatCame(exchange)}`;
  return { at, who: 'wire', what };
}

function whatCame(exchange: WireEntry['exchange']): string {
  switch (exchange?.kind) {
    case 'answered':
      return `HTTP ${String(exchange.httpStatus)}${statusesIn(exchange.text)}`;
    case 'lost':
    case 'not_sent':
      return `${exchange.kind}: ${exchange.reason}`;
    case undefined:
      return 'nobody is there to read an answer';
  }
}

/** The statuses in an answer, as far as a glance shows them. */
function statusesIn(text: string): string {
  const found = [...text.matchAll(/"(code|status|next_date|current_times)": ?"?([^",}]*)/g)].slice(0, 6);
  return found.length === 0
    ? ', no answer of the gateway'
    : ` ${found.map(([, name, value]) => `${name ?? ''} ${value ?? ''}`).join(', ')}`;
}

const WHICH: Partial<Record<LifeRecord['truth']['ledger'][number]['kind'], string>> = {
  payment: 'the first payment',
  refund: 'a refund',
};

function chargeLine({
  at,
  kind,
  nit,
  cycle,
  amountCents,
  outcome,
  state,
  authorizerCode,
  repeated,
  reversed,
}: LifeRecord['truth']['ledger'][number]): Line {
  const which = WHICH[kind] ?? `execution ${String(cycle ?? '?')}`;
  const marks = [state, authorizerCode, repeated ? 'repeated' : '', reversed ? 'reversed later' : ''].filter(
    (mark) => mark !== '',
  );
  return {
    at,
    who: 'gateway',
    what: `${outcome}: ${which}, ${formatReais(amountCents)}, ${shortId(nit)} (${marks.join(', ')})`,
  };
}

function postLine({
  at,
  to,
  parameters,
  attempt,
  fault,
  answer,
}: LifeRecord['truth']['posts'][number]): Line {
  const { nit, seid, status = '' } = parameters;
  const about = shortId(seid ?? nit ?? '');
  const how = `${attempt > 1 ? ` for the ${String(attempt)}th time` : ''}${fault === undefined ? '' : ` meets ${fault}`}`;
  return { at, who: 'gateway', what: `posts ${to} ${about} ${status}${how}: ${String(answer)}` };
}

const auditLine = ({ at, by, what, reason }: SubscriptionView['audit'][number]): Line => ({
  at,
  who: 'subscription',
  what: `${by}: ${what}${reason === undefined ? '' : ` (${reason})`}`,
});

function commandLine({ sentAt, name, id, by, outcome }: SentCommand): Line {
  const answer = outcome === undefined ? 'no answer yet' : outcome.kind;
  const detail = outcome !== undefined && 'failure' in outcome ? messageIn(outcome.failure) : '';
  return { at: sentAt, who: 'command', what: `${by} sends ${name} (${id}): ${answer}${detail}` };
}

const messageIn = (failure: string): string =>
  `, ${(JSON.parse(failure) as { message?: string }).message ?? ''}`;

/** Faults that last: they have no request of their own. */
function absences({ script, faults }: LifeRecord): Line[] {
  return script.faults.flatMap((fault): Line[] => {
    const at = 'fromMs' in fault ? fault.fromMs : 'atMs' in fault ? fault.atMs : undefined;
    if (at === undefined || (fault.type === 'gateway_away' && !(fault.id in faults))) return [];
    const until = 'toMs' in fault ? ` until ${new Date(fault.toMs).toISOString().slice(0, 19)}` : '';
    return [{ at: new Date(at).toISOString(), who: 'fault', what: `${fault.id}${until}` }];
  });
}

function viewLines({
  state,
  attention,
  gateway,
  ledger,
  nextMoment,
  waitingFor,
}: SubscriptionView): string[] {
  const { paymentStatus = '–', scheduleStatus = '–' } = gateway;
  const next = nextMoment === undefined ? '' : `, next ${nextMoment}: ${waitingFor ?? ''}`;
  return [
    `in the end: ${state}, payment ${paymentStatus}, schedule ${scheduleStatus}, flags: ${attention.join(', ') || 'none'}${next}`,
    ...ledger.immediate.map((charge) => `  first payment: ${chargeInWords(charge)}`),
    ...ledger.cycles.map(
      ({ number, dueDate, outcome, charges }) =>
        `  cycle ${String(number)} of ${dueDate}: ${outcome}${charges.map((charge) => `; ${chargeInWords(charge)}`).join('')}`,
    ),
  ];
}

function chargeInWords({
  nit,
  outcome,
  at = '?',
  amountCents = 0,
  knownBy,
}: SubscriptionView['ledger']['immediate'][number]): string {
  return `${shortId(nit)} ${outcome} ${formatReais(amountCents)} of ${at.slice(0, 10)}, by ${knownBy}`;
}
