import type { SubscriptionInput } from '../../contract/input';
import { chargedTwiceAtOnce } from '../../contract/first-date';
import { termsInWords } from '../../contract/terms';
import { formatReais } from '../../contract/vocabulary';

/** One line for lists and the Web UI, e.g. `loja-a/A0001: R$ 49,90 monthly ×12`. No personal data. */
export const summaryOf = (input: SubscriptionInput): string =>
  `${input.merchant}/${input.orderId}: ${termsInWords(input.schedule)}`;

/**
 * Details in Markdown for the Web UI. No personal data: the payer and the card stay out.
 *
 * @param nowMs - instant of the start, milliseconds since the epoch
 */
export function detailsOf(input: SubscriptionInput, nowMs: number): string {
  const twice = chargedTwiceAtOnce(input, nowMs);
  return [
    `**${termsInWords(input.schedule)}** for merchant \`${input.merchant}\`, order \`${input.orderId}\``,
    '',
    `- ${beginningOf(input)}`,
    `- first scheduled charge: ${input.schedule.firstDate}`,
    ...(twice === undefined
      ? []
      : [`- **charged twice at once**: ${twice}. To charge once, let the schedule begin a month later`]),
  ].join('\n');
}

function beginningOf(input: SubscriptionInput): string {
  if (input.entry === 'adopt') return `an existing schedule is adopted, SID \`${input.sid}\``;
  if (input.entry === 'start_later') return 'no immediate payment';
  const { amountCents, installments } = input.payment;
  const parts = installments === 1 ? '' : ` in ${installments} installments`;
  const confirmation =
    input.lateConfirmation === undefined
      ? ''
      : `, to be confirmed within ${input.lateConfirmation.confirmWithinMinutes} minutes of its authorisation`;
  return `immediate payment: ${formatReais(amountCents)}${parts}${confirmation}`;
}
