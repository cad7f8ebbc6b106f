import type { TransactionRecord } from '../../sandbox/state/transactions';
import { Chance } from '../lives/chance';
import type { Act } from '../lives/script';
import { lastConfirmed } from './portal';
import { gatewayNow, type CardReference, type Scene } from './scene';

type RefundAct = Extract<Act, { kind: 'refund' }>;

/** Puts into a refund what is known only once it is asked for. Undefined while there is nothing to give back. */
export async function refundCommand(scene: Scene, act: RefundAct): Promise<object | undefined> {
  const transactions = await (await gatewayNow(scene)).transactions();
  const charge = chargeOf(transactions, act, new Chance(scene.script.seed, act.id));
  if (charge === undefined) return undefined;
  const { nit, cycle = 1, amountCents } = charge;
  const cents =
    act.share === undefined ? {} : { amountCents: Math.max(1, Math.floor(act.share * amountCents)) };
  const card = await cardOf(scene, act, charge);
  return {
    ...{ by: 'billing system', reason: 'the customer is given it back' },
    charge: act.named === 'by_nit' ? { kind: 'nit', nit } : { kind: 'cycle', number: cycle },
    ...cents,
    ...(card === undefined ? {} : { card }),
  };
}

function chargeOf(
  transactions: TransactionRecord[],
  { of }: RefundAct,
  chance: Chance,
): TransactionRecord | undefined {
  if (of === 'any_charge') return transactions.length === 0 ? undefined : chance.of(transactions);
  return lastConfirmed(transactions, of === 'immediate_payment' ? 'payment' : 'scheduled');
}

/** SiTef wants the card that was charged once more (docs/gateway.md §8). */
async function cardOf(
  { sandbox, cardReference }: Scene,
  { card, throughVault }: RefundAct,
  charge: TransactionRecord,
): Promise<CardReference | undefined> {
  if (card === 'none') return undefined;
  const cards = await sandbox.control.cards();
  const isIt = ({ token }: { token: string }): boolean =>
    (token === charge.card?.token) === (card === 'charged');
  const brand = cards.find(isIt)?.brand;
  return brand === undefined ? undefined : cardReference({ brand, throughVault });
}
