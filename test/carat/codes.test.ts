import { CODE_TABLE } from '../../carat/code-table';
import { lookUpCode } from '../../carat/codes';

describe('the table of gateway codes', () => {
  it('has ascending rows that do not overlap', () => {
    const bounds = CODE_TABLE.flatMap(([from, to]) => [from, to]);
    CODE_TABLE.forEach(([from, to], row) => {
      expect(from).toBeLessThanOrEqual(to);
      expect(from).toBeGreaterThan(CODE_TABLE[row - 1]?.[1] ?? -1);
    });
    expect(bounds).toEqual(bounds.toSorted((left, right) => left - right));
  });

  it.each(['100', '101', '102', '107', '115', '116', '131', '136', '256', '257', '302', '400', '89', '1271'])(
    '%s leaves open whether the call was executed, and asks for a query',
    (code) => {
      expect(lookUpCode(code)).toMatchObject({ executed: 'maybe', action: 'query' });
    },
  );

  it.each(['255', '259', '910', '920', '940'])('%s is a denial', (code) => {
    expect(lookUpCode(code)).toMatchObject({ executed: 'denied', action: 'none' });
  });

  it.each(['5', '11', '13', '33', '73', '78', '83', '157', '345'])('%s blames the request', (code) => {
    expect(lookUpCode(code)).toMatchObject({ executed: 'no', action: 'fix_request' });
  });

  it.each(['26', '27', '30', '31', '110'])("%s blames the store's credentials", (code) => {
    expect(lookUpCode(code)).toMatchObject({ executed: 'no', action: 'fix_credentials' });
  });

  it.each(['106', '108', '160'])('%s blames the configuration of the store', (code) => {
    expect(lookUpCode(code)).toMatchObject({ executed: 'no', action: 'fix_configuration' });
  });

  it.each(['151', '159', '42', '9999', 'ERR', '', '-1', '1e2', '00', '0255'])('%j is in no list', (code) => {
    expect(lookUpCode(code)).toBeUndefined();
  });

  it('says something in every row, in the words of its columns', () => {
    const executed = ['yes', 'no', 'maybe', 'denied'];
    const actions = [
      'fix_request',
      'check_id',
      'fix_credentials',
      'fix_configuration',
      'query',
      'retry_later',
      'none',
    ];
    for (const [from] of CODE_TABLE) {
      const row = lookUpCode(String(from));
      expect(row?.meaning).toMatch(/^[A-Za-z_][A-Za-z_, -]{4,60}$/);
      expect(executed).toContain(row?.executed);
      expect(actions).toContain(row?.action);
      expect(row?.source).toMatch(/^docs\/gateway\.md §\d+(\.\d)?$/);
    }
  });

  it('covers all codes of a row, and none beside it', () => {
    for (const code of ['138', '140', '143']) expect(lookUpCode(code)?.meaning).toMatch(/^authorizer choice/);
    for (const code of ['144', '144', '149']) expect(lookUpCode(code)).toBeUndefined();
  });

  it('names the section of the contract', () => {
    expect(lookUpCode('255')?.source).toBe('docs/gateway.md §2');
    expect(lookUpCode('5')?.source).toBe('docs/gateway.md §10');
  });
});
