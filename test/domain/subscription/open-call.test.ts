import type { OpenCall } from '../../../domain/calls/call';
import { withOpenCall, withSilence } from '../../../domain/subscription/open-call';
import { callById, withAudit } from '../../../domain/subscription/changes';
import type { SubscriptionRecord } from '../../../domain/subscription/record';
import { at, created, START_MS } from '../support/record';

const record = created();
const [call] = record.calls;
if (call === undefined) throw new Error('the payment is open');
const doubt = {
  ...{ reason: 'answer_timeout', sentAtMs: START_MS, sinceMs: START_MS, asked: 0 },
  ...{ nextAskAtMs: START_MS, deadlineMs: START_MS },
};
const person = {
  ...{ since: '2027-01-01T12:00:00.000Z', reason: 'nit_too_old', findOut: 'Was it paid?' },
  decisions: ['happened', 'did_not_happen'] as const,
};
const became = (before: Partial<OpenCall>, after: Partial<OpenCall>): SubscriptionRecord =>
  withOpenCall(record, { ...call, ...before }, { ...call, ...after }, at(START_MS));
const newLines = ({ audit }: SubscriptionRecord): object[] => audit.slice(record.audit.length);

describe('the audit trail of a call that stays open', () => {
  it('says that it came into doubt, and by what', () => {
    expect(newLines(became({}, { doubt }))).toEqual([
      {
        ...{ at: '2027-01-01T12:00:00.000Z', by: 'system', event: 'call_in_doubt' },
        ...{ what: 'what became of pay is not known', reason: 'answer_timeout' },
      },
    ]);
    expect(newLines(became({ doubt }, { doubt: { ...doubt, asked: 1 } }))).toEqual([]);
  });

  it('says that it never arrived, and is sent again', () => {
    expect(newLines(became({ doubt }, {}))).toEqual([
      {
        ...{ at: '2027-01-01T12:00:00.000Z', by: 'gateway', event: 'call_sent_again' },
        ...{ what: 'pay never arrived; it is sent again', reason: 'answer_timeout' },
      },
    ]);
    expect(newLines(became({}, { notDelivered: 1 }))).toEqual([]);
  });

  it('says that a person must decide, once, with what he has to find out', () => {
    const lines = newLines(became({ doubt }, { doubt, person: { ...person, decisions: ['happened'] } }));
    expect(lines).toMatchObject([
      { by: 'system', event: 'person_needed', what: 'a person must decide', reason: 'Was it paid?' },
    ]);
    const asked = { doubt, person: { ...person, decisions: [...person.decisions] } };
    expect(newLines(became(asked, asked))).toEqual([]);
  });

  it('keeps the call as it is now, also where nothing is told', () => {
    const others = { ...record, calls: [{ ...call, id: 'other' }, call] };
    const changed = withOpenCall(others, call, { ...call, notDelivered: 1 }, at(START_MS));
    expect(changed.calls).toEqual([
      { ...call, id: 'other' },
      { ...call, notDelivered: 1 },
    ]);
    expect(callById(changed, 'pay')).toEqual({ ...call, notDelivered: 1 });
    expect(became({}, { notDelivered: 1 }).calls).toEqual([{ ...call, notDelivered: 1 }]);
  });
});

describe('what went wrong last', () => {
  it('is a refusal in the words of the gateway, or the silence and its cause', () => {
    const refused = { kind: 'refused', facts: {}, code: '33', message: 'no', refusedBy: 'gateway' } as const;
    expect(withSilence(record, call, refused, START_MS).lastError).toEqual({
      ...{ at: '2027-01-01T12:00:00.000Z', call: 'question about pay', code: '33', message: 'no' },
    });
    const silent = { kind: 'no_answer', reason: 'gateway_silent' } as const;
    expect(withSilence(record, call, silent, START_MS).lastError).toMatchObject({
      ...{ code: 'gateway_silent', message: 'the gateway did not answer the question' },
    });
    const detailed = { ...silent, detail: 'http_5xx' };
    expect(withSilence(record, call, detailed, START_MS).lastError?.code).toBe('http_5xx');
  });

  it('an entry without a reason has none', () => {
    const { audit } = withAudit(record, START_MS, 'retired', 'over', { by: 'Ana' });
    expect(audit.at(-1)).toEqual({
      ...{ at: '2027-01-01T12:00:00.000Z', by: 'Ana', event: 'retired', what: 'over' },
    });
    expect(audit.at(-1)).not.toHaveProperty('reason');
  });
});
