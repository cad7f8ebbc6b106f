import { checkRequest } from '../../client/commands/check-request';
import {
  COMMANDS,
  defaultUpdateId,
  type CommandKind,
  type CommandRequests,
} from '../../client/commands/command-table';
import { CHANGE_UPDATES } from '../../contract/messages';
import { CHANGE_KINDS } from '../../domain/edits/change';
import { TEST_CARD } from './support/builders';

const ana = { by: 'ana', reason: 'asked by phone' };

/** The fields that a request is refused for. */
function refusedFor(kind: CommandKind, request: unknown): unknown {
  try {
    checkRequest(kind, request as CommandRequests[CommandKind]);
    return [];
  } catch (error) {
    const { code, problems } = error as { code: string; problems: { field: string }[] };
    return [code, ...problems.map(({ field }) => field)];
  }
}

describe('what a command is asked for with', () => {
  test('how it is sent does not travel with it, and defaults are filled in', () => {
    expect(checkRequest('cancel', { ...ana, updateId: 'a-1', timeoutMs: 5 })).toEqual({
      ...ana,
      when: 'now',
    });
    expect(checkRequest('changeAmount', { ...ana, amountCents: 5_990 })).toEqual({
      ...ana,
      amountCents: 5_990,
    });
  });

  test.each<[CommandKind, object, string[]]>([
    ['pause', { by: ' ', reason: '' }, ['by', 'reason']],
    ['resume', { ...ana, nextDate: '2027-02-30' }, ['nextDate']],
    ['resume', { ...ana, chargeMissed: 'yes' }, ['chargeMissed']],
    ['cancel', { ...ana, when: 'later' }, ['when']],
    ['uncancel', { by: 'ana' }, ['reason']],
    ['changeAmount', { ...ana, amountCents: 49.9 }, ['amountCents']],
    ['changeAmount', { ...ana, amountCents: 0 }, ['amountCents']],
    ['changeNextDate', ana, ['nextDate']],
    ['changeCard', { ...ana, card: { number: '1' } }, ['card.kind']],
    ['changeCard', ana, ['card']],
    ['changeInstallments', { ...ana, installments: 100 }, ['installments']],
    ['retire', { ...ana, note: 'x' }, ['note']],
    ['pause', { ...ana, updateId: '' }, ['updateId']],
  ])('%s refuses what is not valid and names the field: %p', (kind, request, fields) => {
    expect(refusedFor(kind, request)).toEqual(['invalid_command', ...fields]);
  });

  test('a card number is refused wherever it stands', () => {
    for (const request of [
      { ...ana, card: { kind: 'vault', reference: TEST_CARD } },
      { ...ana, reason: TEST_CARD, card: { kind: 'vault', reference: 'v-1' } },
      { ...ana, updateId: TEST_CARD, card: { kind: 'vault', reference: 'v-1' } },
    ])
      expect(refusedFor('changeCard', request)).toEqual(['invalid_command', expect.any(String)]);
  });
});

describe('the table of commands', () => {
  test('has every change of a schedule under the name of its Update', () => {
    for (const kind of CHANGE_KINDS) expect(COMMANDS[kind].update).toBe(CHANGE_UPDATES[kind]);
    for (const [kind, { update }] of Object.entries(COMMANDS)) expect(update.name).toBe(kind);
  });

  test('gives an id that is new each time, but to what a subscription takes once', () => {
    for (const kind of Object.keys(COMMANDS) as CommandKind[]) {
      const isOnce = kind === 'confirm' || kind === 'undo';
      expect([kind, defaultUpdateId(kind) === defaultUpdateId(kind)]).toEqual([kind, isOnce]);
    }
  });
});
