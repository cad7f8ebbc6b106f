import { DateTime } from 'luxon';
import { workflowIdOf } from '../../contract/ids';
import { GATEWAY_ZONE } from '../../domain/calendar';
import { LIMITS } from '../../domain/limits';
import type { Stack } from '../stack';
import { atGateway } from './at-gateway';
import { local, moved, subscriptionsOf, type Named } from './clock-actions';
import { RehearsalRefused } from './refused';

/** The questions that stay without an answer. */
const QUESTIONS = ['get_transaction', 'get_schedule'] as const;
/** A person is called by then. The next question comes a day later: until then it stays so. */
const ASKED_FOR_MS = LIMITS.askForMs + 3_600_000;
const DAY_MS = 86_400_000;
/** Days from now to the first scheduled charge of what is started: after all of this. */
const FIRST_CHARGE_DAYS = 45;

/** Starts a subscription whose first payment is carried out and never heard of again, and moves it to where a person must decide. */
export async function makeBlocked(stack: Stack, { merchant, orderId }: Named): Promise<string[]> {
  const { sandbox, clock } = stack;
  const { control } = sandbox;
  await refuseTaken(stack, { merchant, orderId });
  const now = await control.now();
  const { schedule, ...ofOrder } = await atGateway(stack, { merchant, orderId });
  const faults = [await control.addFault({ route: 'pay', kind: 'execute_then_drop', ...ofOrder })];
  for (const route of QUESTIONS)
    faults.push(await control.addFault({ route, kind: 'error_500', times: 'always', ...ofOrder }));
  const subscriptions = subscriptionsOf(stack);
  const cards = await control.cards();
  await subscriptions.start({
    ...{ entry: 'pay_now', merchant, orderId, authorizerId: '2', payment: { amountCents: 4990 } },
    payer: { storeIdentification: 'rehearsal' },
    card: { kind: 'carat_token', token: cards.find(({ brand }) => brand === 'mastercard')?.token ?? '' },
    schedule: { amountCents: 4990, firstDate: inDays(now, FIRST_CHARGE_DAYS), numberOfTimes: 12 },
    requestedBy: 'rehearsal',
  });
  await moved(stack, workflowIdOf(merchant, orderId), () => clock.advanceBy(ASKED_FOR_MS));
  for (const fault of faults) await control.clearFaults(fault);
  const { state, blocked, nextMoment } = await subscriptions.get({ merchant, orderId });
  if (blocked?.call !== 'pay')
    throw new RehearsalRefused(
      `${merchant}/${orderId} was started, and is ${state}: what else goes wrong at this gateway kept it from coming so far`,
      'End that with `carat dev recover`, and take another order id.',
    );
  return [
    `${merchant}/${orderId} was started, and the reply to its first payment lost. No question was answered for ${String(LIMITS.askForMs / DAY_MS)} days.`,
    `The sandbox, and what is open, were moved along: they are at ${local(await control.now())}.`,
    `It is ${state}: \`carat show ${merchant}/${orderId}\` says what to find out and how to decide.`,
    'The sandbox is the portal here: the payment happened.',
    ...(nextMoment === undefined
      ? []
      : [`Decide before ${local(new Date(nextMoment))}: then the gateway is asked once more, and answers.`]),
  ];
}

async function refuseTaken({ client }: Stack, { merchant, orderId }: Named): Promise<void> {
  const handle = client.workflow.getHandle(workflowIdOf(merchant, orderId));
  const exists = await handle.describe().then(
    () => true,
    () => false,
  );
  if (exists)
    throw new RehearsalRefused(
      `${merchant}/${orderId} exists already`,
      'Name an order id that is free: a subscription of its own is started for it.',
    );
}

const inDays = (from: Date, days: number): string =>
  DateTime.fromJSDate(from, { zone: GATEWAY_ZONE }).plus({ days }).toFormat('yyyy-MM-dd');
