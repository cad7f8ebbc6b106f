import type { ODD_ANSWERS, SILENCES } from '../../contract/rehearsal';
import type { ScheduleRecord } from '../../sandbox/control';
import type { Stack } from '../stack';
import { atGateway, type AtGateway } from './at-gateway';
import type { Named } from './clock-actions';
import { noteInForce } from './in-force';
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

/** What was armed last about an order. Of two rules the sandbox takes the one that was armed first. */
interface Armed {
  faults: string[];
  postFaults: string[];
}
const armed = new WeakMap<Stack, Map<string, Armed>>();

/** Arms what is wrong about an order in place of what was. */
async function inItsPlace(
  stack: Stack,
  known: AtGateway,
  arm: (told: Armed) => Promise<void>,
): Promise<void> {
  const { control } = stack.sandbox;
  const ofStack = armed.get(stack) ?? new Map<string, Armed>();
  armed.set(stack, ofStack);
  const key = keyOf(known);
  const before = ofStack.get(key);
  for (const id of before?.faults ?? []) await control.clearFaults(id);
  for (const id of before?.postFaults ?? []) await control.clearPostFaults(id);
  const now: Armed = { faults: [], postFaults: [] };
  ofStack.set(key, now);
  await arm(now);
}

/** Every fault is ended: nothing is left to be replaced. */
export const forgetOddities = (stack: Stack): void => void armed.delete(stack);

/** Each question about the schedule of an order is answered oddly, until `recover`. */
export async function oddAnswers(
  stack: Stack,
  { merchant, orderId, about = 'status' }: Named & { about?: About | undefined },
): Promise<string[]> {
  const { control } = stack.sandbox;
  const known = await atGateway(stack, { merchant, orderId });
  const { schedule } = known;
  if (schedule === undefined)
    throw new RehearsalRefused(`the gateway has no schedule of ${merchant}/${orderId}`, 'Start it first.');
  const { fields, words } = ODD[about](schedule);
  const rule = { route: 'get_schedule', kind: 'other_fields', fields, times: 'always' } as const;
  await inItsPlace(stack, known, async ({ faults }) => {
    faults.push(await control.addFault({ ...rule, ...ofOrder(known) }));
  });
  const told = `The gateway says that the schedule of ${merchant}/${orderId} ${words}, until \`carat dev recover\`.`;
  noteInForce(stack, keyOf(known), told);
  return [told];
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
  const known = await atGateway(stack, { merchant, orderId });
  const { merchantId } = known;
  const silent = { kind: 'error_500', times: 'always' } as const;
  await inItsPlace(stack, known, async ({ faults, postFaults }) => {
    for (const route of about === 'everything' ? EVERY_QUESTION : OF_CHARGES)
      faults.push(await control.addFault({ route, ...silent, ...ofOrder(known) }));
    faults.push(await control.addFault({ route: 'list_transactions', ...silent, merchantId }));
    const never = { to: 'status', kind: 'never', times: 'always' } as const;
    postFaults.push(await control.addPostFault({ ...never, ...ofOrder(known) }));
  });
  const what = about === 'everything' ? '' : 'the charges of ';
  const told = `The gateway answers no question about ${what}${merchant}/${orderId}, and posts nothing of it, until \`carat dev recover\`.`;
  noteInForce(stack, keyOf(known), told);
  return [
    told,
    `Nor does it answer the list of charges by date, for any order of ${merchant}. What is sent to it is carried out.`,
  ];
}

const keyOf = ({ merchantId, orderId }: AtGateway): string => `${merchantId}/${orderId}`;

const OF_CHARGES = ['get_transaction'] as const;
const EVERY_QUESTION = ['get_transaction', 'get_schedule'] as const;

const ofOrder = ({ merchantId, orderId }: AtGateway): Pick<AtGateway, 'merchantId' | 'orderId'> => ({
  merchantId,
  orderId,
});
