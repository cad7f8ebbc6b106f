import { checkInput } from '../../client/start/check-input';
import { detailsOf, summaryOf } from '../../client/start/describe-start';
import { payNow, startLater } from './support/builders';

const summary = (start: unknown) => summaryOf(checkInput(start));

describe('the summary of a start', () => {
  test('says amount, rhythm and number of charges', () => {
    expect(summary(startLater())).toBe('loja-a/A0001: R$ 49,90 monthly ×12');
  });

  test.each([
    [{ amountCents: 4990, firstDate: '2026-12-10' }, 'R$ 49,90 monthly, open-ended'],
    [
      { amountCents: 120_000, firstDate: '2026-12-10', intervalMonths: 12, numberOfTimes: 2 },
      'R$ 1.200,00 yearly ×2',
    ],
    [{ amountCents: 5, firstDate: '2026-12-10', intervalMonths: 3 }, 'R$ 0,05 every 3 months, open-ended'],
  ])('%j', (schedule, price) => {
    expect(summary(startLater({ schedule }))).toBe(`loja-a/A0001: ${price}`);
  });

  test('the details tell of the first payment, and hold no personal data', () => {
    const details = detailsOf(
      checkInput(
        payNow({
          payment: { amountCents: 990, installments: 2 },
          lateConfirmation: { confirmWithinMinutes: 60 },
        }),
      ),
      Date.parse('2026-12-01T12:00:00Z'),
    );
    expect(details).toContain(
      'immediate payment: R$ 9,90 in 2 installments, to be confirmed within 60 minutes of its authorisation',
    );
    expect(details).toContain('first scheduled charge: 2026-12-10');
    expect(details).not.toContain('cliente-1');
    expect(details).not.toContain('tok-1');
  });

  test('the details warn where the first payment and the first charge fall together, in São Paulo', () => {
    const onTheDay = Date.parse('2026-12-11T02:59:00Z');
    const hour = 3_600_000;
    const warning = (when: string): string =>
      `charged twice at once**: R$ 49,90 now, and R$ 49,90 again ${when} at 03:30`;
    expect(detailsOf(checkInput(payNow()), onTheDay)).toContain(warning('tomorrow'));
    // At 02:00 of the first date the job of that night is still to come.
    expect(detailsOf(checkInput(payNow()), onTheDay - 22 * hour)).toContain(warning('today'));
    expect(detailsOf(checkInput(payNow()), onTheDay - 24 * hour)).toContain(warning('tomorrow'));
    expect(detailsOf(checkInput(payNow()), onTheDay - 48 * hour)).not.toContain('charged twice');
    expect(detailsOf(checkInput(startLater()), onTheDay)).not.toContain('charged twice');
  });
});
