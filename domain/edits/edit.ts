import type { EditFields } from './change';
import type { Command } from './command';

/** Identifier of one edit at the gateway, 64 characters (docs/gateway.md §7). */
export type Seid = string;

/** Where an edit stands. */
export const EDIT_STAGES = [
  /** The gateway is asked for a SEID. It moves no money, and a lost one is asked for again (R5). */
  'begin',
  /** The begin was answered, or its reply was lost; the SEID comes by a post of the gateway. */
  'await_seid',
  /** The SEID is known: its fields are sent, once. */
  'send',
  /** The schedule is asked whether it shows what was sent. */
  'look',
] as const;
export type EditStage = (typeof EDIT_STAGES)[number];

/**
 * One edit of the schedule under way; there is never a second one. It sets absolute values. So what became of it is read from
 * the schedule, and where nothing shows, another edit with the same values is safe.
 */
export interface Edit {
  /** The command that it carries out. */
  command: string;
  stage: EditStage;
  fields: EditFields;
  sinceMs: number;
  /** When its next step is due. */
  atMs: number;
  /** Why it waits until then, in words. */
  waitingFor: string;
  /** When the gateway was last asked for a SEID; posts are expected from then on. */
  begunAtMs?: number;
  /** Begins in a row that brought no SEID. */
  begins: number;
  seid?: Seid;
  /** Sends that may have arrived, one for each SEID; counted before it leaves. */
  sends: number;
  sentAtMs?: number;
  /** The send was answered with success. */
  answered?: true;
  /** So was one of its sends at some time: it may still show. */
  wasAnswered?: true;
  /** Begun anew although nobody has told what became of the send before: it may show. */
  isUnseen?: true;
  /** Why it is not known what became of the send. */
  doubt?: string;
  /** Answers to sends of a card whose code left open whether it was set, and the last of these codes. */
  unclear?: { code: string; times: number };
  /** The gateway refused the send. */
  refusal?: { code: string; message: string };
  /** Sends that it refused so far. */
  refusals?: number;
  /** Looks at the schedule since the last send. */
  looks: number;
  /** Executions that the gateway had counted, and listed, before the send. */
  executionsBefore?: { counted: number; listed?: number };
}

/** A new edit for a command, due at once. */
export const newEdit = ({ id }: Command, fields: EditFields, nowMs: number): Edit => ({
  command: id,
  stage: 'begin',
  fields,
  sinceMs: nowMs,
  atMs: nowMs,
  waitingFor: 'the edit of the schedule',
  begins: 0,
  sends: 0,
  looks: 0,
});

/** What an edit waits for once it was sent, or may be so already. */
export const LOOKED_AT = 'what the schedule shows of the edit';

/** An edit that looks first: what it is to set may be so already. */
export const lookingEdit = (command: Command, fields: EditFields, nowMs: number): Edit => ({
  ...newEdit(command, fields, nowMs),
  stage: 'look',
  waitingFor: LOOKED_AT,
});

/** An edit that was sent, and may be set: it is looked for before anything is sent once more. */
export const lookingAgain = ({ seid, begunAtMs, refusal, doubt, ...sent }: Edit, nowMs: number): Edit => ({
  ...sent,
  ...{ stage: 'look', atMs: nowMs, looks: 1, waitingFor: LOOKED_AT },
});

/** True once something of it did not go as it should: nobody is kept waiting for its end. */
export const hasMetTrouble = ({ begins, sends, looks, doubt, stage }: Edit): boolean =>
  begins > 0 || sends > 1 || looks > 0 || doubt !== undefined || stage === 'await_seid';

/** What a query may not show at all: of a card never anything, of installments by the page (docs/gateway.md §7). */
export const isHiddenFromQueries = ({ fields: { card, installments } }: Pick<Edit, 'fields'>): boolean =>
  card !== undefined || installments !== undefined;

/** Whether one of its sends may show yet: it was answered with success, or nobody has told since what became of it. */
export const maySet = ({ wasAnswered, isUnseen }: Edit): boolean => wasAnswered === true || isUnseen === true;
