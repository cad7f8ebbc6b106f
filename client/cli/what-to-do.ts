import type { SubscriptionView } from '../../contract/view';
import { ACKNOWLEDGEABLE, isEndState } from '../../contract/vocabulary';
import { adviceOn } from './flag-advice';
import { localTime, plain } from './text';

/** What a person should know or do now, with the exact commands; empty when the subscription goes on by itself. */
export function whatToDo(view: SubscriptionView, program: string): string {
  return [
    blockedText(view, program),
    doubtText(view),
    confirmationText(view, program),
    takeBackText(view, program),
    isEndState(view.state) ? '' : adviceOn(view.attention, commandOn(view, program)),
    flagsText(view, program),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

const commandOn =
  ({ merchant, orderId }: SubscriptionView, program: string) =>
  (command: string): string =>
    `${program} ${command} ${merchant}/${orderId} ${decidedBy}`;

const decidedBy = '--by "<your name>" --reason "<why>"';

function blockedText({ blocked, merchant, orderId }: SubscriptionView, program: string): string {
  if (blocked === undefined) return '';
  const { call, since, reason, findOut, decisions } = blocked;
  return [
    `Blocked since ${localTime(since)}: the outcome of ${call} could not be learnt (${plain(reason)})`,
    `  Find out: ${plain(findOut)}`,
    '  Then decide:',
    ...decisions.map(
      (decision) => `    ${program} resolve ${merchant}/${orderId} --decision ${decision} ${decidedBy}`,
    ),
  ].join('\n');
}

function doubtText({ doubt, blocked }: SubscriptionView): string {
  if (doubt === undefined || blocked !== undefined) return '';
  const { call, since, reason, asked } = doubt;
  return [
    `In doubt since ${localTime(since)}: the outcome of ${call} is not known (${plain(reason)})`,
    `  Asked the gateway ${asked} ${asked === 1 ? 'time' : 'times'}; it goes on asking by itself. Nothing to do: do not pay again.`,
  ].join('\n');
}

function confirmationText(view: SubscriptionView, program: string): string {
  const { state, confirmBy, decision, merchant, orderId } = view;
  if (state !== 'pending_confirmation') return '';
  if (decision !== undefined) {
    return `${plain(decision.by)} decided to ${decision.kind} the payment at ${localTime(decision.at)}; the gateway is being told.`;
  }
  const deadline = confirmBy === undefined ? '' : ` by ${localTime(confirmBy)}, or it is undone`;
  return [
    `The payment awaits confirmation${deadline}:`,
    ...['confirm', 'undo'].map((command) => `    ${program} ${command} ${merchant}/${orderId} ${decidedBy}`),
  ].join('\n');
}

/** What stopped the charges, and what takes that back; not while somebody has asked for it already. */
function takeBackText(view: SubscriptionView, program: string): string {
  const isAsked = (kind: string): boolean =>
    view.commands.some(({ command, endedAt }) => command === kind && endedAt === undefined);
  const command = commandOn(view, program);
  if (view.state === 'cancelling' && !isAsked('uncancel'))
    return `Cancelled: nothing is charged. To take the cancellation back:\n    ${command('uncancel')}`;
  if (view.state === 'paused' && !isAsked('resume'))
    return `Paused: nothing is charged. To go on:\n    ${command('resume')}`;
  return '';
}

function flagsText({ attention, state, merchant, orderId }: SubscriptionView, program: string): string {
  const flags = ACKNOWLEDGEABLE.filter((flag) => attention.includes(flag));
  if (flags.length === 0 || isEndState(state)) return '';
  return [
    'Once you have looked after what is flagged:',
    `    ${program} acknowledge ${merchant}/${orderId} --flags ${flags.join(',')} ${decidedBy}`,
  ].join('\n');
}
