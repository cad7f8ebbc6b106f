import { asNit } from '../../domain/ids';
import { chargeByNit, cycleOutcome } from '../../domain/ledger/ledger';
import type { Charge } from '../../domain/ledger/charge';
import { summarise } from '../../domain/ledger/summary';
import { callOfRefund, isBeingRefunded, refundById } from '../../domain/refunds/open-refunds';
import type { Refund } from '../../domain/refunds/refund';
import { refundStanding } from '../../domain/refunds/standing';
import { applySent } from '../../domain/subscription/apply-step';
import { refusalOfRetirement, refusalOfResolution, takeResolution } from '../../domain/subscription/commands';
import { questionForPerson } from '../../domain/subscription/person';
import { flagsOf } from '../../domain/subscription/attention';
import { endOf } from '../../domain/subscription/ending';
import { applyCharge } from '../../domain/schedule/reading';
import { shownState } from '../../domain/subscription/state';
import { upgradeRecord } from '../../domain/subscription/upgrade-record';
import { done, NIT, orderOf } from './support/record';
import type { RefundMishap } from './support/refund-gateway';
import { RefundLife } from './support/refund-life';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const FIRST = { kind: 'cycle', number: 1 } as const;
const IMMEDIATE = { kind: 'nit', nit: NIT } as const;

const lifeWith = (...mishaps: RefundMishap[]): RefundLife => Object.assign(new RefundLife(), { mishaps });
const charge = (life: RefundLife, nit = 'sale-1'): Charge => {
  const found = chargeByNit(life.record.ledger, asNit(nit));
  if (found === undefined) throw new Error('no such charge');
  return found;
};
const refundOf = (life: RefundLife): Refund => {
  const found = refundById(life.record, 'r');
  if (found === undefined) throw new Error('no such refund');
  return found;
};
/** What became of the refund within a while. */
const after = (life: RefundLife, ms: number, id = 'r'): string | undefined => {
  life.until(life.nowMs + ms);
  return refundById(life.record, id)?.state;
};

describe('a refund goes its way', () => {
  it('whole: the charge is refunded, and no longer owed or flagged', () => {
    const life = new RefundLife();
    life.refund('r', { charge: FIRST });
    expect(after(life, HOUR_MS)).toBe('done');
    expect(charge(life)).toMatchObject({
      outcome: 'refunded',
      amountCents: 4_990,
      refundedCents: 4_990,
      gatewayStatus: 'EST',
    });
    const [cycle] = life.record.ledger.cycles;
    expect(cycle && cycleOutcome(cycle)).toBe('refunded');
    expect(summarise(life.record.ledger)).toMatchObject({
      paidCents: 990,
      refundedCents: 4_990,
      reversedCents: 0,
    });
    expect(flagsOf(life.record, life.context)).toEqual([]);
    expect(life.calls).toEqual(['begin none', 'refund none']);
  });

  it.each([true, false])('in parts: the charge stays paid (its amount falls at the gateway: %s)', (falls) => {
    const life = Object.assign(new RefundLife(), { amountFalls: falls });
    life.refund('r', { charge: FIRST, amountCents: 1_000 });
    life.until(life.nowMs + HOUR_MS);
    expect(charge(life)).toMatchObject({ outcome: 'paid', amountCents: 4_990, refundedCents: 1_000 });
    life.refund('s', { charge: FIRST });
    expect(after(life, HOUR_MS, 's')).toBe('done');
    expect(charge(life)).toMatchObject({ outcome: 'refunded', refundedCents: 4_990 });
    expect(life.cancellations.map(({ amountCents }) => amountCents)).toEqual([1_000, 3_990]);
    expect(flagsOf(life.record, life.context)).toEqual([]);
  });

  it('a reply that is lost is asked about, and nothing is sent again', () => {
    const life = lifeWith('none', 'lost_after');
    life.refund('r', { charge: FIRST });
    expect(after(life, 3_000)).toBe('under_way');
    expect(refundStanding(life.record, 'r', life.context)).toEqual({ kind: 'in_doubt' });
    expect(shownState(life.record).state).toBe('active');
    expect(after(life, HOUR_MS)).toBe('done');
    expect(life.calls).toEqual(['begin none', 'refund lost_after']);
  });

  it('one that never arrived is sent to the same NIT once more', () => {
    const life = lifeWith('none', 'lost_before');
    life.refund('r', { charge: FIRST });
    expect(after(life, HOUR_MS)).toBe('done');
    expect(life.calls).toEqual(['begin none', 'refund lost_before', 'refund none']);
    expect(life.cancellations).toHaveLength(1);
  });

  it('a NIT that does not come is asked for again', () => {
    const life = lifeWith('silent');
    life.refund('r', { charge: FIRST });
    expect(after(life, HOUR_MS)).toBe('done');
    expect(life.cancellations.map(({ status }) => status)).toEqual(['NOV', 'CON']);
  });

  it('a begin whose reply is lost goes on with the NIT that came', () => {
    const life = lifeWith('lost_after');
    life.refund('r', { charge: FIRST });
    expect(after(life, MINUTE_MS)).toBe('done');
    expect(life.cancellations).toHaveLength(1);
  });

  it('what the issuer denies, and what the gateway refuses, fails with its code', () => {
    const denied = lifeWith('none', 'denied');
    denied.refund('r', { charge: FIRST });
    expect(after(denied, HOUR_MS)).toBe('failed');
    expect(refundById(denied.record, 'r')?.problem).toMatchObject({ code: '257' });
    expect(flagsOf(denied.record, denied.context)).toEqual(['command_failed']);
    const refused = lifeWith('none', 'refused');
    refused.refund('r', { charge: FIRST });
    expect(after(refused, HOUR_MS)).toBe('failed');
    expect(charge(refused)).toMatchObject({ outcome: 'paid' });
    // It can be asked for anew, also in parts.
    const parts = [1_000, 3_990];
    const flagsAfter = parts.map((amountCents) => {
      expect(refused.refund(`part-${String(amountCents)}`, { charge: FIRST, amountCents })).toBeUndefined();
      after(refused, HOUR_MS);
      return flagsOf(refused.record, refused.context);
    });
    expect(flagsAfter).toEqual([['command_failed'], []]);
  });

  it('one that ended ERR is begun anew; after five more times it fails', () => {
    const life = lifeWith('none', 'error');
    life.refund('r', { charge: FIRST });
    expect(after(life, HOUR_MS)).toBe('done');
    const errors = Array.from({ length: 6 }, (): RefundMishap[] => ['none', 'error']).flat();
    const failing = lifeWith(...errors);
    failing.refund('r', { charge: FIRST });
    expect(after(failing, DAY_MS)).toBe('failed');
    expect(failing.cancellations).toHaveLength(6);
  });

  it('the issuer may take his time', () => {
    const life = lifeWith('none', 'pending');
    life.refund('r', { charge: FIRST });
    expect(after(life, 5 * MINUTE_MS)).toBe('under_way');
    expect(after(life, DAY_MS)).toBe('done');
  });

  it('a card that the vault has lost fails it while nothing has left', () => {
    const life = new RefundLife();
    life.refund('r', { charge: FIRST, card: { kind: 'vault', reference: 'v' } });
    life.until(life.nowMs);
    for (let steps = 0; callOfRefund(life.record, refundOf(life))?.kind !== 'refund'; steps += 1) {
      expect(steps).toBeLessThan(5);
      life.step();
    }
    const step = { kind: 'send', call: 'refund/r' } as const;
    const gone = { kind: 'not_sent', reason: 'card_reference_expired', cardGone: true } as const;
    life.record = applySent(life.record, step, gone, life.context);
    expect(refundOf(life)).toMatchObject({ state: 'failed', problem: { code: 'card_reference_expired' } });
  });

  it('a charge of which less is left by then is not refunded', () => {
    const life = new RefundLife();
    life.refund('r', { charge: FIRST });
    life.portal('sale-1', 1);
    expect(after(life, HOUR_MS)).toBe('failed');
    expect(refundById(life.record, 'r')?.problem?.code).toBe('less_is_left');
    expect(life.calls).toEqual([]);
    expect(flagsOf(life.record, life.context)).toEqual(['payment_reversed', 'command_failed']);
  });
});

describe('the NIT of a refund', () => {
  it('is taken only while one is begun, and the first one stands', () => {
    const life = lifeWith('silent');
    expect(life.post('early')).toBe(false);
    life.refund('r', { charge: FIRST });
    life.until(life.nowMs + 3_000);
    expect(life.post('forged', 'OTHER')).toBe(false);
    expect(life.post('sale-1', 'A0001')).toBe(false);
    expect(life.post('first', 'A0001')).toBe(true);
    expect(life.post('second', 'A0001')).toBe(false);
    expect(life.post('first', 'A0001')).toBe(true);
    expect(refundById(life.record, 'r')?.nit).toBe('first');
  });

  it('is not taken once its refund was sent, nor when it comes late', () => {
    const life = lifeWith('none', 'lost_before');
    life.refund('r', { charge: FIRST });
    life.until(life.nowMs + 3_000);
    const nit = refundById(life.record, 'r')?.nit ?? '';
    expect(life.post(nit)).toBe(false);
    const late = lifeWith(...Array.from({ length: 12 }, (): RefundMishap => 'silent'));
    late.refund('r', { charge: FIRST });
    late.until(late.nowMs + DAY_MS);
    expect(callOfRefund(late.record, refundOf(late))?.person).toBeDefined();
    expect(late.post('late')).toBe(false);
  });

  it('of another refund is waited for before the next one is begun', () => {
    const life = lifeWith('silent', 'none', 'none', 'none', 'none');
    life.refund('r', { charge: FIRST });
    life.refund('s', { charge: IMMEDIATE });
    life.until(life.nowMs + 50_000);
    // The first begin has brought no NIT; a post that comes now can be for this one only.
    expect(life.calls).toEqual(['begin silent']);
    life.until(life.nowMs + HOUR_MS);
    expect(refundById(life.record, 'r')?.state).toBe('done');
    expect(refundById(life.record, 's')?.state).toBe('done');
  });
});

describe('what nobody can tell', () => {
  /** The refund was carried out, its reply is lost, and the gateway says nothing until day 14. */
  function blocked(...mishaps: RefundMishap[]): RefundLife {
    const life = lifeWith(...mishaps);
    life.refund('r', { charge: FIRST });
    life.until(life.nowMs + 3_000);
    life.silences = Array.from({ length: 80 }, () => true);
    life.until(life.nowMs + 15 * DAY_MS);
    return life;
  }

  it('is put before a person, who says that it happened', () => {
    const life = blocked('none', 'lost_after');
    expect(shownState(life.record).state).toBe('blocked');
    expect(refusalOfResolution(life.record, 'happened')).toMatch(/^about: must be the NIT/);
    const about = questionForPerson(life.record)?.about;
    expect(refusalOfResolution(life.record, 'happened', about)).toBeUndefined();
    const decision = { id: 'd', decision: 'happened', by: 'Ana', reason: 'in the portal' } as const;
    life.record = takeResolution(life.record, decision, life.context);
    expect(after(life, HOUR_MS)).toBe('done');
    expect(charge(life)).toMatchObject({ outcome: 'refunded' });
  });

  it('or that it did not: it fails, and can be asked for anew', () => {
    const life = blocked('none', 'lost_before');
    const decision = { id: 'd', decision: 'did_not_happen', by: 'Ana', reason: 'not there' } as const;
    life.record = takeResolution(life.record, decision, life.context);
    expect(after(life, MINUTE_MS)).toBe('failed');
    expect(charge(life)).toMatchObject({ outcome: 'paid' });
  });

  it('is told by the charge, where that still answers', () => {
    const life = lifeWith('none', 'lost_after');
    life.refund('r', { charge: FIRST });
    life.until(life.nowMs + 3_000);
    life.silences = Array.from({ length: 14 }, () => true);
    // The NIT of the refund is gone by then, and says so.
    const [cancellation] = life.cancellations;
    if (cancellation !== undefined) cancellation.bornMs -= 30 * DAY_MS;
    expect(after(life, 16 * DAY_MS)).toBe('done');
  });
});

describe('a refund beside everything else', () => {
  it('holds up the end, and a retirement', () => {
    const life = lifeWith('none', 'lost_before');
    life.refund('r', { charge: FIRST });
    life.until(life.nowMs + 3_000);
    expect(refusalOfRetirement(life.record)).toBe('a refund is open; ask again when it is done');
    const { schedule } = life.record;
    const answeredAtMs = life.nowMs + 90 * DAY_MS;
    const finished = {
      ...schedule,
      ...{ snapshot: { status: 'FIN' }, answeredAtMs, answerAskedAtMs: answeredAtMs },
    };
    const ended = (): string | undefined =>
      endOf(
        { ...life.record, schedule: finished, terms: { ...life.record.terms, numberOfTimes: 2 } },
        life.context,
      );
    expect(ended()).toBeUndefined();
    expect(after(life, HOUR_MS)).toBe('done');
    expect(ended()).toBe('completed');
  });

  it('what its charge shows while it is in doubt is not taken for a reversal', () => {
    const life = lifeWith('none', 'lost_after');
    life.refund('r', { charge: FIRST });
    life.until(life.nowMs + 3_000);
    expect(isBeingRefunded(life.record, asNit('sale-1'))).toBe(true);
    const reversed = done({ payment: { nit: 'sale-1', status: 'EST', amountCents: 4_990 } });
    expect(applyCharge(life.record, asNit('sale-1'), reversed, life.context).ledger).toEqual(
      life.record.ledger,
    );
  });

  it('goes on after a hand-over', () => {
    const life = lifeWith('none', 'lost_after');
    life.refund('r', { charge: FIRST });
    life.until(life.nowMs + 3_000);
    life.record = upgradeRecord(JSON.parse(JSON.stringify(life.record)), orderOf());
    expect(after(life, HOUR_MS)).toBe('done');
  });
});
