import type { PORTAL_STATUSES } from '../../contract/rehearsal';
import { formatReais } from '../../domain/money';
import { SandboxError } from '../../sandbox/sandbox-error';
import type { Stack } from '../stack';
import { atGateway } from './at-gateway';
import type { Named } from './clock-actions';
import { RehearsalRefused } from './refused';

/** What somebody does in the vendor's portal; at least one of them. */
export interface PortalWish {
  status?: (typeof PORTAL_STATUSES)[number] | undefined;
  amountCents?: number | undefined;
  nextDate?: string | undefined;
  /** Reverses the last charge that was paid. */
  reverse?: boolean | undefined;
}

/** Does what a person in the vendor's portal would: nobody of ours is told, but by the gateway's posts. */
export async function portal(
  stack: Stack,
  { merchant, orderId, status, amountCents, nextDate, reverse = false }: Named & PortalWish,
): Promise<string[]> {
  const edit = {
    ...(status === undefined ? {} : { status }),
    ...(amountCents === undefined ? {} : { amountCents }),
    ...(nextDate === undefined ? {} : { nextDate }),
  };
  const edits = Object.keys(edit).length > 0;
  if (!edits && !reverse)
    throw new RehearsalRefused(
      'nothing to do',
      'Give --status, --amount-cents, --next-date or --reverse: what somebody does in the portal.',
    );
  if (edits && reverse)
    throw new RehearsalRefused(
      '--reverse excludes the others',
      'Give it by itself: one thing after another.',
    );
  const ref = { merchant, orderId };
  const told = edits ? await edited(stack, ref, edit) : await reversed(stack, ref);
  return [told, `The subscription learns it with its next question: \`carat show ${merchant}/${orderId}\`.`];
}

type Edit = Parameters<Stack['sandbox']['control']['editSchedule']>[1];

async function edited(stack: Stack, named: Named, edit: Edit): Promise<string> {
  const { schedule } = await atGateway(stack, named);
  if (schedule === undefined) throw nothingThere(named, 'no schedule');
  await stack.sandbox.control.editSchedule(schedule.sid, edit).catch(asRefusal);
  const { status, amountCents, nextDate } = { ...schedule, ...edit };
  return `The gateway keeps its schedule as ${status}, ${formatReais(amountCents)}, next date ${nextDate}.`;
}

async function reversed(stack: Stack, { merchant, orderId }: Named): Promise<string> {
  const { control } = stack.sandbox;
  const known = await atGateway(stack, { merchant, orderId });
  const last = (await control.ledger()).findLast(
    (entry) =>
      entry.merchantId === known.merchantId &&
      entry.state === 'confirmed' &&
      !entry.reversed &&
      (entry.orderId === known.orderId || (entry.sid !== undefined && entry.sid === known.schedule?.sid)),
  );
  if (last === undefined) throw nothingThere({ merchant, orderId }, 'no paid charge');
  await control.reversePayment(last.nit).catch(asRefusal);
  return `Its charge of ${formatReais(last.amountCents)} (NIT ${last.nit}) is reversed.`;
}

const nothingThere = ({ merchant, orderId }: Named, what: string): RehearsalRefused =>
  new RehearsalRefused(
    `the gateway has ${what} of ${merchant}/${orderId}`,
    'Start it, or let a month pass, first.',
  );

function asRefusal(error: unknown): never {
  if (error instanceof SandboxError)
    throw new RehearsalRefused(
      error.message,
      'The portal takes what the gateway takes: see `carat dev portal --help`.',
    );
  throw error;
}
