import type { SubscriptionStart } from '../contract/input';
import { testCards } from '../sandbox/state/test-cards';
import { dueDateAfter, monthsAfter } from './dates';
import type { Scenario } from './scenario';
import type { Stage } from './stage';

/** Test cards of the vault outlive the show: the gateway denies an expired card, `MMYY` (carat-api.md §6). */
const CARD_YEARS = 5;

const AUTHORIZERS = { visa: '1', mastercard: '2', elo: '41' } as const;

/** The start of a scenario, as a billing system would send it. */
export async function startOf(scenario: Scenario, stage: Stage, now: Date): Promise<SubscriptionStart> {
  const { orderId, terms, brand } = scenario;
  const { inDays, thenMonths = 0 } = terms.firstCharge;
  const common = {
    merchant: stage.merchant,
    orderId,
    authorizerId: AUTHORIZERS[brand],
    payer: { storeIdentification: `buyer${orderId}` },
    card: await cardOf(scenario, stage, now),
    schedule: {
      amountCents: terms.amountCents,
      firstDate: monthsAfter(dueDateAfter(now, inDays), thenMonths),
      numberOfTimes: terms.months,
    },
    requestedBy: 'billing system',
  };
  if (terms.payNow === undefined) return { entry: 'start_later', ...common };
  const { confirmWithinMinutes } = terms.payNow;
  return {
    entry: 'pay_now',
    ...common,
    payment: { amountCents: terms.amountCents },
    ...(confirmWithinMinutes === undefined ? {} : { lateConfirmation: { confirmWithinMinutes } }),
  };
}

async function cardOf(scenario: Scenario, stage: Stage, now: Date): Promise<SubscriptionStart['card']> {
  if (scenario.card === 'carat_token') return { kind: 'carat_token', token: stage.cardToken(scenario.brand) };
  const card = testCards.find(({ brand }) => brand === scenario.brand);
  if (card === undefined) throw new Error(`there is no documented test card of ${scenario.brand}`);
  const expiryDate = `12${String((now.getUTCFullYear() + CARD_YEARS) % 100)}`;
  const reference = await stage.stack.vault.put({ number: card.number, expiryDate });
  return { kind: 'vault', reference };
}
