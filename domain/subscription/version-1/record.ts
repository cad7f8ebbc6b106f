import type { AuditEntry } from '../../audit';
import type { IsoDate, IsoInstant } from '../../calendar';
import type { OpeningKind, Resolution } from '../../calls/call';
import type { Nit, Sid } from '../../ids';
import type { Ledger } from '../../ledger/ledger';
import type { AnsweredCommand, ConfirmationDecision, LastError } from '../record';

type State1 =
  | 'creating'
  | 'paying'
  | 'activating'
  | 'pending_confirmation'
  | 'resolving'
  | 'blocked'
  | 'active'
  | 'paused';

type RiskyCall1 = Exclude<OpeningKind, 'create'>;

/** The record of the first version: one concern at a time, and the state was the program counter. */
export interface Record1 {
  state: State1;
  stateSince: IsoInstant;
  nit?: Nit;
  sid?: Sid;
  createdAt?: IsoInstant;
  paymentStatus?: string;
  scheduleStatus?: string;
  askedAt?: IsoInstant;
  sends: Partial<Record<OpeningKind, number>>;
  unsent: number;
  doubt?: { call: RiskyCall1; reason: string; sentAtMs: number; sinceMs: number; asked: number };
  blocked?: {
    call: OpeningKind | 'charge';
    since: IsoInstant;
    reason: string;
    findOut: string;
    decisions: Resolution[];
  };
  confirmBy?: IsoInstant;
  decision?: ConfirmationDecision;
  schedule: { nextDate?: IsoDate; currentTimes?: number; numberOfTimes?: number; amountCents?: number };
  inactiveUntil?: IsoDate;
  counterAtStart?: number;
  ledger: Ledger;
  lookNow?: true;
  unreadSince?: Record<string, IsoInstant>;
  looks: number;
  unsettledSince?: IsoInstant;
  lastError?: LastError;
  attention: string[];
  acknowledged?: string[];
  audit: Omit<AuditEntry, 'event'>[];
  commands: AnsweredCommand[];
}

/** It had no version. Each of these was always there. */
export const isRecord1 = (carried: unknown): carried is Record1 =>
  typeof carried === 'object' &&
  carried !== null &&
  !('version' in carried) &&
  ['state', 'sends', 'ledger', 'audit', 'commands'].every((field) => field in carried);
