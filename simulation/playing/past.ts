import type { AdoptionStart, SubscriptionStart } from '../../contract/input';
import type { SandboxControl } from '../../sandbox/control';
import type { SandboxMerchant } from '../../sandbox/state/merchants';
import { Chance } from '../lives/chance';
import type { Act, LifeScript, Past } from '../lives/script';
import type { PerformedAct } from './life-record';
import { actInPortal, type PortalAct } from './portal';
import type { CardReference } from './scene';

/** What a life finds that adopts a schedule. */
export interface MadePast {
  sid: string;
  /** What its start says of the schedule, beside what was sold. */
  named: Pick<AdoptionStart, 'sid'> & { nextDate?: string };
  /** What was done in the portal before. */
  acts: PerformedAct[];
}

/** Makes the schedule that a life adopts, and lets the gateway run until the life begins; only then the store is posted to. */
export async function makePast(
  { past, seed, startMs, card }: LifeScript & { past: Past },
  control: SandboxControl,
  store: SandboxMerchant,
): Promise<MadePast> {
  const { token = '' } = (await control.cards()).find(({ brand }) => brand === card.brand) ?? {};
  const sid = await control.addSchedule({ ...past.schedule, merchantId: store.id, card: token });
  const acts: PerformedAct[] = [];
  for (const act of past.acts) {
    await control.advanceTo(new Date(act.atMs));
    if (isInPortal(act))
      acts.push({ act, at: new Date(act.atMs).toISOString(), ...(await actInPortal(control, act)) });
  }
  await control.advanceTo(new Date(startMs));
  await control.registerMerchant(store);
  const { nextDate, status } = (await control.schedules()).find((schedule) => schedule.sid === sid) ?? {};
  const isNamed = past.namesNextDate && status === 'ATV' && nextDate !== undefined;
  const other = new Chance(seed, 'other SID');
  const named = past.namesOtherSid
    ? Array.from({ length: 64 }, () => other.whole(0, 15).toString(16)).join('')
    : sid;
  return { sid, named: { sid: named, ...(isNamed ? { nextDate } : {}) }, acts };
}

/** What a subscription is started with: its card, or the schedule that it adopts, is put in. */
export async function inputOf(
  { input, card }: LifeScript,
  made: MadePast | undefined,
  cardReference: (card: LifeScript['card']) => Promise<CardReference>,
): Promise<SubscriptionStart> {
  if (input.entry !== 'adopt') return { ...input, card: await cardReference(card) };
  if (made === undefined) throw new Error('a life that adopts a schedule has a past');
  return adopting(input, made);
}

const adopting = (
  { schedule, ...input }: Omit<AdoptionStart, 'sid'>,
  { named: { sid, nextDate } }: Pick<MadePast, 'named'>,
): AdoptionStart => ({
  ...input,
  sid,
  schedule: nextDate === undefined ? schedule : { ...schedule, nextDate },
});

const isInPortal = (act: Act): act is PortalAct =>
  ['portal_edit', 'portal_reversal', 'portal_refund', 'incident'].includes(act.kind);
