import { ArmedFaults } from './armed-faults';
import type {
  CancellationRecord,
  CardInfo,
  CardScript,
  ClockMode,
  ConnectionCounters,
  EditRecord,
  ExistingSchedule,
  FaultRule,
  Incident,
  LedgerEntry,
  PostFault,
  PostFilter,
  PostRecord,
  QueuedNotification,
  RefundDecision,
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
import { limits } from './limits';
import { addExistingSchedule } from './portal/existing-schedule';
import { decideCancellation, refundInPortal } from './portal/refund-payment';
import { reversePayment } from './portal/reverse-payment';
import { checkPostFault } from './posting/post-faults';
import { editSchedule } from './portal/schedule-edit';
import { setTransactionStatus } from './portal/transaction-status';
import { SandboxError } from './sandbox-error';
import { checkedSettings } from './settings-check';
import type { RequestLog } from './state/request-log';
import type { Agenda } from './time/agenda';
import { noteJobsPassed } from './time/schedule-dates';
import type { FaultBook } from './wire/fault-book';
import type { GatewaySide } from './wire/gateway-side';
import type { World } from './world';

/** What the control interface works on. */
export interface ControlParts {
  world: World;
  agenda: Agenda;
  faults: FaultBook;
  log: RequestLog;
  gateway: GatewaySide;
}

function instantOf(date: Date): string {
  if (Number.isNaN(date.getTime()))
    throw new SandboxError('sandbox_invalid_time', 'advanceTo: give a valid Date');
  return date.toISOString();
}

/** The control interface inside the process that runs the sandbox. Everything it hands out is a copy. */
export class LocalControl implements SandboxControl {
  private readonly parts: ControlParts;
  private readonly armed: ArmedFaults;
  private ticking: NodeJS.Timeout | undefined;

  constructor(parts: ControlParts) {
    this.parts = parts;
    this.armed = new ArmedFaults(parts.faults, parts.gateway);
    // What puts a post off may be in the middle of moving the clock.
    parts.world.outbox.onPutOff(() => {
      queueMicrotask(() => {
        this.tick();
      });
    });
  }

  now(): Promise<Date> {
    return this.run(({ world }) => new Date(world.clock.now()));
  }

  setClockMode(mode: ClockMode): Promise<void> {
    return this.run(({ world }) => {
      world.clock.setMode(mode);
      this.tick();
    });
  }

  advanceTo(instant: Date): Promise<void> {
    return this.run(({ agenda }) => {
      agenda.advanceTo(instantOf(instant));
      this.tick();
    });
  }

  nextMoment(): Promise<Date | undefined> {
    return this.run(({ agenda }) => {
      const moment = agenda.nextMoment();
      return moment === undefined ? undefined : new Date(moment);
    });
  }

  addFault(rule: FaultRule): Promise<string> {
    return this.armed.add(structuredClone(rule));
  }

  clearFaults(id?: string): Promise<void> {
    return this.armed.clear(id);
  }

  scriptCard(cardNumberOrToken: string, script: CardScript): Promise<void> {
    return this.run(({ world }) => {
      world.cards.script(cardNumberOrToken, script);
    });
  }

  cards(): Promise<CardInfo[]> {
    return this.run(({ world }) => world.cards.all());
  }

  registerMerchant(merchant: SandboxMerchant): Promise<void> {
    return this.run(({ world }) => {
      world.merchants.register(merchant);
    });
  }

  merchantIds(): Promise<string[]> {
    return this.run(({ world }) => world.merchants.ids());
  }

  ledger(): Promise<LedgerEntry[]> {
    return this.run(({ world }) => [...world.ledger.all()]);
  }

  requests(filter?: RequestFilter): Promise<RequestLogEntry[]> {
    return this.run(({ log }) => log.list(filter));
  }

  connections(): Promise<ConnectionCounters> {
    return this.run(({ gateway }) => gateway.counters());
  }

  transactions(): Promise<TransactionRecord[]> {
    return this.run(({ world }) => [...world.transactions.all()]);
  }

  schedules(): Promise<ScheduleRecord[]> {
    return this.run(({ world }) => [...world.schedules.all()]);
  }

  edits(): Promise<EditRecord[]> {
    return this.run(({ world }) => world.edits.all(world.clock.now()));
  }

  cancellations(): Promise<CancellationRecord[]> {
    return this.run(({ world }) => world.cancellations.all(world.clock.now()));
  }

  posts(filter?: PostFilter): Promise<PostRecord[]> {
    return this.run(({ world }) => world.posts.list(filter));
  }

  async postsSent(): Promise<void> {
    await this.parts.world.outbox.idle();
  }

  addPostFault(rule: PostFault): Promise<string> {
    return this.run(({ world }) => {
      checkPostFault(rule);
      return world.postFaults.add(structuredClone(rule));
    });
  }

  clearPostFaults(id?: string): Promise<void> {
    return this.run(({ world }) => {
      world.postFaults.clear(id);
    });
  }

  notifications(): Promise<QueuedNotification[]> {
    return this.run(({ world }) => [...world.notifications.all()]);
  }

  addSchedule(schedule: ExistingSchedule): Promise<string> {
    return this.run(({ world }) => addExistingSchedule(world, schedule));
  }

  editSchedule(sid: string, edit: ScheduleEdit): Promise<void> {
    return this.run(({ world }) => {
      editSchedule(world, sid, edit);
    });
  }

  reversePayment(nit: string): Promise<void> {
    return this.run(({ world }) => {
      reversePayment(world, nit);
    });
  }

  refundPayment(nit: string, amountCents?: number): Promise<void> {
    return this.run(({ world }) => {
      refundInPortal(world, nit, amountCents);
    });
  }

  decideCancellation(nit: string, decision: RefundDecision): Promise<void> {
    return this.run(({ world }) => {
      decideCancellation(world, nit, decision);
    });
  }

  setTransactionStatus(nit: string, status: UnpaidStatus): Promise<void> {
    return this.run(({ world }) => {
      setTransactionStatus(world, nit, status);
    });
  }

  addIncident(incident: Incident): Promise<void> {
    return this.run(({ world }) => {
      world.incidents.add(incident);
    });
  }

  settings(): Promise<SandboxSettings> {
    return this.run(({ world }) => world.settings);
  }

  changeSettings(changes: Partial<SandboxSettings>): Promise<void> {
    return this.run(({ world }) => {
      const settings = checkedSettings({ ...world.settings, ...changes });
      noteJobsPassed(world);
      world.settings = settings;
    });
  }

  async reset(): Promise<void> {
    const { world, log, gateway } = this.parts;
    world.reset();
    log.clear();
    gateway.reset();
    this.stop();
    await this.armed.reset();
  }

  /** Stops the timers of this interface. */
  stop(): void {
    clearTimeout(this.ticking);
    this.armed.stop();
  }

  /** Runs against the state as of now, and hands out a copy; what is thrown becomes a rejection. */
  private async run<T>(act: (parts: ControlParts) => T): Promise<T> {
    this.parts.agenda.catchUp();
    return Promise.resolve(structuredClone(act(this.parts)));
  }

  /** While the clock follows real time, the next moment is met even when nobody asks. */
  private tick(): void {
    clearTimeout(this.ticking);
    const { world, agenda } = this.parts;
    if (world.clock.mode !== 'follow') return;
    agenda.catchUp();
    const moment = agenda.nextMoment();
    const waitMs = moment === undefined ? Infinity : Date.parse(moment) - Date.parse(world.clock.now());
    const delayMs = Math.min(Math.max(waitMs, 10), limits.clockLookIntervalMs);
    this.ticking = setTimeout(() => {
      this.tick();
    }, delayMs).unref();
  }
}
