import { shifted, dateInSaoPaulo } from '../domain/calendar';
import type { SubscriptionStart } from '../contract/input';
import type { Stack } from '../devstack/stack';

type PayNow = Extract<SubscriptionStart, { entry: 'pay_now' }>;

const MONTHLY_CENTS = 4_990;
/** Days until the first scheduled charge, and charges in all: the schedule outlives a year. */
const FIRST_CHARGE_DAYS = 10;
const CHARGES = 36;

/** Makes the starts of one bench: R$ 49,90 now and then monthly, each with an order id and a payer of its own. */
export async function orderBook({ sandbox }: Stack, merchant: string): Promise<() => PayNow> {
  const [card] = (await sandbox.control.cards()).filter(({ brand }) => brand === 'mastercard');
  if (card === undefined) throw new Error('the sandbox has no test card of the brand mastercard');
  const today = dateInSaoPaulo((await sandbox.control.now()).toISOString());
  const firstDate = shifted(today, 0, FIRST_CHARGE_DAYS);
  let count = 0;
  return () => ({
    entry: 'pay_now',
    merchant,
    orderId: `B${String((count += 1))}`,
    authorizerId: '2',
    // Of the same payer it would be a start that looks like a mistake, and each would be told of all before it.
    payer: { storeIdentification: `buyer${String(count)}` },
    card: { kind: 'carat_token', token: card.token },
    payment: { amountCents: MONTHLY_CENTS },
    schedule: { amountCents: MONTHLY_CENTS, firstDate, numberOfTimes: CHARGES },
    requestedBy: 'bench',
  });
}
