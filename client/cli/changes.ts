import type { CommandAnswer } from '../../contract/commands';
import type { PreviewedKind } from '../../domain/subscription/preview';
import type { CommandRequests } from '../commands/command-table';
import type { SubscriptionRef } from '../reference';
import type { SubscriptionClient } from '../subscription-client';
import { cardIn } from './card-flags';
import type { Signed } from './command-flags';
import { DATE_TYPED, dateTyped } from './relative-date';
import { numberIn } from './start-input';
import { inAMonth } from './text';
import { UsageError } from './usage-error';

/** The commands that change a running schedule, the one that gives money back, and the one that leaves it to somebody else. */
export type ChangingKind = PreviewedKind;

/** Their own flags, as typed. */
export interface ChangeFlags {
  amountCents?: string;
  nextDate?: string;
  chargeMissed?: true;
  when?: string;
  cardToken?: string;
  vaultRef?: string;
  installments?: string;
  nit?: string;
  cycle?: string;
}

/** One of them on the command line. */
export interface ChangeOnCli<Kind extends ChangingKind> {
  summary: string;
  /** Flags of its own with their meaning; the required ones first. */
  required?: readonly (readonly [flag: string, meaning: string])[];
  optional?: readonly (readonly [flag: string, meaning: string])[];
  /** What its help shows after `carat <command> loja-a/A0001`. */
  example: () => string;
  requestOf: (flags: ChangeFlags, signed: Signed) => CommandRequests[Kind];
  /** A method, so that one of them can be used without knowing which. */
  send(
    client: SubscriptionClient,
    ref: SubscriptionRef,
    request: CommandRequests[Kind],
  ): Promise<CommandAnswer>;
}

const DATE = `${DATE_TYPED} in São Paulo, after today`;
const CARD_FLAGS = [
  ['--card-token <token>', 'token of a card stored at Carat'],
  ['--vault-ref <reference>', 'reference of a card in the vault'],
] as const;

/**
 * The charge that flags name.
 *
 * @throws UsageError where they name none, or two
 */
function chargeIn({ nit, cycle }: ChangeFlags): CommandRequests['refund']['charge'] {
  if (nit !== undefined && cycle !== undefined)
    throw new UsageError('--nit and --cycle exclude each other', 'Give one of them.');
  if (nit !== undefined) return { kind: 'nit', nit };
  if (cycle !== undefined) return { kind: 'cycle', number: numberIn(cycle) };
  throw new UsageError('--cycle or --nit is missing', 'Give one of them; carat show has both.');
}

/** Every one of them, in the order of the help. */
export const CHANGES: { readonly [Kind in ChangingKind]: ChangeOnCli<Kind> } = {
  pause: {
    summary: 'charge nothing until it is resumed',
    example: () => '',
    requestOf: (_flags, signed) => signed,
    send: (client, ref, request) => client.pause(ref, request),
  },
  resume: {
    summary: 'charge again, never for the past unless --charge-missed says so',
    optional: [
      ['--next-date <date>', `date of the next charge, ${DATE} (default: the next one of its rhythm)`],
      ['--charge-missed', 'one charge tomorrow, for what was not charged while it was paused'],
    ],
    example: () => `--next-date ${inAMonth()}`,
    requestOf: ({ nextDate, chargeMissed }, signed) => {
      if (nextDate !== undefined && chargeMissed === true)
        throw new UsageError('--next-date and --charge-missed exclude each other', 'Give one of them.');
      return { ...signed, nextDate: nextDate === undefined ? undefined : dateTyped(nextDate), chargeMissed };
    },
    send: (client, ref, request) => client.resume(ref, request),
  },
  cancel: {
    summary: 'charge nothing any more',
    optional: [
      [
        '--when <when>',
        'now, or period_end: what was paid for goes on until the next due date (default: now)',
      ],
    ],
    example: () => '--when period_end',
    requestOf: ({ when }, signed) => ({
      ...signed,
      ...(when === undefined ? {} : { when: when as 'now' | 'period_end' }),
    }),
    send: (client, ref, request) => client.cancel(ref, request),
  },
  uncancel: {
    summary: 'take a cancellation back, while the subscription is cancelling',
    example: () => '',
    requestOf: (_flags, signed) => signed,
    send: (client, ref, request) => client.uncancel(ref, request),
  },
  changeAmount: {
    summary: 'charge another amount from now on',
    required: [['--amount-cents <cents>', 'amount of each charge: 4990 is R$ 49,90']],
    example: () => '--amount-cents 5990',
    requestOf: ({ amountCents = '' }, signed) => ({
      ...signed,
      amountCents: numberIn(amountCents),
    }),
    send: (client, ref, request) => client.changeAmount(ref, request),
  },
  changeNextDate: {
    summary: 'move the next charge to another date; the later ones follow it',
    required: [['--next-date <date>', `date of the next charge, ${DATE}`]],
    example: () => `--next-date ${inAMonth()}`,
    requestOf: ({ nextDate = '' }, signed) => ({ ...signed, nextDate: dateTyped(nextDate) }),
    send: (client, ref, request) => client.changeNextDate(ref, request),
  },
  changeCard: {
    summary: 'charge another card from now on: --card-token or --vault-ref',
    optional: CARD_FLAGS,
    example: () => '--card-token <token of a card stored at Carat>',
    requestOf: (flags, signed) => ({ ...signed, card: cardIn(flags) }),
    send: (client, ref, request) => client.changeCard(ref, request),
  },
  changeInstallments: {
    summary: 'split each charge into other installments from now on',
    required: [['--installments <n>', 'installments of each charge, 1–99']],
    example: () => '--installments 3',
    requestOf: ({ installments = '' }, signed) => ({
      ...signed,
      installments: numberIn(installments),
    }),
    send: (client, ref, request) => client.changeInstallments(ref, request),
  },
  refund: {
    summary: 'give money of one charge back: --cycle or --nit names it',
    optional: [
      ['--cycle <n>', 'number of the cycle that the charge paid'],
      ['--nit <nit>', 'NIT of the charge; also of the immediate payment'],
      ['--amount-cents <cents>', 'a part of it: 1000 is R$ 10,00 (default: all that is left)'],
      [
        '--card-token <token>',
        'token of the card that was charged; some acquirers want it (docs/gateway.md §8)',
      ],
      ['--vault-ref <reference>', 'reference of that card in the vault'],
    ],
    example: () => '--cycle 2 --amount-cents 1000',
    requestOf: (flags, signed) => ({
      ...signed,
      charge: chargeIn(flags),
      ...(flags.amountCents === undefined ? {} : { amountCents: numberIn(flags.amountCents) }),
      ...(flags.cardToken === undefined && flags.vaultRef === undefined ? {} : { card: cardIn(flags) }),
    }),
    send: (client, ref, request) => client.refund(ref, request),
  },
  retire: {
    summary: 'follow the schedule no more; the gateway goes on charging it',
    example: () => '',
    requestOf: (_flags, signed) => signed,
    send: (client, ref, request) => client.retire(ref, request),
  },
};
