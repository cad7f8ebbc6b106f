import { chargesCsv } from '../../client/cli/charges-csv';
import { chargesText, ledgerText } from '../../client/cli/format-ledger';
import type { ChargesPage } from '../../client';
import type { RefundLine } from '../../contract/refund-lines';
import { activeView, NIT } from './support/builders';
import { look } from './support/look';

const { ledger } = activeView();
const page = (changes: Partial<ChargesPage> = {}): ChargesPage => ({
  cycles: ledger.cycles.toReversed(),
  immediate: [],
  refunds: [],
  summary: ledger.summary,
  ...changes,
});

const charge = (): ChargesPage['immediate'][number] => {
  const [first] = ledger.cycles[0]?.charges ?? [];
  if (first === undefined) throw new Error('the first cycle has a charge');
  return first;
};

describe('a page of charges', () => {
  it('is a table, newest first, with what is not kept and how to go on', () => {
    const text = chargesText(
      page({ notKept: { cycles: 3, upToNumber: 3 }, nextPageToken: 'abc' }),
      look({ typed: ['charges', 'loja-a/A0001', '--page-token', 'old'] }),
    );
    expect(text).toMatch(/2 +2027-01-10[^]*1 +2026-12-10/);
    expect(text).toContain('Of 3 cycles up to number 3 no detail is kept any more');
    expect(text).toContain('More:\n    carat charges loja-a/A0001 --page-token abc');
    expect(chargesText(page({ notKept: { cycles: 1, upToNumber: 1 } }), look())).toContain(
      'Of cycle 1 no detail',
    );
  });

  it('is one line a charge as CSV, and no text of the issuer is a formula', () => {
    const odd = { ...charge(), code: '51', message: '=1+1, "no"' };
    const lines = chargesCsv(page({ immediate: [odd] })).split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/^cycle,due_date,/);
    expect(lines[1]).toBe('2,2027-01-10,due,,,,,,,,,');
    expect(lines[2]).toBe(`1,2026-12-10,paid,paid,CON,4990,2026-12-10T06:31:00.000Z,query,,,${NIT},`);
    expect(lines[3]).toContain(`51,"'=1+1, ""no""",${NIT},`);
  });

  it('has a line for each refund, below its charge, by which the amounts add up', () => {
    const refund: RefundLine = {
      ...{ id: 'r1', charge: NIT, nit: 'refund-1', refundedCents: 1_000 },
      ...{ at: '2026-12-12T12:00:00.000Z', by: 'ana', reason: '=two days' },
    };
    const csv = chargesCsv(page({ refunds: [refund] })).split('\r\n');
    expect(csv[3]).toBe(`1,2026-12-10,paid,refund,,-1000,2026-12-12T12:00:00.000Z,ana,,'=two days,refund-1,`);
    expect(chargesText(page({ refunds: [refund] }), look())).toMatch(
      /paid +R\$ 49,90 [^\n]*\n +refund +−R\$ 10,00 +2026-12-12 09:00 +=two days +refund-1/,
    );
    const immediate = [{ ...charge(), nit: 'now-1' }];
    const ofIt = { ...refund, charge: 'now-1' };
    expect(chargesCsv(page({ immediate, refunds: [ofIt] })).split('\r\n')[4]).toMatch(
      /^immediate,,,refund,,-1000,/,
    );
  });

  it('is pointed at where a view has sums only', () => {
    expect(ledgerText({ ...ledger, earlier: { cycles: 100, until: '2026-11-10' } }, look())).toContain(
      '100 cycles until 2026-11-10 are in the sums only: `charges` lists them',
    );
  });
});
