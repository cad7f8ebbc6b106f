import { DateTime } from 'luxon';
import type { LOSABLE_CALLS } from '../../contract/rehearsal';
import { GATEWAY_ZONE } from '../../domain/calendar';
import { paymentsPutToIssuer } from '../../sandbox/state/transactions';
import type { Stack } from '../stack';
import { atGateway } from './at-gateway';
import { local, type Named } from './clock-actions';
import { RehearsalRefused } from './refused';

/** When the daily job runs, after midnight (docs/gateway.md §6). */
const DAILY_JOB_MS = 3.5 * 3_600_000;
/** Days after an execution on which it can be repeated, as the sandbox takes them. */
const REPEAT_DAYS_MAX = 27;

/** The issuer says no to the next charge of an order, whatever card it is on: its first payment, or else its next execution. */
export async function denyNext(
  stack: Stack,
  { merchant, orderId, code = '51' }: Named & { code?: string | undefined },
): Promise<string[]> {
  const { control } = stack.sandbox;
  const { schedule, ...of } = await atGateway(stack, { merchant, orderId });
  const deny = { kind: 'deny', authorizerCode: code } as const;
  const isRunning = schedule?.status === 'ATV' || schedule?.status === 'INA';
  const onExecution = { [(schedule?.attempts ?? 0) + 1]: deny };
  const paid = paymentsPutToIssuer(await control.transactions(), of);
  const script = {
    ...of,
    onExecution,
    ...(isRunning ? {} : { onPayment: { [1 + paid]: deny } }),
  };
  for (const { token } of await control.cards()) await control.scriptCard(token, script);
  const which = isRunning ? `the next charge, due on ${schedule.nextDate},` : 'the next first payment';
  return [`The issuer will deny ${which} of ${merchant}/${orderId} with code ${code}.`];
}

/** The gateway carries the next call of a kind out, and its answer is lost on the way. */
export async function loseNextReply(
  stack: Stack,
  { merchant, orderId, call = 'pay' }: Named & { call?: (typeof LOSABLE_CALLS)[number] | undefined },
): Promise<string[]> {
  const { control } = stack.sandbox;
  const { schedule, ...of } = await atGateway(stack, { merchant, orderId });
  await control.addFault({ route: call, kind: 'execute_then_drop', ...of });
  return [
    `The next ${call} of ${merchant}/${orderId} will be carried out, and its reply lost.`,
    'What became of it is then learnt by asking.',
  ];
}

/** What the gateway executed last for a subscription is executed once more on each of the next days, as it happened (docs/gateway.md §6). */
export async function repeatExecutions(
  stack: Stack,
  { merchant, orderId, days = 2 }: Named & { days?: number | undefined },
): Promise<string[]> {
  const { control } = stack.sandbox;
  const { schedule } = await atGateway(stack, { merchant, orderId });
  const ledger = await control.ledger();
  const last = ledger.findLast(
    ({ sid, kind, repeated }) => kind === 'scheduled' && !repeated && sid === schedule?.sid,
  );
  if (schedule === undefined || last === undefined)
    throw new RehearsalRefused(
      `nothing of the schedule of ${merchant}/${orderId} was executed so far`,
      'Let a month pass first: `carat dev advance <id> --days 31`.',
    );
  const firstDay = dayOf(new Date(last.at));
  // Before the daily job of a day, that day is one of the next.
  const today = dayOf(new Date((await control.now()).getTime() - DAILY_JOB_MS));
  const repeatDays = Math.round(today.diff(firstDay, 'days').days) + days;
  if (repeatDays > REPEAT_DAYS_MAX)
    throw new RehearsalRefused(
      `its last execution was on ${firstDay.toFormat('yyyy-MM-dd')}, too long ago to be repeated`,
      `Repeat it within ${String(REPEAT_DAYS_MAX - days)} days.`,
    );
  await control.addIncident({ firstDay: firstDay.toFormat('yyyy-MM-dd'), repeatDays, sids: [schedule.sid] });
  return [
    `What was executed on ${local(new Date(last.at))} will be executed again on ${days === 1 ? 'the next day' : `each of the next ${String(days)} days`}.`,
    `See it: \`carat dev advance ${merchant}/${orderId} --days ${String(days + 1)}\`.`,
  ];
}

const dayOf = (instant: Date): DateTime =>
  DateTime.fromJSDate(instant, { zone: GATEWAY_ZONE }).startOf('day');
