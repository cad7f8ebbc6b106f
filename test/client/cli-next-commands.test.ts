import { viewText } from '../../client/cli/format-view';
import { PT } from '../../client/cli/words/pt';
import { ATTENTION } from '../../domain/subscription/attention';
import { activeView } from './support/builders';
import { look } from './support/look';
import { commandsIn, expectTaken } from './support/printed-commands';

describe('a command that `show` prints is one that the program takes', () => {
  const since = '2026-12-15T12:00:00.000Z';

  test.each(ATTENTION.filter((flag) => flag !== 'blocked'))('where %s is up', async (flag) => {
    const view = activeView({ attention: [flag] });
    for (const text of [
      viewText(view, look()),
      viewText(view, look({ words: PT })),
      viewText(view, look({ width: 120 })),
    ])
      for (const command of commandsIn(text)) await expectTaken(command);
  });

  test('of who looks, and of who decides, who signs', () => {
    const commands = commandsIn(viewText(activeView({ attention: ['events_undelivered'] }), look()));
    expect(commands.map((command) => command.trim())).toEqual([
      'carat events loja-a/A0001',
      'carat acknowledge loja-a/A0001 --flags events_undelivered --by "<your name>" --reason "<why>"',
    ]);
  });

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
