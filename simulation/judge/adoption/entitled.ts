import type { SubscriptionView } from '../../../contract/view';
import type { Case } from '../case';
import type { Finding } from '../finding';
import type { ToldSchedule } from '../evidence';

type Refused = NonNullable<NonNullable<SubscriptionView['adoption']>['refused']>;

/** Only what runs can be adopted. */
const ADOPTABLE: readonly string[] = ['ATV', 'INA'];

/**
 * I25: a schedule is adopted only when it was told to be ATV or INA, when nobody else of ours follows it, and on the terms that were
 * said to hold; it is refused only for a reason that was told; and it is claimed for as long as it is followed.
 */
export const adoptedEntitled = (theCase: Case): Finding[] =>
  theCase.life.script.past === undefined
    ? []
    : [...wronglyAdopted(theCase), ...wronglyRefused(theCase), ...claimed(theCase)];

function wronglyAdopted({ adopted, life }: Case): Finding[] {
  const { past, input } = life.script;
  if (adopted === undefined || past === undefined || input.entry !== 'adopt') return [];
  const { status } = adopted.told;
  const isFollowed = past.followed === 'by_creator' || past.followed === 'by_claim';
  const isRefusedOnOthers = (input.ifTermsDiffer ?? 'refuse') === 'refuse';
  return [
    ...(ADOPTABLE.includes(status) ? [] : [wrong(`adopted, and the schedule was ${status}`)]),
    ...(isFollowed ? [wrong('adopted, and another subscription follows it')] : []),
    ...(past.namesOtherSid ? [wrong('adopted, and its SID was none')] : []),
    ...(isRefusedOnOthers && differs(life.script.input.schedule, adopted.told)
      ? [wrong('adopted, and the terms were others than were sold')]
      : []),
  ];
}

/** What an answer shows to be otherwise than was sold, but for dates; as often executed as it was sold, and not over, it is too. */
const differs = (
  sold: { amountCents: number; numberOfTimes?: number | undefined },
  told: Pick<ToldSchedule, 'amountCents' | 'numberOfTimes' | 'currentTimes'>,
): boolean =>
  (told.amountCents ?? sold.amountCents) !== sold.amountCents ||
  (told.numberOfTimes ?? sold.numberOfTimes) !== sold.numberOfTimes ||
  (told.currentTimes ?? 0) >= (sold.numberOfTimes ?? Infinity);

function wronglyRefused(theCase: Case): Finding[] {
  const { refused } = theCase.view.adoption ?? {};
  if (theCase.view.state === 'rejected' && refused === undefined)
    return [wrong('rejected, and nothing says why')];
  if (refused === undefined || isTold(theCase, refused)) return [];
  return [wrong(`refused as ${refused.reason}, which nothing that was told says: ${refused.what}`)];
}

function isTold({ life, evidence }: Case, { reason, at }: Refused): boolean {
  const { past, input } = life.script;
  const last = evidence.findLast(({ route, atMs }) => route === 'get_schedule' && atMs <= Date.parse(at));
  switch (reason) {
    case 'already_followed':
      return past?.followed === 'by_creator' || past?.followed === 'by_claim';
    case 'schedule_unknown':
      return past?.namesOtherSid === true && last?.code !== '0';
    case 'status_not_adoptable':
      return last?.schedule !== undefined && !ADOPTABLE.includes(last.schedule.status);
    case 'terms_differ':
      return (
        input.entry === 'adopt' &&
        (input.ifTermsDiffer ?? 'refuse') === 'refuse' &&
        (differs(input.schedule, last?.schedule ?? {}) || mayDateDiffer(life))
      );
    case 'history_too_long':
      return false;
  }
}

/** Another first date was sold, or the dates were moved in the portal, or left out. */
function mayDateDiffer({ script: { input, past }, acts }: Case['life']): boolean {
  const isOther = past?.schedule.initialDate !== input.schedule.firstDate;
  const isTouched = acts.some(
    ({ act, done }) => (act.kind === 'portal_edit' || act.kind === 'incident') && done,
  );
  return isOther || isTouched;
}

/** The claim stands while it is followed, and is let go with it. Where the server was away at the end, the next one takes it over. */
function claimed({ adopted, life }: Case): Finding[] {
  const { claim, ended, script } = life;
  const isOurs = claim?.holder === OURS(script.input) && claim.isOpen;
  const couldLetGo = !script.faults.some(({ type }) => type === 'temporal_away' || type === 'worker_lost');
  if (adopted !== undefined && !ended && !isOurs) return [wrong('followed, and it is not claimed')];
  return ended && isOurs && couldLetGo ? [wrong('ended, and it is still claimed')] : [];
}

const OURS = ({ merchant, orderId }: { merchant: string; orderId: string }): string =>
  `subscription/${merchant}/${orderId}`;

const wrong = (what: string): Finding => ({ invariant: 'I25 adopted as it may be', what });
