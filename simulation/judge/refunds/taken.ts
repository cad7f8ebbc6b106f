import { refundUpdate } from '../../../contract/messages';
import type { RefundCommand } from '../../../contract/commands';
import type { LifeRecord } from '../../playing/life-record';
import { acceptedUpdates } from '../changes/taken';

/** A refund that the subscription has accepted, as its history has it. */
export interface TakenRefund {
  /** As the view calls it. */
  id: string;
  /** NIT of the charge. */
  charge: string;
  /** What was asked for, integer cents; undefined for all that is left. */
  askedCents: number | undefined;
  /** When it was accepted, milliseconds since the epoch. */
  atMs: number;
  /** When it ended for us, milliseconds since the epoch. */
  endedMs: number;
}

/** The refunds that were accepted, each once, in their order. Which charge a cycle was paid by is read in the view. */
export const takenRefunds = (life: Pick<LifeRecord, 'runs' | 'view'>): TakenRefund[] =>
  acceptedUpdates(life, new Set([refundUpdate.name])).map(({ id, arg, atMs }) => {
    const { charge, amountCents } = JSON.parse(arg) as RefundCommand;
    const shown = life.view.refunds.find((refund) => refund.id === id);
    return {
      ...{ id, atMs },
      charge: charge.kind === 'nit' ? charge.nit : (shown?.charge ?? ''),
      askedCents: amountCents,
      endedMs: shown?.endedAt === undefined ? Infinity : Date.parse(shown.endedAt),
    };
  });
