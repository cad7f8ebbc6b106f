import { DateTime } from 'luxon';
import { SubscriptionClient, type SubscriptionRef } from '../../client';
import { workflowIdOf } from '../../contract/ids';
import { REHEARSAL_RANGES } from '../../contract/rehearsal';
import { GATEWAY_ZONE } from '../../domain/calendar';
import { counted } from '../../domain/counted';
import { formatReais } from '../../domain/money';
import type { LedgerEntry } from '../../sandbox/state/ledger';
import { storeIdOf, type Stack } from '../stack';
import { inForce } from './in-force';
import { RehearsalRefused } from './refused';
import { givingBack } from './untaken-calls';

/** A subscription that an action is about. */
export interface Named {
  merchant: string;
  orderId: string;
}

/** What `advance` takes: a date (its noon, when the charge of that day is known), an instant, or days from now. */
export interface Advance extends Named {
  to?: string | undefined;
  days?: number | undefined;
}

/** Open subscriptions that one move takes along: each is asked at every step. */
const COMPANIONS_MAX = 50;
/** How long each of them is waited for before it stays where it is. */
const ASKED_WITHIN_MS = 2_000;
/** Hour of a date at which everything of that day is known: the daily job runs at 03:30, and is asked after soon. */
const NOON = 12;
const DAY_MS = 86_400_000;

/** An instant in São Paulo, e.g. `2027-02-11 12:00`. */
export const local = (instant: Date): string =>
  DateTime.fromJSDate(instant, { zone: GATEWAY_ZONE }).toFormat('yyyy-MM-dd HH:mm');

/** What time it is at the gateway, what happens there next, and what goes wrong until `recover`. */
export async function status(stack: Stack): Promise<string[]> {
  const { control } = stack.sandbox;
  const next = await control.nextMoment();
  return [
    `It is ${local(await control.now())} at the sandbox.`,
    next === undefined ? 'Nothing is due there.' : `The next thing there is due at ${local(next)}.`,
    ...inForce(stack),
  ];
}

/**
 * Moves a subscription and the sandbox together; one that is behind the sandbox is brought to its time first. The others that are open come
 * along: the posts of a gateway that is ahead would tell them of their future. Afterwards all go on with real time.
 */
export async function advance(stack: Stack, { merchant, orderId, to, days }: Advance): Promise<string[]> {
  const { sandbox, clock } = stack;
  const { control } = sandbox;
  await refuseEnded(stack, { merchant, orderId });
  const from = await control.now();
  const target = targetOf(from, { to, days });
  const before = (await control.ledger()).length;
  const own = workflowIdOf(merchant, orderId);
  const { along, silent, beyond } = await moved(stack, own, () => clock.advanceTo(target));
  const after = await subscriptionsOf(stack).get({ merchant, orderId });
  // One that was adopted may have another order id there.
  const isOwn = (entry: LedgerEntry): boolean =>
    entry.merchantId === storeIdOf(merchant) &&
    (entry.orderId === orderId || (entry.sid !== undefined && entry.sid === after.gateway.sid));
  const executed = (await control.ledger()).slice(before).filter(isOwn);
  const also = along === 0 ? '' : ` (and ${String(along)} more that are open)`;
  return [
    `The sandbox and ${merchant}/${orderId}${also} are at ${local(target)}.`,
    ...executed.map(chargeText),
    ...aheadText(target),
    ...(silent.length === 0
      ? []
      : [behind(silent.length, `nobody answers for ${silent.slice(0, SILENT_NAMED).join(', ')}`)]),
    ...(beyond === 0 ? [] : [behind(beyond, `${String(COMPANIONS_MAX)} come along at most`)]),
  ];
}

const behind = (count: number, why: string): string =>
  `${counted(count, 'other open subscription', 'other open subscriptions')} stayed behind: ${why}.`;

/** How many of those that stayed behind are named. */
const SILENT_NAMED = 5;

/** The others beside the one that is moved. */
interface Others {
  /** They can be asked, and come along. */
  others: string[];
  /** Nobody answers for them. */
  silent: string[];
  /** More than come along. */
  beyond: number;
}

async function othersBeside(stack: Stack, own: string): Promise<Others> {
  const { merchants } = stack;
  const subscriptions = subscriptionsOf(stack);
  const others: string[] = [];
  const silent: string[] = [];
  let beyond = 0;
  let asked = 0;
  const served = merchants.map(({ alias }) => alias);
  for await (const { workflowId, merchant, orderId } of subscriptions.listAll({ open: true })) {
    if (workflowId === own) continue;
    if (!served.includes(merchant)) silent.push(`${merchant}/${orderId}`);
    else if ((asked += 1) > COMPANIONS_MAX) beyond += 1;
    else if (await canBeAsked(subscriptions, { merchant, orderId })) others.push(workflowId);
    else silent.push(`${merchant}/${orderId}`);
  }
  return { others, silent, beyond };
}

export const subscriptionsOf = ({ client, taskQueue }: Stack): SubscriptionClient =>
  new SubscriptionClient(client, { taskQueue });

/** What is started meanwhile lives in real time, and meets a gateway that is ahead of it. */
function aheadText(target: Date): string[] {
  if (target.getTime() - Date.now() < DAY_MS) return [];
  const date = local(target).slice(0, 'YYYY-MM-DD'.length);
  return [
    `What you start from now on begins today: give it a --first-date after ${date}; what you adopt, its --next-date.`,
  ];
}

/** One that is stuck, or whose payloads need a codec, would hold up the move of all. */
const canBeAsked = (subscriptions: SubscriptionClient, ref: SubscriptionRef): Promise<boolean> =>
  subscriptions.get(ref, { timeoutMs: ASKED_WITHIN_MS }).then(
    () => true,
    () => false,
  );

/**
 * Runs a move of the clock with one execution, and the others; between moves the sandbox goes with real time.
 *
 * @returns how many others came along, and how many stayed
 */
export async function moved(
  stack: Stack,
  workflowId: string,
  move: () => Promise<void>,
): Promise<{ along: number } & Omit<Others, 'others'>> {
  const { clock, sandbox } = stack;
  const { others, silent, beyond } = await othersBeside(stack, workflowId);
  await sandbox.control.setClockMode('manual');
  clock.releaseAll();
  for (const followed of [workflowId, ...others]) clock.follow(followed);
  try {
    await givingBack(stack, [workflowId, ...others], move);
    return { along: others.length, silent, beyond };
  } finally {
    clock.releaseAll();
    await sandbox.control.setClockMode('follow');
  }
}

function targetOf(from: Date, { to, days }: Pick<Advance, 'to' | 'days'>): Date {
  if (to === undefined) return new Date(from.getTime() + (days ?? 0) * DAY_MS);
  const time = /^\d{4}-\d{2}-\d{2}$/.test(to)
    ? DateTime.fromISO(to, { zone: GATEWAY_ZONE }).set({ hour: NOON })
    : DateTime.fromISO(/(?:Z|[+-]\d{2}:?\d{2})$/.test(to) ? to : '', { setZone: true });
  if (!time.isValid)
    throw new RehearsalRefused(
      '--to must be a date YYYY-MM-DD, or an instant with its zone',
      'For example --to 2027-02-11; that is its noon in São Paulo.',
    );
  const target = time.toJSDate();
  if (target < from)
    throw new RehearsalRefused(
      `the sandbox is at ${local(from)} already, and its time does not go back`,
      'Name a later date, or begin anew with `npm start -- --fresh`.',
    );
  if (target.getTime() - from.getTime() > REHEARSAL_RANGES.advance.max * DAY_MS)
    throw new RehearsalRefused(
      `one move goes ${String(REHEARSAL_RANGES.advance.max)} days at most`,
      'Move in several steps.',
    );
  return target;
}

async function refuseEnded({ client }: Stack, { merchant, orderId }: Named): Promise<void> {
  const handle = client.workflow.getHandle(workflowIdOf(merchant, orderId));
  const described = await handle.describe().catch(() => undefined);
  if (described?.status.name === 'RUNNING') return;
  throw new RehearsalRefused(
    `${merchant}/${orderId} ${described === undefined ? 'does not exist' : 'has ended'}`,
    'Start one with `carat start`; `carat list --open` shows those that run.',
  );
}

const chargeText = ({ at, kind, outcome, amountCents, authorizerCode }: LedgerEntry): string => {
  const what = kind === 'refund' ? 'refund' : 'charge';
  const how = outcome === 'approved' ? 'approved' : `${outcome} (${authorizerCode})`;
  return `${local(new Date(at))}: ${what} of ${formatReais(amountCents)} ${how}.`;
};
