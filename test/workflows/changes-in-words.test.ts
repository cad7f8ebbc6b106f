import { asNit } from '../../domain/ids';
import { changesInWords } from '../../workflows/show/changes-in-words';
import { EditLife } from '../domain/support/edit-life';

describe('the current details of a subscription that persons change', () => {
  it('tell the cancellation, and each command that is open', () => {
    const life = new EditLife();
    expect(changesInWords(life.record)).toEqual([]);
    life.command('a', { kind: 'changeAmount', amountCents: 5_990 });
    life.command('b', { kind: 'pause' });
    expect(changesInWords(life.record)).toEqual([
      expect.stringMatching(
        /^command: change the amount to R\$ 59,90, by Ana at .* \(asked for\): under way, /,
      ),
      expect.stringMatching(/^command: pause, by Ana at .* \(asked for\): waits for its turn$/),
    ]);

    life.command('c', { kind: 'cancel', when: 'period_end' });
    expect(changesInWords(life.record)).toEqual([
      expect.stringMatching(
        /^\*\*cancelled\*\* by Ana at .*: the gateway is being told, access until 2027-01-10$/,
      ),
      expect.stringMatching(/^command: cancel at the end of the paid period, .*: under way, /),
    ]);

    life.until('2027-01-01T12:01:00.000Z');
    expect(changesInWords(life.record)).toEqual([
      expect.stringMatching(/: the gateway charges no more since 2027-01-01.*, access until 2027-01-10$/),
    ]);

    // Somebody had it active again in the portal.
    const charge = {
      nit: asNit('late'),
      outcome: 'refunded',
      at: '2027-01-10T06:30:00.000Z',
      knownBy: 'query',
      knownAt: '2027-01-10T07:00:00.000Z',
    } as const;
    const charged = { ...life.record, ledger: { ...life.record.ledger, immediate: [charge] } };
    expect(changesInWords(charged)).toEqual([
      expect.stringMatching(/: the gateway had it inactive since 2027-01-01.*, and charged it after that, /),
    ]);
  });
});
