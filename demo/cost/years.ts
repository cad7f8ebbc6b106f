import { workflowIdOf } from '../../contract/ids';
import type { NewStart } from '../../contract/input';
import { chargeMomentMs } from '../../domain/calendar';
import { cardToken } from '../../stories/cards';
import { payNow } from '../../stories/orders';
import { DAY_MS } from '../../stories/times';
import type { World } from '../../stories/world';
import { monthsAfter } from '../dates';
import { readHistory, type HistoryCost } from '../history';

/** What a year of one subscription cost, and what it may cost. */
export interface YearCost {
  /** What happened in it, as a phrase. */
  what: string;
  cost: HistoryCost;
  /** Executions that the gateway made in it, and how many of them the issuer denied. */
  charges: number;
  denials: number;
  mayCost: { events: number; actions: number };
  ok: boolean;
}

/** What a year may cost at the Temporal server. */
const MAY_COST = {
  quiet: { events: 250, actions: 60 },
  busy: { events: 450, actions: 140 },
} as const;

/** First charge after ten days, the twelfth eleven months later, and a look after it. */
const YEAR_DAYS = 356;
/** More charges than are looked at: what comes once at the end of a life is no part of a year. */
const GOES_ON = { numberOfTimes: 24 };
const CHARGES = 12;
/** The gateway posts within minutes of its job (docs/gateway.md §6). */
const POSTED_AFTER_MS = 10 * 60_000;
const WHO = { by: 'Ana', reason: 'the customer asked for it' };

/** A first payment, twelve monthly charges, and nothing else: no post, no command. */
export async function quietYear(world: World, orderId: string): Promise<YearCost> {
  const order = await payNow(world, orderId, GOES_ON);
  await world.begin(order);
  await world.clock.advanceBy(YEAR_DAYS * DAY_MS);
  return costOfYear(world, order, 'quiet: 12 charges', MAY_COST.quiet);
}

/** Twelve charges, three of them denied; four edits by command; each charge is posted, two of them twice. All through the real doors. */
export async function busyYear(world: World, orderId: string): Promise<YearCost> {
  await world.openDoors();
  const order = await payNow(world, orderId, GOES_ON);
  await makeEventful(world, order);
  await world.begin(order);
  const editsAfter = await editsOf(world, order);
  for (let month = 1; month <= CHARGES; month += 1) {
    await untilCharged(world, monthsAfter(order.schedule.firstDate, month - 1));
    await editsAfter[month]?.();
  }
  await world.clock.advanceBy(DAY_MS);
  return costOfYear(world, order, 'busy: 12 charges, 3 denials, 4 edits, 14 posts', MAY_COST.busy);
}

/**
 * Lets the job of a due date run, and its posts arrive, as they do in life: on that day, before anybody asks by the clock. The
 * gateway's clock goes first, so that the subscription's is taken there before the job.
 */
async function untilCharged({ clock, sandbox }: World, dueDate: string): Promise<void> {
  const jobMs = chargeMomentMs(dueDate);
  await clock.advanceTo(new Date(jobMs - POSTED_AFTER_MS));
  await clock.advanceTo(new Date(jobMs + POSTED_AFTER_MS));
  await sandbox.control.postsSent();
  await clock.untilIdle();
}

/** What a person asks for, by the charge after which he does. */
async function editsOf(world: World, order: NewStart): Promise<Record<number, () => Promise<unknown>>> {
  const { subscriptions, clock } = world;
  const card = { kind: 'carat_token', token: await cardToken(world, 'mastercard') } as const;
  return {
    1: () => subscriptions.changeAmount(order, { ...WHO, amountCents: 5_990 }),
    5: () => subscriptions.changeCard(order, { ...WHO, card }),
    8: async () => {
      await subscriptions.pause(order, WHO);
      await clock.advanceBy(5 * DAY_MS);
      await subscriptions.resume(order, WHO);
    },
  };
}

const DENIED = { kind: 'deny', authorizerCode: '51' } as const;

async function makeEventful(world: World, { orderId, card }: NewStart): Promise<void> {
  const { control } = world.sandbox;
  if (card.kind !== 'carat_token') throw new Error('only a stored card has a token to name it by');
  await control.scriptCard(card.token, { orderId, onExecution: { 2: DENIED, 3: DENIED, 4: DENIED } });
  await control.addPostFault({ to: 'status', kind: 'twice', orderId, times: 2 });
}

async function costOfYear(
  { client, merchant, sandbox }: World,
  { orderId }: NewStart,
  what: string,
  mayCost: YearCost['mayCost'],
): Promise<YearCost> {
  const { cost } = await readHistory(client, workflowIdOf(merchant, orderId));
  const executed = (await sandbox.control.ledger()).filter(
    (entry) => entry.orderId === orderId && entry.kind === 'scheduled',
  );
  const ok = cost.events <= mayCost.events && cost.actions <= mayCost.actions;
  const denials = executed.filter(({ outcome }) => outcome === 'denied').length;
  return { what, cost, charges: executed.length, denials, mayCost, ok };
}
