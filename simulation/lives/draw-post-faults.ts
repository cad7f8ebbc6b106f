import { postFaultKinds, type PostAddress } from '../../sandbox/posting/post-faults';
import type { Chance } from './chance';
import { HOUR_MS, MINUTE_MS } from './dates';
import { inOrder, someTime, type Drawn } from './draw-acts';
import { drawCommandFaults, drawDoorsAway, drawEditFaults } from './draw-faults';
import type { Fault } from './faults';
import { FORGERIES, type Act, type LifeScript } from './script';
import type { Terms } from './terms';

/** Posts to each address that may meet a fault; a life has fewer. */
const POSTS_MAX = { authenticity: 12, status: 40 } as const;
/** A SEID that does not come as it should is what an edit is about. */
const SEID_FACTOR = 1.5;

/** Draws what goes wrong with changes, and with the posts of the gateway. */
export function drawPostFaults(
  chance: Chance,
  rate: number,
  { terms, posts, changes }: { terms: Terms; posts: LifeScript['posts']; changes: readonly Act[] },
): Fault[] {
  if (rate === 0 || (!posts.status && !posts.authenticity)) return [];
  return [
    ...(changes.length === 0 ? [] : drawEditFaults(chance, rate)),
    ...drawCommandFaults(chance, rate, changes),
    ...drawOfAddress(chance, Math.min(1, SEID_FACTOR * rate), 'authenticity'),
    ...drawOfAddress(chance, rate, 'status'),
    ...drawForgedSeids(chance, rate),
    ...(chance.happens(rate) ? [drawDoorsAway(chance, terms)] : []),
  ];
}

function drawOfAddress(chance: Chance, rate: number, to: PostAddress): Fault[] {
  const kinds = postFaultKinds.filter(
    (kind) => to === 'authenticity' || (kind !== 'for_another' && kind !== 'expired'),
  );
  return Array.from({ length: POSTS_MAX[to] }, (_, index) => index + 1).flatMap((nth): Fault[] => {
    if (!chance.happens(rate)) return [];
    const kind = chance.of(kinds);
    const delay = kind === 'delayed' ? { delaySeconds: drawDelay(chance) } : {};
    return [{ type: 'post', id: `${to} post#${String(nth)} ${kind}`, to, kind, nth, ...delay }];
  });
}

/** Mostly after the answer to the begin, now and then after another one was asked for, or days later. */
const drawDelay = (chance: Chance): number =>
  chance.weighed([
    [5, chance.whole(1, 40)],
    [3, chance.whole(41, 600)],
    [2, chance.whole(601, 4 * 86_400)],
  ]);

const drawForgedSeids = (chance: Chance, rate: number): Fault[] =>
  Array.from({ length: POSTS_MAX.authenticity }, (_, index) => index + 1).flatMap((nth): Fault[] => {
    if (!chance.happens(rate / 4)) return [];
    const when = chance.of(['before', 'after'] as const);
    return [{ type: 'forged_seid', id: `SEID forged ${when} #${String(nth)}`, nth, when }];
  });

/** Draws posts of somebody who knows the address of a door: one now and then, or a flood. */
export function drawForgeries(chance: Chance, terms: Terms, posts: LifeScript['posts']): Act[] {
  const isKnown = posts.status || posts.authenticity;
  if (!isKnown || !chance.happens(0.4)) return [];
  const drawn = Array.from({ length: chance.whole(1, 4) }, (): Drawn => {
    const isFlood = chance.happens(0.15);
    return {
      atMs: someTime(chance, terms),
      body: {
        kind: 'forged_post',
        forgery: chance.of(FORGERIES),
        times: isFlood ? chance.whole(50, 200) : chance.whole(1, 3),
        withinMs: chance.of([1_000, MINUTE_MS, HOUR_MS]),
      },
    };
  });
  return inOrder('forged', drawn);
}
