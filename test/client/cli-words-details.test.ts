import { viewText } from '../../client/cli/format-view';
import { PT } from '../../client/cli/words/pt';
import { misfitsOf } from '../../domain/adoption/misfits';
import { BY_GATEWAY } from '../../domain/audit';
import { activeView } from './support/builders';
import { look } from './support/look';

const ENGLISH = /\b(the|was|is|are|it|of|not|look|and|became|never|sold|keeps|your|why|with)\b/i;
const TODAY = '2026-12-01';
const sold = { amountCents: 4_990, firstDate: '2026-06-10', intervalMonths: 1, numberOfTimes: 12 };
const kept = { status: 'ATV', nits: [], initialDate: '2026-06-10', nextDate: '2026-12-10' };

/** What misfits a schedule has that the gateway keeps so. */
const misfits = (of: object, terms: object = {}): string =>
  misfitsOf({ ...sold, ...terms }, { ...kept, ...of } as never, TODAY)
    .map(({ field, what }) => `${field}: ${what}`)
    .join('; ');

describe('in Portuguese', () => {
  test.each([
    misfits({ amountCents: 5_990, initialDate: '2026-07-10', numberOfTimes: 10 }),
    misfits({ amountUnreadable: true }),
    misfits({ currentTimes: 12 }),
    misfits({ nextDate: '2026-12-20' }),
    misfits({ nextDate: '2027-04-10' }),
    misfits({ nextDate: '2026-12-10' }, { nextDate: '2026-12-20' }),
    'the gateway knows no schedule of this SID in this store',
    'the gateway reports the schedule as FIN; only ATV and INA can be adopted',
    'subscription/loja-a/A0001 follows the schedule',
  ])('an adoption is refused for “%s”', (what) => {
    expect(what).not.toBe('');
    const refused = { reason: 'terms_differ', what };
    const text = viewText(
      activeView({ entry: 'adopt', state: 'rejected', adoption: { refused } as never, audit: [] }),
      look({ width: Infinity, words: PT }),
    );
    expect(text).toContain('não, terms_differ: ');
    expect(text).not.toMatch(ENGLISH);
    const line = {
      event: 'adoption_refused' as const,
      by: BY_GATEWAY,
      what: `not adopted, terms_differ: ${what}`,
    };
    expect(PT.audit(line)).not.toMatch(ENGLISH);
    const adopted = { event: 'adopted' as const, by: BY_GATEWAY, what, reason: `sold_holds: ${what}` };
    expect(PT.reason(adopted)).toContain('vale o vendido: ');
  });

  test.each([
    ['schedule_ended', 'all executions are done'],
    ['schedule_ended', 'the gateway reports the schedule as FIN'],
    ['schedule_changed', 'the next date is 2027-01-20 instead of 2027-01-10'],
    ['schedule_changed', 'the amount was changed from R$ 49,90 to R$ 59,90'],
    ['schedule_changed', 'the number of times was changed from 12 to 24'],
    ['adopted', 'adopted with 6 executions behind it; the next charge is on 2027-01-10'],
    ['adopted', 'adopted with 6 executions behind it; it is inactive'],
    ['adopted', 'adopted with 1 execution behind it; it is inactive'],
    ['charge_denied', 'a charge was denied: 51'],
    ['charge_decided', 'decided about the charge with NIT abc: paid'],
    ['create_refused', 'the settings of the merchant forbid the create; nothing was sent'],
    ['payment_refused', 'the pay could not be put as the gateway wants it; nothing was sent'],
  ] as const)('%s tells “%s”', (event, what) => {
    expect(PT.audit({ event, by: 'system', what })).not.toMatch(ENGLISH);
  });

  test('what is to be typed asks for the name in the language of the reader', () => {
    const view = activeView({ state: 'paused' });
    expect(viewText(view, look({ width: Infinity, words: PT }))).toContain(
      '--by "<seu nome>" --reason "<motivo>"',
    );
    expect(viewText(view, look({ width: Infinity }))).toContain('--by "<your name>" --reason "<why>"');
  });
});
