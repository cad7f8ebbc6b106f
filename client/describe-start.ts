import type { SubscriptionInput } from '../contract/input';
import { formatReais } from '../contract/vocabulary';

/** One line for lists and the Web UI, e.g. `loja-a/A0001: R$ 49,90 monthly ×12`. No personal data. */
export const summaryOf = (input: SubscriptionInput): string =>
  `${input.merchant}/${input.orderId}: ${priceOf(input)}`;

/** Details in Markdown for the Web UI. No personal data: the payer and the card stay out. */
export function detailsOf(input: SubscriptionInput): string {
  return [
    `**${priceOf(input)}** for merchant \`${input.merchant}\`, order \`${input.orderId}\``,
    '',
    `- ${immediatePaymentOf(input)}`,
    `- first scheduled charge: ${input.schedule.firstDate}`,
  ].join('\n');
}

/** Amount, rhythm and number of charges, e.g. `R$ 49,90 monthly ×12`. */
function priceOf({ schedule }: SubscriptionInput): string {
  const times = schedule.numberOfTimes === undefined ? ', open-ended' : ` ×${schedule.numberOfTimes}`;
  return `${formatReais(schedule.amountCents)} ${rhythmOf(schedule.intervalMonths)}${times}`;
}

function rhythmOf(intervalMonths: number): string {
  if (intervalMonths === 1) return 'monthly';
  return intervalMonths === 12 ? 'yearly' : `every ${intervalMonths} months`;
}

function immediatePaymentOf(input: SubscriptionInput): string {
  if (input.entry === 'start_later') return 'no immediate payment';
  const { amountCents, installments } = input.payment;
  const parts = installments === 1 ? '' : ` in ${installments} installments`;
  const confirmation =
    input.lateConfirmation === undefined
      ? ''
      : `, to be confirmed within ${input.lateConfirmation.confirmWithinMinutes} minutes of its authorisation`;
  return `immediate payment: ${formatReais(amountCents)}${parts}${confirmation}`;
}
