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
  if (![posted, unposted].every(hasLearntAll)) return [];
  const [one, other] = [lasting(posted), lasting(unposted)];
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

/** The schedule was asked after the last execution and the last change in the portal, and every charge after something of it was given back. */
function hasLearntAll({ view, truth, acts }: LifeRecord): boolean {
  const { ledger, gateway } = view;
  const charges = [...ledger.immediate, ...ledger.cycles.flatMap((cycle) => cycle.charges)];
  const givenBack = charges.filter(isGivenBack).map(({ nit }) => nit);
  const happened = [
    ...truth.ledger.map(({ at }) => at),
    ...acts.filter(({ act, done }) => done && act.kind.startsWith('portal')).map(({ at }) => at),
  ];
  const askedMs = Date.parse(gateway.askedAt ?? '2100-01-01');
  return (
    happened.every((at) => Date.parse(at) <= askedMs) &&
    truth.ledger.every(
      ({ nit, reversed, refundedCents }) =>
        (!reversed && refundedCents === undefined) || givenBack.includes(nit),
    )
  );
}

const isGivenBack = ({ outcome, refundedCents, reversedCents }: ViewCharge): boolean =>
  ['reversed', 'refunded'].includes(outcome) || refundedCents !== undefined || reversedCents !== undefined;

const whatCommandsCameTo = ({ commands, view }: LifeRecord): string =>
  JSON.stringify([
    commands.map(({ id, outcome }) => [id, outcome?.kind]),
    view.commands.map(({ id, state, problem }) => [id, state, problem?.code]),
  ]);

/** What of a view does not depend on when something was known. */
function lasting({ view, ended }: LifeRecord): Record<string, unknown> {
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
function chargeOf({ nit, usn, knownAt, knownBy, ...charge }: ViewCharge): object {
  // Its fields stand in the order in which they became known.
  return Object.fromEntries(Object.entries(charge).toSorted(([one], [other]) => one.localeCompare(other)));
}
