import type { SubscriptionInput } from '../../contract/input';
import { termsInWords } from '../../contract/terms';
import { formatReais } from '../../contract/vocabulary';

/** One line for lists and the Web UI, e.g. `loja-a/A0001: R$ 49,90 monthly ×12`. No personal data. */
export const summaryOf = (input: SubscriptionInput): string =>
  `${input.merchant}/${input.orderId}: ${termsInWords(input.schedule)}`;

/** Details in Markdown for the Web UI. No personal data: the payer and the card stay out. */
export function detailsOf(input: SubscriptionInput): string {
  return [
    `**${termsInWords(input.schedule)}** for merchant \`${input.merchant}\`, order \`${input.orderId}\``,
    '',
    `- ${immediatePaymentOf(input)}`,
    `- first scheduled charge: ${input.schedule.firstDate}`,
  ].join('\n');
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
