import type {
  CancellationRecord,
  EditRecord,
  ExistingSchedule,
  PostFault,
  PostFilter,
  PostRecord,
  RefundDecision,
  CardInfo,
  CardScript,
  ClockMode,
  ConnectionCounters,
  FaultRule,
  Incident,
  LedgerEntry,
  QueuedNotification,
  RequestFilter,
  RequestLogEntry,
  SandboxControl,
  SandboxMerchant,
  SandboxSettings,
  ScheduleEdit,
  ScheduleRecord,
  TransactionRecord,
  UnpaidStatus,
} from './control';
import type { ControlMethod } from './control-endpoints';
import { SandboxError, type SandboxErrorCode } from './sandbox-error';

interface ControlAnswer {
  result?: unknown;
  error?: { code: SandboxErrorCode; message: string };
}

/**
 * The control interface over HTTP, for a process other than the one that runs the sandbox. Both sides are the same version of the
 * same code, so answers are taken at their word. Errors: those of the method; sandbox_control_unreachable.
 */
export class ControlClient implements SandboxControl {
  private readonly controlUrl: string;

  /** @param controlUrl as printed by the sandbox: http://localhost:PORT */
  constructor(controlUrl: string) {
    this.controlUrl = controlUrl;
  }

  async now(): Promise<Date> {
    return new Date(await this.call<string>('now'));
  }

  async setClockMode(mode: ClockMode): Promise<void> {
    await this.call('setClockMode', mode);
  }

  async advanceTo(instant: Date): Promise<void> {
    await this.call('advanceTo', instant);
  }

  async nextMoment(): Promise<Date | undefined> {
    const moment = await this.call<string | undefined>('nextMoment');
    return moment === undefined ? undefined : new Date(moment);
  }

  async addFault(rule: FaultRule): Promise<string> {
    return this.call<string>('addFault', rule);
  }

  async clearFaults(id?: string): Promise<void> {
    await this.call('clearFaults', id);
  }

  async scriptCard(cardNumberOrToken: string, script: CardScript): Promise<void> {
    await this.call('scriptCard', cardNumberOrToken, script);
  }

  async cards(): Promise<CardInfo[]> {
    return this.call<CardInfo[]>('cards');
  }

  async registerMerchant(merchant: SandboxMerchant): Promise<void> {
    await this.call('registerMerchant', merchant);
  }

  async merchantIds(): Promise<string[]> {
    return this.call<string[]>('merchantIds');
  }

  async ledger(): Promise<LedgerEntry[]> {
    return this.call<LedgerEntry[]>('ledger');
  }

  async requests(filter?: RequestFilter): Promise<RequestLogEntry[]> {
    return this.call<RequestLogEntry[]>('requests', filter);
  }

  async connections(): Promise<ConnectionCounters> {
    return this.call<ConnectionCounters>('connections');
  }

  async transactions(): Promise<TransactionRecord[]> {
    return this.call<TransactionRecord[]>('transactions');
  }

  async schedules(): Promise<ScheduleRecord[]> {
    return this.call<ScheduleRecord[]>('schedules');
  }

  async edits(): Promise<EditRecord[]> {
    return this.call<EditRecord[]>('edits');
  }

  async cancellations(): Promise<CancellationRecord[]> {
    return this.call<CancellationRecord[]>('cancellations');
  }

  async notifications(): Promise<QueuedNotification[]> {
    return this.call<QueuedNotification[]>('notifications');
  }

  async posts(filter?: PostFilter): Promise<PostRecord[]> {
    return this.call<PostRecord[]>('posts', filter);
  }

  async postsSent(): Promise<void> {
    await this.call('postsSent');
  }

  async addPostFault(rule: PostFault): Promise<string> {
    return this.call<string>('addPostFault', rule);
  }

  async clearPostFaults(id?: string): Promise<void> {
    await this.call('clearPostFaults', id);
  }

  async addSchedule(schedule: ExistingSchedule): Promise<string> {
    return this.call<string>('addSchedule', schedule);
  }

  async editSchedule(sid: string, edit: ScheduleEdit): Promise<void> {
    await this.call('editSchedule', sid, edit);
  }

  async reversePayment(nit: string): Promise<void> {
    await this.call('reversePayment', nit);
  }

  async refundPayment(nit: string, amountCents?: number): Promise<void> {
    await this.call('refundPayment', nit, amountCents);
  }

  async decideCancellation(nit: string, decision: RefundDecision): Promise<void> {
    await this.call('decideCancellation', nit, decision);
  }

  async setTransactionStatus(nit: string, status: UnpaidStatus): Promise<void> {
    await this.call('setTransactionStatus', nit, status);
  }

  async addIncident(incident: Incident): Promise<void> {
    await this.call('addIncident', incident);
  }

  async settings(): Promise<SandboxSettings> {
    return this.call<SandboxSettings>('settings');
  }

  async changeSettings(changes: Partial<SandboxSettings>): Promise<void> {
    await this.call('changeSettings', changes);
  }

  async reset(): Promise<void> {
    await this.call('reset');
  }

  private async call<T>(method: ControlMethod, ...args: unknown[]): Promise<T> {
    const given = args.filter((arg) => arg !== undefined);
    const { error, result } = await this.post(method, JSON.stringify(given));
    if (error !== undefined) throw new SandboxError(error.code, error.message);
    return result as T;
  }

  private async post(method: ControlMethod, body: string): Promise<ControlAnswer> {
    try {
      const response = await fetch(`${this.controlUrl}/${method}`, { method: 'POST', body });
      return (await response.json()) as ControlAnswer;
    } catch {
      const message = `no answer from ${this.controlUrl}: is the sandbox running there?`;
      throw new SandboxError('sandbox_control_unreachable', message);
    }
  }
}
