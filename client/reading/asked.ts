import type { SubscriptionView } from '../../contract/view';
import { changeInWords } from '../../contract/vocabulary';
import type { Change, ChangeDetails, ChangeKind } from '../../domain/edits/change';

type Command = SubscriptionView['commands'][number];
type Refund = SubscriptionView['refunds'][number];
type AuditEntry = SubscriptionView['audit'][number];

/** What a person asked for: in words, by its code, and by its fields. */
export type Asked = { what: string } & (
  ({ command: ChangeKind } & ChangeDetails) | { command: 'refund'; charge: string; amountCents: number }
);

/** What a line of the audit trail is about, by code; absent where the view does not know it. */
export interface Meant {
  /** Of a line about a command: what was asked for. */
  asked?: Asked;
  /** Of one that ended otherwise: why. */
  problem?: { code: string; message: string };
}

/** What a command or a refund asks for. */
export function askedOf(command: Command | Refund): Asked {
  const { what, amountCents } = command;
  if ('charge' in command)
    return { what, command: 'refund', charge: command.charge, amountCents: command.amountCents };
  const { command: kind, nextDate, installments, when, chargeMissed } = command;
  return {
    ...{ what, command: kind },
    ...(amountCents === undefined ? {} : { amountCents }),
    ...(nextDate === undefined ? {} : { nextDate }),
    ...(installments === undefined ? {} : { installments }),
    ...(when === undefined ? {} : { when }),
    ...(chargeMissed === undefined ? {} : { chargeMissed }),
  };
}

/** The command or refund that a flag is about, by its id; nothing where the view no longer has it. */
export function commandOf(
  { command }: Pick<SubscriptionView['attentionDetails'][number], 'command'>,
  { commands, refunds }: Pick<SubscriptionView, 'commands' | 'refunds'>,
): Meant & { waitingFor?: string } {
  const about = [...commands, ...refunds].find(({ id }) => id === command);
  if (about === undefined) return {};
  const { problem, waitingFor } = about;
  return {
    asked: askedOf(about),
    ...(problem === undefined ? {} : { problem }),
    ...(waitingFor === undefined ? {} : { waitingFor }),
  };
}

/** What a line of the audit trail is about, from the commands that the view still has, and from those that have no values. */
export function meantBy(
  { event, at, what }: Pick<AuditEntry, 'at' | 'what'> & { event: string },
  { commands, refunds }: Pick<SubscriptionView, 'commands' | 'refunds'>,
): Meant {
  if (!OF_COMMANDS.includes(event)) return {};
  const all = [...commands, ...refunds];
  const about = all.filter((one) => isAbout(what, one.what));
  // Two resumes read alike and may have other dates: the moment says which one it is.
  const same = about.find((one) => one.at === at || one.endedAt === at);
  const asked = [
    ...(same === undefined ? [] : [askedOf(same)]),
    ...WITHOUT_VALUES,
    ...about.map(askedOf),
  ].find((one) => isAbout(what, one.what));
  const { problem } = about.find((one) => one.endedAt === at) ?? {};
  const isEnd = event === 'command_failed' || event === 'command_withdrawn';
  return {
    ...(asked === undefined ? {} : { asked }),
    ...(problem === undefined || !isEnd ? {} : { problem }),
  };
}

/** A line about a command ends with the command in words; none of these is the end of another one. */
const isAbout = (line: string, command: string): boolean => line.endsWith(` ${command}`);

const OF_COMMANDS: readonly string[] = [
  'command_accepted',
  'command_done',
  'command_failed',
  'command_withdrawn',
] satisfies AuditEntry['event'][];

/** Their words say all of them: they are known when they have left the view. */
const WITHOUT_VALUES: readonly Asked[] = (
  [
    { kind: 'pause' },
    { kind: 'resume' },
    { kind: 'resume', chargeMissed: true },
    { kind: 'cancel', when: 'now' },
    { kind: 'cancel', when: 'period_end' },
    { kind: 'uncancel' },
    { kind: 'changeCard', card: { kind: 'vault', reference: '' } },
  ] as const satisfies readonly Change[]
).map((change) => {
  const { kind, ...details } = change;
  return {
    ...{ what: changeInWords(change), command: kind },
    ...('card' in details ? {} : details),
  };
});
