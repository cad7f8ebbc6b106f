import { ServiceError } from '@temporalio/client';
import { exitCodeOf } from '../../client/cli/exit-codes';
import type { CaratSubscriptionsError } from '../../client';
import type { TemporalAccess } from '../../client/access';
import type { RefundRequest } from '../../client/commands/requests';
import { sendCommand } from '../../client/commands/send-command';

const REF = { merchant: 'loja-a', orderId: 'A0001' };
const REFUND: RefundRequest = {
  ...{ by: 'Ana', reason: 'asked for', updateId: 'ticket-17' },
  charge: { kind: 'cycle', number: 1 },
  amountCents: 1_000,
};

const fault = (code: number, details: string): ServiceError =>
  new ServiceError('failed', { cause: Object.assign(new Error(details), { code, details, metadata: {} }) });

/** A connection on which an update, and the question that follows it, end as they are told to. */
function access(update: () => Promise<unknown>, question: () => Promise<unknown>): TemporalAccess {
  const handle = { executeUpdate: update, query: question };
  const client = {
    options: { namespace: 'default' },
    withDeadline: (_deadline: number, run: () => unknown) => run(),
    workflow: { getHandle: () => handle },
  };
  return { client, strict: { getHandle: () => handle }, taskQueue: 'q' } as unknown as TemporalAccess;
}

const failing = (error: Error) => (): Promise<never> => Promise.reject(error);

describe('a command that Temporal has taken', () => {
  test('is told to be taken, with its update id, where the view cannot be read afterwards', async () => {
    const given = { result: 'accepted', state: 'active' };
    const away = access(() => Promise.resolve(given), failing(fault(14, 'UNAVAILABLE')));
    await expect(sendCommand(away, REF, 'refund', REFUND)).rejects.toMatchObject({
      code: 'command_outcome_pending',
      updateId: 'ticket-17',
      message: 'subscription/loja-a/A0001: refund was taken; what it has come to by now could not be read',
    });
  });

  test.each([
    [2, 'unknown', 'command_outcome_pending', 5],
    [9, 'failed precondition', 'command_outcome_pending', 5],
    [10, 'aborted', 'command_outcome_pending', 5],
    [13, 'Received RST_STREAM with code 2', 'command_outcome_pending', 5],
    [14, 'UNAVAILABLE', 'temporal_unreachable', 4],
    [7, 'denied', 'permission_denied', 1],
    [16, 'expired', 'permission_denied', 1],
  ])(
    'or may have, as the server ends it with gRPC %i (%s), tells its update id: %s',
    async (code, details, told, exit) => {
      const broken = access(failing(fault(code, details)), failing(fault(14, 'UNAVAILABLE')));
      const error = await sendCommand(broken, REF, 'refund', REFUND).then(
        () => undefined,
        (thrown: unknown) => thrown as CaratSubscriptionsError,
      );
      expect(error?.toJSON()).toMatchObject({ code: told, updateId: 'ticket-17' });
      expect(error?.nextStep).toContain('repeat the command with update id "ticket-17"');
      expect(exitCodeOf(told as Parameters<typeof exitCodeOf>[0])).toBe(exit);
    },
  );

  test('but not one that the server could make nothing of', async () => {
    const refused = access(failing(fault(3, 'too large')), failing(fault(14, 'UNAVAILABLE')));
    await expect(sendCommand(refused, REF, 'refund', REFUND)).rejects.toMatchObject({
      code: 'unexpected_answer',
    });
  });
});
