import { startSandbox, type Sandbox, type SandboxOptions } from '../../../sandbox/server';
import { card as testCard, payNowBody, paymentBody, scheduleBody } from './bodies';
import { Caller, type Reply } from './caller';

/** Noon in São Paulo on 5 January 2026, where every story starts. */
export const start = new Date('2026-01-05T15:00:00.000Z');

/** A sandbox with a store in front of it, and the steps that most stories begin with. */
export class Stage {
  readonly sandbox: Sandbox;
  readonly store: Caller;

  constructor(sandbox: Sandbox) {
    this.sandbox = sandbox;
    this.store = new Caller(sandbox);
  }

  get control(): Sandbox['control'] {
    return this.sandbox.control;
  }

  /** Creates a payment and returns its NIT. */
  async createPayment(changes: Record<string, unknown> = {}): Promise<string> {
    return nitOf(await this.store.post('/v1/transactions', paymentBody(changes)));
  }

  async pay(nit: string, card: Record<string, string> = testCard): Promise<Reply> {
    return this.store.post(`/v1/payments/${nit}`, { card });
  }

  /** Creates a schedule without immediate payment and returns its SID. */
  async createSchedule(
    block: Record<string, unknown> = {},
    changes: Record<string, unknown> = {},
  ): Promise<string> {
    return sidOf(await this.store.post('/v1/transactions', scheduleBody(block, changes)));
  }

  async activate(sid: string, card: Record<string, string> = testCard): Promise<Reply> {
    return this.store.post(`/v1/schedules/${sid}`, { card });
  }

  /** A schedule that is ATV; returns its SID. */
  async runningSchedule(
    block: Record<string, unknown> = {},
    changes: Record<string, unknown> = {},
  ): Promise<string> {
    const sid = await this.createSchedule(block, changes);
    await this.activate(sid);
    return sid;
  }

  /** Creates a payment with schedule; returns both ids. */
  async createPayNow(body: Record<string, unknown> = payNowBody()): Promise<{ nit: string; sid: string }> {
    const reply = await this.store.post('/v1/transactions', body);
    return { nit: nitOf(reply), sid: sidOf(reply) };
  }

  async paymentStatus(nit: string): Promise<string | undefined> {
    return (await this.store.get(`/v1/transactions/${nit}`)).body.payment?.['status'];
  }

  async schedule(sid: string): Promise<Record<string, unknown>> {
    return (await this.store.get(`/v1/schedules/${sid}`)).body.schedule ?? {};
  }

  /** Moves to noon in São Paulo on a date 'YYYY-MM-DD'. */
  async advanceToNoonOf(day: string): Promise<void> {
    await this.control.advanceTo(new Date(`${day}T15:00:00.000Z`));
  }

  async advanceMinutes(minutes: number): Promise<void> {
    const now = await this.control.now();
    await this.control.advanceTo(new Date(now.getTime() + minutes * 60_000));
  }

  /** The São Paulo dates on which a schedule was charged, with what came of it. */
  async charges(sid: string): Promise<string[]> {
    const entries = (await this.control.ledger()).filter(
      (entry) => entry.sid === sid && entry.kind === 'scheduled',
    );
    return entries.map(({ at, outcome }) => `${at.slice(0, 10)} ${outcome}`);
  }
}

export async function openStage(options: SandboxOptions = {}): Promise<Stage> {
  return new Stage(await startSandbox({ now: start, seed: 7, ...options }));
}

function nitOf(reply: Reply): string {
  return reply.body.payment?.['nit'] ?? '';
}

function sidOf(reply: Reply): string {
  return reply.body.schedule?.['sid'] ?? '';
}
