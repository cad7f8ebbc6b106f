import { preview } from '../../../domain/adoption/preview';
import type { ScheduleFacts } from '../../../domain/gateway/answers';
import { asSid } from '../../../domain/ids';
import { NOW, orderOf, told } from '../support/adoption';
import { at, done, SID } from '../support/record';

const previewed = (facts: ScheduleFacts, heldBy?: string, instant = NOW): ReturnType<typeof preview> =>
  preview(done({ schedule: facts }), asSid(SID), heldBy, at(instant, orderOf()));
const KEPT = {
  ...{ status: 'ATV', amountCents: 4_990, firstDate: '2026-07-10', nextDate: '2027-01-10' },
  ...{ numberOfTimes: 12, currentTimes: 6, listed: 6 },
};

describe('a preview of an adoption', () => {
  it('tells what would be history, the next charge, and what the gateway keeps', () => {
    expect(previewed(told())).toEqual({
      ...{ verdict: 'would_be_adopted', misfits: [], kept: KEPT },
      what: '6 executions would be history, and its next charge is on 2027-01-10',
    });
    expect(previewed(told({ status: 'INA' })).what).toBe(
      '6 executions would be history, and it would be paused',
    );
    const [nit] = told().nits;
    const once = told({ status: 'INA', currentTimes: 1, nits: nit === undefined ? [] : [nit] });
    expect(previewed(once).what).toBe('1 execution would be history, and it would be paused');
  });

  it('leaves out what the gateway does not tell', () => {
    const { status, sid, nits } = told({ status: 'INA' });
    expect(previewed({ status, sid, nits })).toMatchObject({
      what: expect.stringMatching(/^6 executions/) as string,
    });
    expect(previewed({ status, sid, nits }).kept).toStrictEqual({ status: 'INA', listed: 6 });
  });

  it('says who follows it already', () => {
    expect(previewed(told(), 'another')).toEqual({
      ...{ verdict: 'would_be_refused', reason: 'already_followed', what: 'another follows the schedule' },
      ...{ misfits: [], kept: KEPT },
    });
  });

  it('says why it would be refused', () => {
    expect(previewed(told({ status: 'FIN' }))).toMatchObject({
      ...{ verdict: 'would_be_refused', reason: 'status_not_adoptable', kept: { status: 'FIN' } },
    });
    expect(previewed(told({ amountCents: 5_990 }))).toMatchObject({
      ...{ reason: 'terms_differ', misfits: [{ field: 'amountCents' }] },
    });
  });

  it('says that it is not known while nothing was told, or an execution may be under way', () => {
    expect(
      preview({ kind: 'no_answer', reason: 'gateway_silent' }, asSid(SID), undefined, at(NOW, orderOf())),
    ).toEqual({
      ...{ verdict: 'not_known', reason: 'gateway_silent', misfits: [] },
      what: 'the gateway did not tell what the schedule is',
    });
    const held = previewed(told(), undefined, '2027-01-10T06:45:00.000Z');
    expect(held).toMatchObject({ verdict: 'not_known', reason: 'execution_under_way', misfits: [] });
    expect(held.what).toMatch(/^an execution may be under way; it would be asked again at 2027-01-10T0[78]:/);
  });
});
