import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { TemporalAccess } from '../../client/access';
import { inFlags } from '../../client/cli/flags-of-fields';
import { reportOf } from '../../client/cli/report-error';
import { CommandNotCarriedOutError } from '../../client/errors/not-carried-out';
import { explainCommandError } from '../../client/commands/command-errors';
import { WORKFLOW_ERRORS } from '../../contract/error-codes';

const STATE = 'Look at the subscription with carat show: what it is by now, and what it waits for.';
const nobody = {} as TemporalAccess;

/** What the client makes of a refusal of the workflow. */
async function refused(kind: string, why: string): Promise<Error> {
  const failure = ApplicationFailure.create({
    type: WORKFLOW_ERRORS.commandNotAllowed,
    message: `${kind} is not possible: ${why}`,
    nonRetryable: true,
  });
  const sent = { workflowId: 'subscription/loja-a/A0001', kind, updateId: 'ana-1', timeoutMs: 1_000 };
  return explainCommandError(nobody, sent, new WorkflowUpdateFailedError('failed', failure));
}

/** What somebody reads who typed the command. */
async function toldTo(typed: readonly string[], kind: string, why: string): Promise<string> {
  return reportOf(inFlags(await refused(kind, why), typed), false, typed[0]).text;
}

describe('a command that is refused', () => {
  test('is to be mended where the refusal names a field of it', async () => {
    const error = await refused('resume', 'nextDate: must be after today, 2026-12-01');
    const problems = [{ field: 'nextDate', problem: 'must be after today, 2026-12-01' }];
    expect(error).toMatchObject({
      code: 'command_not_allowed',
      message: 'subscription/loja-a/A0001: resume is not possible: nextDate: must be after today, 2026-12-01',
      nextStep: 'Mend the field named and send the command again.',
      problems,
    });
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ problems });
  });

  test.each([
    ['resume', 'it is not paused'],
    ['pause', 'nextDate: is of another command'],
    ['acknowledge', 'not flagged: cycle_missed'],
    ['refund', 'cycle 3 has not been charged'],
  ])('%s: “%s” is about the state', async (kind, why) => {
    const error = await refused(kind, why);
    expect(error).toMatchObject({ nextStep: STATE, problems: [] });
    expect(JSON.parse(JSON.stringify(error))).not.toHaveProperty('problems');
  });

  test.each([
    ['resume', 'resume', 'nextDate: must be after today', '--next-date: must be after today'],
    ['refund', 'refund', 'amountCents: must be at most 4990', '--amount-cents: must be at most 4990'],
    ['refund', 'refund', 'charge.number: there is no cycle 99', '--cycle: there is no cycle 99'],
    ['refund', 'refund', 'charge.nit: no charge has it', '--nit: no charge has it'],
    [
      'refund',
      'refund',
      'charge: cycle 2 was paid more than once',
      '--cycle: cycle 2 was paid more than once',
    ],
    ['change-next-date', 'changeNextDate', 'nextDate: must be later', '--next-date: must be later'],
  ])('%s names the flag of what is to be mended', async (command, kind, why, told) => {
    const text = await toldTo([command], kind, why);
    expect(text).toContain(`: ${command} is not possible: ${told}\n`);
    expect(text).toContain('Mend the flags named');
  });

  test('giving up is no flag of a decision', async () => {
    const why = 'decision: must be one of happened, ask_again here';
    const text = await toldTo(['give-up'], 'resolve', why);
    expect(text).toContain('give-up is not possible: --decision: must be one of happened, ask_again here');
    expect(text).toContain('decide with carat resolve');
    expect(await toldTo(['resolve', '--decision', 'did_not_happen'], 'resolve', why)).toContain(
      'Mend the flags',
    );
  });
});

describe('a command that was taken and came to nothing', () => {
  /** What somebody reads who typed the command. */
  const toldOf = (kind: string, code: string): string => {
    const sent = { workflowId: 'subscription/loja-a/A0001', kind, updateId: 'ana-1' };
    const error = new CommandNotCarriedOutError(sent, { code, message: 'invalid cardNumber value' });
    return reportOf(inFlags(error, [kind]), false, kind).text;
  };

  test.each(['10', '11', '301'])('of a refund, code %s: names the flag of the card', (code) => {
    expect(toldOf('refund', code)).toMatch(/next: .*--card-token or --vault-ref/);
    expect(toldOf('changeCard', code)).not.toContain('--card-token');
  });

  test('of a refund that our own books refuse, says where to look', () => {
    for (const code of ['not_refundable', 'less_is_left', 'usn_unknown', 'no_charge'])
      expect(toldOf('refund', code)).not.toContain("gateway's code");
  });
});

describe('a command is called as it was typed', () => {
  test.each([
    ['give-up', 'resolve', 'the subscription is active'],
    ['change-amount', 'changeAmount', 'the amount is R$ 49,90 already'],
    ['change-installments', 'changeInstallments', 'the subscription is blocked'],
    ['pause', 'pause', 'it is paused already, or will be'],
  ])('%s', async (command, kind, why) => {
    expect(await toldTo([command], kind, why)).toContain(
      `error command_not_allowed: subscription/loja-a/A0001: ${command} is not possible: ${why}\n  next: ${STATE}`,
    );
  });

  test('and elsewhere the same word stays', async () => {
    const why = 'ana chose to resolve it';
    expect(await toldTo(['give-up'], 'resolve', why)).toContain(`give-up is not possible: ${why}`);
  });
});
