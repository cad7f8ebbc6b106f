import type { ODD_ANSWERS, SILENCES } from '../../contract/rehearsal';
import type { ScheduleRecord } from '../../sandbox/control';
import { storeIdOf, type Stack } from '../stack';
import type { Named } from './clock-actions';
import { scheduleOf } from './gateway-actions';
import { RehearsalRefused } from './refused';

type About = (typeof ODD_ANSWERS)[number];

/** What the answers say instead, by the names of the wire (docs/gateway.md §5.3), and that in words. */
const ODD: Readonly<
  Record<About, (schedule: ScheduleRecord) => { fields: Record<string, string>; words: string }>
> = {
  status: () => ({ fields: { 'schedule.status': 'PEN' }, words: 'is PEN: its first payment is awaited' }),
  failed: () => ({ fields: { 'schedule.status': 'ERR' }, words: 'is ERR: it has failed' }),
  'next-date': () => ({
    fields: { 'schedule.next_date': '31/02/0000' },
    words: 'has a next date that cannot be read',
  }),
  amount: () => ({ fields: { 'schedule.amount': 'R$ 49,90' }, words: 'has an amount that cannot be read' }),
  // The next execution is listed.
  counter: ({ currentTimes }) => ({
    fields: { 'schedule.current_times': String(currentTimes + 2) },
    words: 'was executed once more than it will list after its next charge',
  }),
};

/** Each question about the schedule of an order is answered oddly, until `recover`. */
export async function oddAnswers(
  stack: Stack,
  { merchant, orderId, about = 'status' }: Named & { about?: About | undefined },
): Promise<string[]> {
  const schedule = await scheduleOf(stack, { merchant, orderId });
  if (schedule === undefined)
    throw new RehearsalRefused(`the gateway has no schedule of ${merchant}/${orderId}`, 'Start it first.');
  const { fields, words } = ODD[about](schedule);
  await stack.sandbox.control.addFault({
    ...{ route: 'get_schedule', kind: 'other_fields', fields, times: 'always' },
    ...{ orderId, merchantId: storeIdOf(merchant) },
  });
  return [
    `The gateway says that the schedule of ${merchant}/${orderId} ${words}, until \`carat dev recover\`.`,
  ];
}

/**
 * No question about an order is answered, and nothing of it is posted, until `recover`. Nor is the list by date answered, which tells of
 * all orders of the store.
 */
export async function silence(
  stack: Stack,
  { merchant, orderId, about = 'everything' }: Named & { about?: (typeof SILENCES)[number] | undefined },
): Promise<string[]> {
  const { control } = stack.sandbox;
  const merchantId = storeIdOf(merchant);
  const ofStore = { kind: 'error_500', times: 'always', merchantId } as const;
  await control.addFault({ route: 'get_transaction', ...ofStore, orderId });
  if (about === 'everything') await control.addFault({ route: 'get_schedule', ...ofStore, orderId });
  await control.addFault({ route: 'list_transactions', ...ofStore });
  await control.addPostFault({ to: 'status', kind: 'never', times: 'always', merchantId, orderId });
  const what = about === 'everything' ? '' : 'the charges of ';
  return [
    `The gateway answers no question about ${what}${merchant}/${orderId}, and posts nothing of it, until \`carat dev recover\`.`,
    'What is sent to it is carried out.',
  ];
}
