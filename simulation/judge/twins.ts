import type { SubscriptionView } from '../../contract/view';
import type { LifeScript } from '../lives/script';
import type { LifeRecord } from '../playing/life-record';
import type { Finding } from './finding';

type ViewCharge = SubscriptionView['ledger']['immediate'][number];

/** The same life twice: one is posted to by the gateway and by others, the other one only the SEIDs that it asks for. Both without faults. */
export interface Twins {
  posted: LifeScript;
  unposted: LifeScript;
}

/** Faults hit the nth request, which is another one when posts have looks made: so the twins have none. */
export function twinsOf(script: LifeScript): Twins {
  const posted = { ...script, faults: [] };
  const acts = script.acts.filter(({ kind }) => kind !== 'forged_post');
  return { posted, unposted: { ...posted, acts, posts: { ...script.posts, status: false } } };
}

/**
 * I21: posts leave exactly the view that no post would have left, but for how soon something is known. Where a command came in between,
 * it was told what was known by then, and the lives go on otherwise: these are not held against each other. Neither are those that are
 * over, or are retired, before the schedule is asked again; or in which nobody looked at a charge again while its NIT answered.
 */
export function postsAddNothing(posted: LifeRecord, unposted: LifeRecord): Finding[] {
  if (whatCommandsCameTo(posted) !== whatCommandsCameTo(unposted)) return [];
  if (![posted, unposted].every(hasLearntEdits) || hasLearntLess(unposted, posted)) return [];
  const isAccepted = [posted, unposted].some(hasAcceptedTerms);
  const [one, other] = [lasting(posted, isAccepted), lasting(unposted, isAccepted)];
  return Object.keys(one).flatMap((part) => {
    const [withPosts, without] = [JSON.stringify(one[part]), JSON.stringify(other[part])];
    return withPosts === without
      ? []
      : [
          {
            invariant: 'I21 a post adds nothing' as const,
            what: `${part}: ${withPosts} with posts, ${without} without`,
          },
        ];
  });
}

/** The schedule was not asked after the last execution; or what went back was posted, and nobody looked at the charge again without that. */
function hasLearntLess(life: LifeRecord, posted: LifeRecord): boolean {
  const known = givenBackIn(life);
  return (
    life.truth.ledger.some(({ at }) => !hasAskedSince(life, at)) ||
    givenBackIn(posted).some((place) => !known.includes(place))
  );
}

/** The places of the charges of which something went back, and how much is known to have. NITs are those of another gateway. */
function givenBackIn({ view, truth }: LifeRecord): string[] {
  const { immediate, cycles } = view.ledger;
  const really = truth.ledger.filter(
    ({ reversed, refundedCents }) => reversed || refundedCents !== undefined,
  );
  const nits = new Set(really.map(({ nit }) => nit));
  return [{ number: 0, charges: immediate }, ...cycles].flatMap(({ number, charges }) =>
    charges.flatMap((charge, index) =>
      isGivenBack(charge) && nits.has(charge.nit)
        ? [`${String(number)}/${String(index)}/${String(givenBackCents(charge))}`]
        : [],
    ),
  );
}

/** Of what is done in the portal nothing is posted, but for what moves money. */
const hasLearntEdits = (life: LifeRecord): boolean =>
  life.acts.every(({ act, done, at }) => !done || act.kind !== 'portal_edit' || hasAskedSince(life, at));

const hasAskedSince = ({ view }: LifeRecord, at: string): boolean =>
  Date.parse(at) <= Date.parse(view.gateway.askedAt ?? '2100-01-01');

const isGivenBack = ({ outcome, refundedCents, reversedCents }: ViewCharge): boolean =>
  ['reversed', 'refunded'].includes(outcome) || refundedCents !== undefined || reversedCents !== undefined;

/** Of one that is reversed as a whole, all that was not refunded. */
const givenBackCents = ({ outcome, refundedCents = 0, reversedCents = 0 }: ViewCharge): number | 'all' =>
  outcome === 'reversed' ? 'all' : refundedCents + reversedCents;

const whatCommandsCameTo = ({ commands, view }: LifeRecord): string =>
  JSON.stringify([
    commands.map(({ id, outcome }) => [id, outcome?.kind]),
    view.commands.map(({ id, state, problem }) => [id, state, problem?.code]),
  ]);

/** What later charges are held against depends on when a person accepted other terms, and that on when they were known. */
const hasAcceptedTerms = ({ commands }: LifeRecord): boolean =>
  commands.some(
    ({ name, command }) => name === 'acknowledge' && JSON.stringify(command).includes('"terms_differ"'),
  );

/** What of a view does not depend on when something was known. */
function lasting({ view, ended }: LifeRecord, isAccepted: boolean): Record<string, unknown> {
  const chargeOf = isAccepted ? ({ soldCents, ...charge }: ViewCharge): object => factsOf(charge) : factsOf;
  const { gateway, ledger, attention, cancellation, state } = view;
  const { askedAt, nit, sid, ...told } = gateway;
  return {
    ...{ ended, state, attention },
    gateway: told,
    cancelled: cancellation?.when,
    refunds: view.refunds.map(({ amountCents, refundedCents, state }) => ({
      amountCents,
      refundedCents,
      state,
    })),
    immediate: ledger.immediate.map(chargeOf),
    cycles: ledger.cycles.map(({ number, dueDate, outcome, charges }) => ({
      ...{ number, dueDate, outcome },
      charges: charges.map(chargeOf),
    })),
  };
}

/** A repetition is read by its NIT while that answers, and later in the list of its day. Ids are those of another gateway. */
function factsOf({ nit, usn, knownAt, knownBy, ...charge }: ViewCharge): object {
  // Its fields stand in the order in which they became known.
  return Object.fromEntries(Object.entries(charge).toSorted(([one], [other]) => one.localeCompare(other)));
}
