import { WorkflowNotFoundError } from '@temporalio/common';
import { answerOfEnded } from '../../client/commands/current-answer';
import { sendCommand } from '../../client/commands/send-command';
import type { TemporalAccess } from '../../client/access';
import { activeView, commandOf } from './support/builders';

const REF = { merchant: 'loja-a', orderId: 'A0001' };

/** A server whose subscription has ended, and has this view. */
function ended(view: unknown): TemporalAccess {
  const handle = {
    query: () => (view === undefined ? Promise.reject(new Error('nobody answers')) : Promise.resolve(view)),
    describe: () => Promise.resolve({ status: { name: 'COMPLETED' } }),
    executeUpdate: () => Promise.reject(new WorkflowNotFoundError('ended', 'subscription/loja-a/A0001', 'r')),
  };
  const client = {
    options: { namespace: 'default' },
    withDeadline: <T>(_deadline: number, run: () => Promise<T>): Promise<T> => run(),
    workflow: { getHandle: () => handle },
  };
  return { client, strict: { getHandle: () => handle }, taskQueue: 'queue' } as unknown as TemporalAccess;
}

describe('a command that is repeated once the subscription has ended, and the server knows it no more', () => {
  const refund = { kind: 'refund', updateId: 'ticket-17', content: {} };
  const view = (changes: object): unknown => activeView({ state: 'completed', ...changes });

  test('is answered from what the view knows of it', async () => {
    const commands = [
      commandOf({ id: 'pause/ana-1', state: 'done', endedAt: '2027-01-05T13:02:00.000Z' }),
      commandOf({
        id: 'resume/ana-1',
        command: 'resume',
        state: 'failed',
        problem: { code: '132', message: 'no' },
      }),
    ];
    const access = ended(view({ commands }));
    const sent = { by: 'ana', reason: 'asked for', updateId: 'ana-1' };
    expect(await sendCommand(access, REF, 'pause', sent)).toMatchObject({
      result: 'carried_out',
      since: '2027-01-05T13:02:00.000Z',
    });
    await expect(sendCommand(access, REF, 'resume', sent)).rejects.toMatchObject({
      code: 'command_not_carried_out',
    });
  });

  test('is not answered where the view knows another one under its id', async () => {
    const known = {
      ...({ id: 'changeAmount/ana-1', command: 'changeAmount', amountCents: 5_990 } as const),
      ...({ state: 'done', endedAt: '2027-01-05T13:02:00.000Z' } as const),
    };
    const access = ended(view({ commands: [commandOf(known)] }));
    const sent = { by: 'ana', reason: 'asked for', updateId: 'ana-1' };
    expect(await sendCommand(access, REF, 'changeAmount', { ...sent, amountCents: 5_990 })).toMatchObject({
      result: 'carried_out',
    });
    await expect(
      sendCommand(access, REF, 'changeAmount', { ...sent, amountCents: 6_990 }),
    ).rejects.toMatchObject({ code: 'command_not_allowed' });
  });

  test('is not answered where the view does not know it, or cannot be read', async () => {
    expect(await answerOfEnded(ended(view({})), REF, refund)).toBeUndefined();
    await expect(
      sendCommand(ended(view({})), REF, 'pause', { by: 'ana', reason: 'asked for', updateId: 'other' }),
    ).rejects.toMatchObject({ code: 'command_not_allowed' });
    expect(await answerOfEnded(ended(undefined), REF, refund)).toBeUndefined();
    expect(
      await answerOfEnded(ended(view({})), REF, { kind: 'acknowledge', updateId: 'x', content: {} }),
    ).toBeUndefined();
  });
});
