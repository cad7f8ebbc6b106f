import { setHandler } from '@temporalio/workflow';
import type {
  AcknowledgeCommand,
  CommandAnswer,
  ConfirmationCommand,
  PlainCommand,
  ResolveCommand,
} from '../../contract/commands';
import {
  acknowledgeUpdate,
  confirmUpdate,
  eventsQuery,
  resolveUpdate,
  retireUpdate,
  statusQuery,
  undoUpdate,
} from '../../contract/messages';
import {
  confirmationStanding,
  isAboutCall,
  resolutionOf,
  takeAcknowledgement,
  takeConfirmation,
  takeResolution,
  takeRetirement,
} from '../../domain/subscription/commands';
import { mustAskForTerms, withTermsAsked } from '../../domain/subscription/accept-terms';
import { instantOf } from '../../domain/calendar';
import { lastAnswerMs } from '../../domain/schedule/last-answer';
import { shownState } from '../../domain/subscription/state';
import type { Subscription } from '../entity';
import { eventsOf } from '../show/events';
import { viewOf } from '../show/view';
import { answer, commandId, until } from './answering';
import { answerOf } from './answers';
import { answerChanges } from './changes';
import { answerPreviews } from './previews';
import { answerRefunds } from './refunds';
import {
  checkAcknowledgement,
  checkConfirmation,
  checkResolution,
  checkRetirement,
  notAllowed,
} from './checks';

/**
 * Opens the doors of a subscription: one Query and the commands. Validators refuse what the record forbids before anything is
 * written; handlers write their wish down and wake the loop. None of them calls the gateway.
 */
export function answerMessages(subscription: Subscription): void {
  setHandler(statusQuery, () => viewOf(subscription), { description: 'The whole view of the subscription' });
  setHandler(eventsQuery, (after) => eventsOf(subscription, after), {
    description: 'The events that are kept',
  });
  answer(subscription, confirmUpdate, {
    description: 'Capture a payment that awaits confirmation',
    check: (command) => void checkConfirmation(subscription, 'confirm', command),
    run: (command) => confirm(subscription, 'confirm', command),
  });
  answer(subscription, undoUpdate, {
    description: 'Release a payment that awaits confirmation',
    check: (command) => void checkConfirmation(subscription, 'undo', command),
    run: (command) => confirm(subscription, 'undo', command),
  });
  answer(subscription, resolveUpdate, {
    description: 'A named person decides about a blocked subscription, or gives up what never left',
    check: (command) => void checkResolution(subscription, command),
    run: (command) => resolve(subscription, command),
  });
  answer(subscription, acknowledgeUpdate, {
    description: 'A named person takes attention flags off',
    check: (command) => void checkAcknowledgement(subscription, command),
    run: (command) => Promise.resolve(acknowledge(subscription, command)),
  });
  answer(subscription, retireUpdate, {
    description: 'We follow the schedule no more; nothing changes at the gateway',
    check: (command) => void checkRetirement(subscription, command),
    run: (command) => Promise.resolve(retire(subscription, command)),
  });
  answerPreviews(subscription);
  answerChanges(subscription);
  answerRefunds(subscription);
}

async function confirm(
  subscription: Subscription,
  kind: 'confirm' | 'undo',
  command: ConfirmationCommand,
): Promise<CommandAnswer> {
  const sender = checkConfirmation(subscription, kind, command);
  subscription.applyAndWake((record, context) => takeConfirmation(record, kind, sender, context));
  await until(() => confirmationStanding(subscription.record, kind) !== 'waiting');
  const { record } = subscription;
  const standing = confirmationStanding(record, kind);
  if (standing === 'waiting' || standing === 'overtaken')
    throw notAllowed(kind, `the gateway had decided before; the subscription is ${shownState(record).state}`);
  return answerOf(record, standing, record.decision?.doneAt ?? record.decision?.at);
}

async function resolve(subscription: Subscription, command: ResolveCommand): Promise<CommandAnswer> {
  const decision = checkResolution(subscription, command);
  const id = commandId('resolve');
  const waits = isAboutCall(subscription.record, decision.decision, decision.about);
  subscription.applyAndWake((record, context) => takeResolution(record, { id, ...decision }, context));
  const result = waits ? await resultOf(subscription, id) : 'carried_out';
  subscription.publish();
  return answerOf(subscription.record, result);
}

/** Waits for the turn of a decision. Where the gateway answered first, or tells otherwise, it is not carried out. */
async function resultOf(subscription: Subscription, id: string): Promise<'carried_out' | 'accepted'> {
  await until(() => resolutionOf(subscription.record, id) !== 'waiting');
  const standing = resolutionOf(subscription.record, id);
  if (standing === 'carried_out' || standing === 'accepted') return standing;
  const { state } = shownState(subscription.record);
  if (standing === 'overtaken') throw notAllowed('resolve', `the gateway answered first; it is ${state} now`);
  subscription.publish();
  throw notAllowed('resolve', `the gateway tells otherwise; it is ${state} now`);
}

function acknowledge(subscription: Subscription, command: AcknowledgeCommand): CommandAnswer {
  const { flags, ...sender } = checkAcknowledgement(subscription, command);
  const { record, context } = subscription;
  if (mustAskForTerms(record, flags, context)) {
    subscription.applyAndWake(withTermsAsked);
    const told = instantOf(lastAnswerMs(record.schedule));
    throw notAllowed('acknowledge', `terms_differ: ${told} is when the gateway told them; ${ASKED_ANEW}`);
  }
  subscription.applyAndWake((known, now) => takeAcknowledgement(known, flags, sender, now));
  subscription.publish();
  return answerOf(subscription.record, 'carried_out');
}

/** Nobody is kept waiting for the gateway. */
const ASKED_ANEW = 'it is being asked anew: look at what it keeps in a moment, and acknowledge that';

function retire(subscription: Subscription, command: PlainCommand): CommandAnswer {
  const sender = checkRetirement(subscription, command);
  subscription.applyAndWake((record, context) => takeRetirement(record, sender, context));
  return answerOf(subscription.record, 'carried_out');
}
