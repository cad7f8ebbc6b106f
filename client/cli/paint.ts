import { styleText } from 'node:util';
import type { ChargeOutcome, CycleOutcome } from '../../domain/ledger/outcomes';
import type { SubscriptionState } from '../../domain/subscription/states';

/** What a text is, for its colour. */
export type Style = 'good' | 'bad' | 'warn' | 'quiet' | 'strong';

const FORMATS = {
  good: 'green',
  bad: 'red',
  warn: 'yellow',
  quiet: 'dim',
  strong: 'bold',
} as const satisfies Record<Style, Parameters<typeof styleText>[0]>;

/** Gives a text its colour, or leaves it as it is. */
export type Paint = (style: Style | undefined, text: string) => string;

export const colourless: Paint = (_style, text) => text;

export const coloured: Paint = (style, text) =>
  style === undefined || text === '' ? text : styleText(FORMATS[style], text, { validateStream: false });

/**
 * Whether colours are wanted: on a terminal that has them, unless NO_COLOR is set to anything (no-color.org) or `--no-color` was
 * typed.
 */
export const wantsColour = (
  isTerminal: boolean,
  env: Readonly<Record<string, string>>,
  asked: boolean,
): boolean => isTerminal && asked && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';

const STATE_STYLES: Partial<Readonly<Record<SubscriptionState, Style>>> = {
  active: 'good',
  completed: 'good',
  resolving: 'warn',
  pending_confirmation: 'warn',
  paused: 'warn',
  cancelling: 'warn',
  blocked: 'bad',
  rejected: 'bad',
  expired: 'bad',
};

/** The colour of a state; a state of a later version has none. */
export const styleOfState = (state: string): Style | undefined => STATE_STYLES[state as SubscriptionState];

const OUTCOME_STYLES: Partial<Readonly<Record<CycleOutcome | ChargeOutcome, Style>>> = {
  paid: 'good',
  denied: 'bad',
  failed: 'bad',
  missed: 'bad',
  paid_twice: 'bad',
  reversed: 'warn',
  unknown: 'warn',
};

/** The colour of an outcome. */
export const styleOfOutcome = (outcome: CycleOutcome | ChargeOutcome): Style | undefined =>
  OUTCOME_STYLES[outcome];
