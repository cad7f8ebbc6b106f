import { PT } from '../../client/cli/words/pt';
import { EN } from '../../client/cli/words/en';
import { AUDIT_EVENTS, BY_GATEWAY, BY_SYSTEM } from '../../domain/audit';
import { CALL_KINDS, newCall, RESOLUTIONS } from '../../domain/calls/call';
import { CALL_QUESTIONS } from '../../domain/calls/person-needed';
import { GIVEN_UP } from '../../domain/opening/given-up';
import { withOpenCall } from '../../domain/subscription/open-call';
import { newRecord } from '../../domain/subscription/record';
import { orderOf } from '../domain/support/record';

const order = orderOf();
const context = { order, nowMs: 0 };
const by = BY_GATEWAY;

describe('the audit trail in Portuguese', () => {
  test.each(AUDIT_EVENTS.filter((event) => event !== 'unnamed'))('%s has words of its own', (event) => {
    const what = 'as the record says it';
    expect(PT.audit({ event, by, what })).not.toBe(what);
    expect(PT.audit({ event, by, what })).not.toBe('');
    expect(EN.audit({ event, by, what })).toBe(what);
  });

  test.each(CALL_KINDS)('a doubt about %s is told with nothing in English', (kind) => {
    const call = newCall({ kind, createdAtMs: 0 }, 0);
    const doubt = {
      reason: 'answer_timeout',
      sentAtMs: 0,
      sinceMs: 0,
      asked: 0,
      nextAskAtMs: 0,
      deadlineMs: 0,
    };
    const doubtful = { ...call, doubt };
    const begun = newRecord(order, 0);
    const lines = [
      ...withOpenCall(begun, call, doubtful, context).audit.slice(-1),
      ...withOpenCall(begun, doubtful, call, context).audit.slice(-1),
    ];
    expect(lines.map(({ event }) => event)).toEqual(['call_in_doubt', 'call_sent_again']);
    for (const line of lines) expect(PT.audit(line)).not.toMatch(ENGLISH);
  });

  test.each(RESOLUTIONS)('the decision %s is told with its call and its code', (decision) => {
    const text = PT.audit({ event: 'person_decided', by: 'ana', what: `decided: pay ${decision}` });
    expect(text).toContain('o pagamento');
    expect(text).toContain(`(${decision})`);
    expect(text).not.toContain('decided');
  });

  test('what was given up is told for every call that can be', () => {
    const told = Object.values(GIVEN_UP).map((what) => PT.audit({ event: 'given_up', by, what }));
    expect(new Set(told).size).toBe(Object.keys(GIVEN_UP).length);
    for (const text of told) expect(text).not.toMatch(ENGLISH);
  });

  test('a question that stands in it is asked in Portuguese, one of its own as it is', () => {
    const asked = (reason: string): string | undefined =>
      PT.reason({ event: 'person_needed', by: BY_SYSTEM, what: 'a person must decide', reason });
    for (const question of Object.values(CALL_QUESTIONS)) expect(asked(question)).not.toMatch(ENGLISH);
    expect(asked('12 creates came to nothing')).toBe('12 creates came to nothing');
  });

  test('names the flags that were acknowledged, and who refused', () => {
    const what = 'acknowledged cycle_missed, command_failed';
    expect(PT.audit({ event: 'acknowledged', by: 'ana', what })).toBe(
      'avisos reconhecidos: cycle_missed, command_failed',
    );
    const refused = { event: 'create_refused' as const, what: 'the gateway refused to create' };
    expect(PT.audit({ ...refused, by: BY_GATEWAY })).toBe('o gateway recusou: a criação');
    expect(PT.audit({ ...refused, by: BY_SYSTEM, what: 'why' })).toBe('recusado antes do envio: why');
  });

  test('a reason stays as a person gave it; that of our own clock does not', () => {
    const line = { event: 'undo_decided' as const, what: 'decided to undo the payment', reason: 'motivo' };
    expect(PT.reason({ ...line, by: 'ana' })).toBe('motivo');
    expect(PT.reason({ ...line, by: BY_SYSTEM })).toBe('nem confirmado nem desfeito até o prazo');
  });
});

const ENGLISH = /\b(the|was|is|are|it|of|not|look|and|became|never)\b/i;
