import type { PaymentFacts, QueryOutcome } from '../../../domain/gateway/answers';
import { cycleOutcome, type Ledger } from '../../../domain/ledger/ledger';
import type { ChargeOutcome } from '../../../domain/ledger/outcomes';
import { applyPoll } from '../../../domain/schedule/apply-poll';
import { applyCharge, applyPassedDate, applySearchDay, readingStep } from '../../../domain/schedule/reading';
import type { RuleContext, SubscriptionOrder } from '../../../domain/subscription/order';
import type { SubscriptionRecord } from '../../../domain/subscription/record';
import { done, orderOf, running, scheduleFacts } from './record';

/** One poll of the gateway: the charges that are new, and the next date that is told with them. */
export interface Look {
  on: string;
  charges?: [day: string | undefined, nit: string, outcome?: ChargeOutcome, amountCents?: number | null][];
  nextDate?: string;
  inactive?: true;
  status?: string;
  currentTimes?: number;
}

const STATUSES: Record<ChargeOutcome, string> = {
  paid: 'CON',
  denied: 'NEG',
  failed: 'ERR',
  undone: 'PPN',
  expired: 'EXP',
  refunded: 'EST',
  reversed: 'EST',
  pending: 'PEN',
  unknown: 'PEN',
};

/** A gateway that answers what the polls so far have told. */
class Gateway {
  readonly charges = new Map<string, PaymentFacts>();
  readonly #listedBefore: readonly string[];

  constructor(listedBefore: readonly string[]) {
    this.#listedBefore = listedBefore;
  }

  take({ charges = [] }: Look): void {
    for (const [day, nit, outcome = 'paid', amountCents = 4_990] of charges) {
      this.charges.set(nit, {
        nit,
        status: STATUSES[outcome],
        ...(amountCents === null ? {} : { amountCents }),
        // The job runs at 03:30 in São Paulo, 06:30 UTC.
        ...(day === undefined ? {} : { at: `${day}T06:30:00.000Z` }),
      });
    }
  }

  charge(nit: string): QueryOutcome {
    const payment = this.charges.get(nit);
    return payment === undefined ? { kind: 'no_answer', reason: 'gateway_silent' } : done({ payment });
  }

  poll(look: Look): QueryOutcome {
    const { nextDate, inactive, status, currentTimes } = look;
    const facts = scheduleFacts({
      status: status ?? (inactive === true ? 'INA' : nextDate === undefined ? 'FIN' : 'ATV'),
      nits: [...this.#listedBefore, ...this.charges.keys()],
      ...(nextDate === undefined ? {} : { nextDate }),
      ...(currentTimes === undefined ? {} : { currentTimes }),
    });
    return done({ schedule: facts });
  }
}

/** A subscription after some polls, taken over by the rules as the loop applies them. */
export function recordAfter(order: SubscriptionOrder, looks: readonly Look[]): SubscriptionRecord {
  const start = running(order, { nextDate: looks[0]?.nextDate ?? order.schedule.firstDate });
  return lookedAt(start, order, looks);
}

/**
 * A subscription that runs, after some polls.
 *
 * @param listedBefore - NITs that the gateway lists and nobody may ask for
 */
export function lookedAt(
  start: SubscriptionRecord,
  order: SubscriptionOrder,
  looks: readonly Look[],
  listedBefore: readonly string[] = [],
): SubscriptionRecord {
  const gateway = new Gateway(listedBefore);
  return looks.reduce((record, look) => {
    gateway.take(look);
    const context = { order, nowMs: Date.parse(`${look.on}T08:00:00.000Z`) };
    return read(applyPoll(record, gateway.poll(look), context), gateway, context);
  }, start);
}

/** Does the steps of a reading, one charge each. */
function read(record: SubscriptionRecord, gateway: Gateway, context: RuleContext): SubscriptionRecord {
  const { reading } = record.schedule;
  const step = reading === undefined ? undefined : readingStep(reading);
  switch (step?.kind) {
    case 'read_charge':
      return read(applyCharge(record, step.nit, gateway.charge(step.nit), context), gateway, context);
    case 'search_charge':
      return read(applySearchDay(record, step.nit, done({ payments: [] }), context), gateway, context);
    case 'list_passed_date':
      return read(applyPassedDate(record, done({ payments: [] }), context), gateway, context);
    case undefined:
      return record;
  }
}

/** The ledger after some polls; the first cycle is due on the first date that is told. */
export function after(intervalMonths: number, ...looks: Look[]): Ledger {
  const firstDate = looks[0]?.nextDate ?? looks[0]?.on ?? '2026-04-10';
  const schedule = { amountCents: 4_990, firstDate, intervalMonths };
  return recordAfter(orderOf({ entry: 'start_later', schedule }), looks).ledger;
}

/** Each cycle as one line: due date, outcome, NITs. */
export const told = (ledger: Ledger): string[] =>
  ledger.cycles.map((cycle) => {
    const nits = cycle.charges.map(({ nit }) => nit).join(' ');
    return `${cycle.dueDate} ${cycleOutcome(cycle)} ${nits}`.trim();
  });

/** April is charged, May is due on the tenth. */
export const APRIL: Look[] = [
  { on: '2026-04-01', nextDate: '2026-04-10' },
  { on: '2026-04-10', charges: [['2026-04-10', 'apr']], nextDate: '2026-05-10' },
];
