import { noteBeginning } from '../../../domain/edits/apply-edit';
import { noteSent } from '../../../domain/subscription/apply-step';
import { expectsAuthenticity } from '../../../domain/subscription/authenticity';
import { newRecord } from '../../../domain/subscription/record';
import { AMOUNT, asked, live, now } from '../edits/support';
import { ASKED_MS, BEGIN, toBegin } from '../refunds/support';
import { at, orderOf, SID, START_MS } from '../support/record';

describe('whether an edit is ours', () => {
  const begun = noteBeginning(asked(AMOUNT), now());
  const ask = (changes: object = {}, record = begun): boolean =>
    expectsAuthenticity(record, { kind: 'edit', sid: SID, seid: 'seid-1', ...changes }, now());

  it('is known by its schedule, and by the order where the post names it', () => {
    expect(ask()).toBe(true);
    expect(ask({ sid: SID.toUpperCase(), merchantData: 'A0001' })).toBe(true);
    expect(ask({ sid: 'another' })).toBe(false);
    expect(ask({ merchantData: 'A0002' })).toBe(false);
  });

  it('is denied by a subscription that begins none, or has no schedule yet', () => {
    expect(ask({}, live())).toBe(false);
    expect(ask({}, { ...begun, opening: newRecord(orderOf(), START_MS).opening })).toBe(false);
  });
});

describe('whether a refund is ours', () => {
  const begun = noteSent(toBegin(), BEGIN, at(ASKED_MS));
  const ask = (orderId?: string, record = begun): boolean =>
    expectsAuthenticity(record, { kind: 'refund', nit: 'back-1', orderId }, at(ASKED_MS));

  it('is known by the order where the post names it, and because one is begun', () => {
    expect(ask()).toBe(true);
    expect(ask('A0001')).toBe(true);
    expect(ask('A0002')).toBe(false);
    expect(ask(undefined, toBegin())).toBe(false);
  });

  it('is known by the order that an adopted schedule was made with, as far as a post carries it', () => {
    const order = orderOf({ gatewayOrderId: 'MADEBEFOREWITHALONGID1' });
    const posted = (orderId: string): boolean =>
      expectsAuthenticity(begun, { kind: 'refund', nit: 'back-1', orderId }, { order, nowMs: ASKED_MS });
    // Our own order id is one of somebody else's at the gateway.
    expect(['MADEBEFOREWITHALONGI', 'A0001', 'MADEBEFORE'].map(posted)).toEqual([true, false, false]);
  });
});
