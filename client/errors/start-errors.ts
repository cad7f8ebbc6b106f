import type { SubscriptionView } from '../../contract/view';
import { CLIENT_ERRORS } from './codes';
import { CaratSubscriptionsError } from './error-base';
import { safeText } from './safe-text';
import type { SimilarStart } from '../start/start-options';

/** The subscription was started, and has come to nothing: refused, denied, undone, expired or given up. */
export class StartNotSuccessfulError extends CaratSubscriptionsError {
  readonly view: SubscriptionView;
  /** Why, in the words of the audit trail; of a denial with the issuer's own. */
  readonly reason: string;

  constructor(workflowId: string, view: SubscriptionView) {
    const reason = reasonOf(view);
    const code = view.lastError === undefined ? '' : ` (${safeText(view.lastError.code)})`;
    super({
      code: CLIENT_ERRORS.startNotSuccessful,
      message: `${workflowId} has ended as ${view.state}: ${reason}${code}`,
      nextStep: `Look at it: \`carat show ${view.merchant}/${view.orderId}\`. Mend what it names.${again(view)}`,
    });
    this.view = view;
    this.reason = reason;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), state: this.view.state, reason: this.reason };
  }
}

/** What was rejected may be started once more, unless money moved: the start itself looks. */
const again = ({ state, entry, attempt = 1 }: SubscriptionView): string =>
  state === 'rejected' && entry !== 'adopt'
    ? ` Then start it once more: --attempt ${String(attempt + 1)}.`
    : '';

/** The line that tells how it ended is the last one about the opening; what is noted after it are looks at the schedule. */
export function howItEnded({ audit }: SubscriptionView): { what: string; reason?: string | undefined } {
  const end = audit.findLast(({ event }) => ENDS.has(event)) ?? audit.at(-1);
  return end ?? { what: 'nothing is told of it' };
}

function reasonOf(view: SubscriptionView): string {
  const { what, reason } = howItEnded(view);
  return safeText(reason === undefined ? what : `${what}: ${reason}`);
}

const ENDS: ReadonlySet<string> = new Set([
  ...['create_refused', 'payment_denied', 'payment_refused', 'payment_failed', 'payment_undone'],
  ...['expired', 'given_up', 'schedule_ended', 'adoption_refused'],
]);

/** Workers are at work, and none of them serves the merchant. Nothing was started. */
export class MerchantNotServedError extends CaratSubscriptionsError {
  constructor(merchant: string) {
    super({
      code: CLIENT_ERRORS.merchantNotServed,
      message: `no worker serves the merchant ${merchant}; nothing was started`,
      nextStep:
        'Check the alias: it must be one of the worker configuration. To start all the same, and let its calls wait, say `anyway` (--anyway).',
    });
  }
}

/** The same payer was sold the same terms under another order id just now. Nothing was started. */
export class SimilarStartError extends CaratSubscriptionsError {
  readonly similarTo: readonly SimilarStart[];

  constructor(workflowId: string, similarTo: readonly SimilarStart[]) {
    super({
      code: CLIENT_ERRORS.similarStart,
      message: `${workflowId} was not started: ${similarInWords(similarTo)}`,
      nextStep:
        'Look at the other one. Where both are wanted, start it all the same: --anyway, or `ifSimilar: "warn"`.',
    });
    this.similarTo = similarTo;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), similarTo: this.similarTo };
  }
}

/** What is alike, in words. */
export const similarInWords = (similarTo: readonly SimilarStart[]): string =>
  `the same payer, terms and first date were started within ten minutes as ${similarTo
    .map(({ orderId, startedAt }) => `${orderId} at ${startedAt}`)
    .join(', ')}`;
