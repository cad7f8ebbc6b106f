import { viewText } from '../../client/cli/format-view';
import { PT } from '../../client/cli/words/pt';
import { ACKNOWLEDGEABLE } from '../../contract/vocabulary';
import { ATTENTION } from '../../domain/subscription/attention';
import { activeView } from './support/builders';
import { look } from './support/look';
import { commandsIn, expectTaken } from './support/printed-commands';

describe('a command that `show` prints is one that the program takes', () => {
  const since = '2026-12-15T12:00:00.000Z';

  test('whatever flag is up', async () => {
    const looks = [look(), look({ words: PT }), look({ width: 120 })];
    const printed = ATTENTION.filter((flag) => flag !== 'blocked').flatMap((flag) =>
      looks.flatMap((each) => commandsIn(viewText(activeView({ attention: [flag] }), each))),
    );
    const acknowledged = printed.filter((command) => command.includes(' acknowledge '));
    expect(acknowledged).toHaveLength(ACKNOWLEDGEABLE.length * looks.length);
    expect(printed.length).toBeGreaterThan(acknowledged.length);
    for (const command of new Set(printed)) await expectTaken(command);
  });

  test('of who looks, and of who decides, who signs', () => {
    const commands = commandsIn(viewText(activeView({ attention: ['events_undelivered'] }), look()));
    expect(commands.map((command) => command.trim())).toEqual([
      'carat events loja-a/A0001',
      'carat acknowledge loja-a/A0001 --flags events_undelivered --by "<your name>" --reason "<why>"',
    ]);
  });

  test.each([look(), look({ words: PT })])(
    'about a charge that cannot be read: what became of it, by its NIT',
    async (each) => {
      const nit = 'b'.repeat(64);
      const unreadable = {
        attention: ['charge_unreadable'],
        attentionDetails: [{ flag: 'charge_unreadable', what: 'cannot be read', nit }],
      } as const;
      const commands = commandsIn(viewText(activeView(structuredClone(unreadable) as object), each));
      expect(commands.map((command) => command.trim().split(' --by')[0])).toEqual([
        `carat resolve loja-a/A0001 --decision happened --about ${nit}`,
        `carat resolve loja-a/A0001 --decision did_not_happen --about ${nit}`,
      ]);
      for (const command of commands) await expectTaken(command);
    },
  );

  test.each([
    { state: 'paused' },
    { state: 'cancelling' },
    { state: 'pending_confirmation' },
    {
      state: 'blocked',
      attention: ['blocked'],
      blocked: {
        call: 'pay',
        since,
        reason: 'x',
        findOut: 'Was it paid?',
        decisions: ['happened', 'did_not_happen'],
      },
    },
  ] as const)('in $state', async (changes) => {
    const commands = commandsIn(viewText(activeView(structuredClone(changes) as object), look()));
    expect(commands).not.toEqual([]);
    for (const command of commands) await expectTaken(command);
  });
});
