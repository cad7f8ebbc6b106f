import { ApplicationFailure } from '@temporalio/common';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import type { SubscriptionView } from '../../client';
import { exitCodeOf } from '../../client/cli/exit-codes';
import { answerFrom } from '../../client/commands/current-answer';
import { explainCommandError } from '../../client/commands/command-errors';
import { WORKFLOW_ERRORS } from '../../contract/error-codes';
import type { TemporalAccess } from '../../client/access';
import { activeView, commandOf, TEST_CARD } from './support/builders';

type Command = SubscriptionView['commands'][number];

const WORKFLOW = 'subscription/loja-a/A0001';
const PAUSE = { kind: 'pause', updateId: 'ana-1' };

const answer = (command: Partial<Command>, changes: Partial<SubscriptionView> = {}): unknown =>
  answerFrom(activeView({ commands: [commandOf(command)], ...changes }), PAUSE, WORKFLOW);

const errorOf = (run: () => unknown): unknown => {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};

describe('a command that is repeated', () => {
  test('is answered with what it has come to since', () => {
    const done = { state: 'done', endedAt: '2027-01-05T13:02:00.000Z' } as const;
    expect(answer(done, { state: 'paused' })).toEqual({
      result: 'carried_out',
      since: '2027-01-05T13:02:00.000Z',
      state: 'paused',
      scheduleStatus: 'ATV',
    });
  });

  test.each([
    ['waits for its turn', { state: 'planned' }, 'accepted'],
    ['is under way', { state: 'under_way', waitingFor: "the gateway's post with the SEID" }, 'accepted'],
    ['is in doubt', { state: 'under_way', doubt: 'answer_timeout' }, 'in_doubt'],
  ] as const)('and %s says so', (_what, command, result) => {
    expect(answer(command)).toEqual({ result, state: 'active', scheduleStatus: 'ATV' });
  });

  test('is known by its own id and kind: another one with the same id is another command', () => {
    const commands = [commandOf({ id: 'resume/ana-1', command: 'resume', state: 'done' }), commandOf({})];
    expect(answerFrom(activeView({ commands }), PAUSE, WORKFLOW)).toMatchObject({ result: 'accepted' });
  });

  test.each([
    ['failed', '132', 'Invalid schedule', 'docs/gateway.md §10'],
    ['failed', 'date_passed', '2027-02-10 has passed', 'a later date'],
    ['withdrawn', 'overtaken', 'a cancellation came before it was sent', 'Nothing to do if'],
  ] as const)('and %s with code %s tells the code and what to do', (state, code, message, nextStep) => {
    expect(errorOf(() => answer({ state, problem: { code, message } }))).toMatchObject({
      code: 'command_not_carried_out',
      message: `${WORKFLOW}: pause was not carried out: ${code}, ${message}`,
      problem: { code, message },
      updateId: 'ana-1',
      nextStep: expect.stringContaining(nextStep) as string,
    });
  });

  test('does not go on for ever: what was open when the subscription ended came to nothing', () => {
    expect(errorOf(() => answer({ state: 'planned' }, { state: 'completed' }))).toMatchObject({
      code: 'command_not_carried_out',
      problem: { code: 'subscription_ended' },
    });
  });

  test('after it has left the view is refused, and nothing is claimed of it', () => {
    const refusal = errorOf(() => answerFrom(activeView(), PAUSE, WORKFLOW));
    expect(refusal).toMatchObject({ code: 'command_not_allowed' });
    expect(String(refusal)).toContain('ended long ago');
  });

  test('that confirms a payment is answered from its decision', () => {
    const at = '2027-01-05T13:00:00.000Z';
    const decision = { kind: 'confirm', by: 'ana', reason: 'sent', at } as const;
    const confirm = { kind: 'confirm', updateId: 'confirm' };
    const standing = (changes: Partial<SubscriptionView>): unknown =>
      answerFrom(activeView({ decision, ...changes }), confirm, WORKFLOW);
    expect(standing({ decision: { ...decision, doneAt: at } })).toMatchObject({ result: 'carried_out' });
    expect(standing({ state: 'pending_confirmation' })).toMatchObject({ result: 'accepted', since: at });
    const doubt = { call: 'confirm', reason: 'x', since: at, asked: 1 } as const;
    expect(standing({ state: 'resolving', doubt })).toMatchObject({ result: 'in_doubt' });
    expect(errorOf(() => standing({ state: 'undone' }))).toMatchObject({ code: 'command_not_allowed' });
  });
});

describe('a command that came to nothing while its answer was waited for', () => {
  const sent = { workflowId: WORKFLOW, kind: 'pause', updateId: 'ana-1', timeoutMs: 1_000 };
  const nobody = {} as TemporalAccess;
  const explained = (details: unknown[], message = 'pause was not carried out'): Promise<unknown> => {
    const failure = ApplicationFailure.create({
      type: WORKFLOW_ERRORS.commandFailed,
      message,
      nonRetryable: true,
      details,
    });
    return explainCommandError(nobody, sent, new WorkflowUpdateFailedError('failed', failure));
  };

  test('is an error of its own, with the gateway’s code', async () => {
    const error = await explained([{ code: '132', message: 'Invalid schedule' }]);
    expect(error).toMatchObject({
      code: 'command_not_carried_out',
      problem: { code: '132', message: 'Invalid schedule' },
      updateId: 'ana-1',
    });
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({
      problem: { code: '132' },
      updateId: 'ana-1',
      docs: 'docs/errors.md#command_not_carried_out',
    });
    expect(exitCodeOf('command_not_carried_out')).toBe(1);
  });

  test('without its code it is still told', async () => {
    expect(await explained([])).toMatchObject({
      problem: { code: 'unknown', message: 'pause was not carried out' },
    });
  });

  test('a card number in the gateway’s text goes no further', async () => {
    const error = (await explained([{ code: '132', message: `card ${TEST_CARD}` }])) as Error;
    expect(JSON.stringify(error) + error.message).not.toContain(TEST_CARD);
  });
});
