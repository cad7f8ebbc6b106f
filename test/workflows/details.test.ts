import type { SubscriptionInput } from '../../contract/input';
import type { SubscriptionRecord } from '../../domain/subscription/record';
import { currentDetails } from '../../workflows/show/details';
import { orderOf, running, START_MS } from '../domain/support/record';

const MINUTE_MS = 60_000;
const at = new Date(START_MS).toISOString();

describe('the last error in the Web UI', () => {
  const record = (answeredAfterMs: number, changes: Partial<SubscriptionRecord> = {}): SubscriptionRecord => {
    const base = running();
    return {
      ...{ ...base, lastError: { at, call: 'refund', code: '10', message: 'cardNumber is null' } },
      schedule: { ...base.schedule, answeredAtMs: START_MS + answeredAfterMs },
      ...changes,
    };
  };
  const told = (of: SubscriptionRecord, ...flags: string[]): string | undefined =>
    currentDetails(orderOf() as unknown as SubscriptionInput, of, {
      attention: flags.map((flag) => ({ flag, what: 'why' })) as never,
      next: undefined,
    })
      .split('\n\n')
      .find((line) => line.includes('cardNumber is null'));

  it('is told as an earlier one once the gateway has answered since', () => {
    expect(told(record(MINUTE_MS))).toBe(
      `an earlier error, since answered, ${at}: refund 10, cardNumber is null`,
    );
    expect(told(record(MINUTE_MS), 'cycle_missed')).toMatch(/^an earlier error/);
  });

  it('is told as it stands before that, and while the gateway cannot be reached', () => {
    expect(told(record(-MINUTE_MS))).toBe(`last error, ${at}: refund 10, cardNumber is null`);
    for (const flag of ['credentials_refused', 'gateway_untrusted', 'no_worker', 'answer_unreadable'])
      expect(told(record(MINUTE_MS), flag)).toMatch(/^last error/);
  });

  it('is an earlier one after the end', () => {
    const opening = { ...running().opening, stage: 'ended', as: 'completed', atMs: START_MS } as never;
    expect(told(record(-MINUTE_MS, { opening }))).toMatch(/^an earlier error/);
  });
});
