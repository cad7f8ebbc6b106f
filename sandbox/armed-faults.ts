import { tellDefect } from './defect';
import type { FaultBook } from './wire/fault-book';
import type { FaultRule } from './wire/faults';
import type { GatewaySide } from './wire/gateway-side';

/** The fault rules together with the listener, which is closed, or shows another certificate, as long as any rule says so. */
export class ArmedFaults {
  private readonly faults: FaultBook;
  private readonly gateway: GatewaySide;
  /** When a refusal of connections ends by itself, by the id of its rule. */
  private readonly endings = new Map<string, NodeJS.Timeout>();

  constructor(faults: FaultBook, gateway: GatewaySide) {
    this.faults = faults;
    this.gateway = gateway;
  }

  /** Arms a rule and returns its id. Errors: sandbox_invalid_fault. */
  async add(rule: FaultRule): Promise<string> {
    const id = this.faults.add(rule);
    try {
      if (rule.kind === 'refuse_connection') await this.gateway.refuseConnections();
      if (rule.kind === 'untrusted_certificate') await this.gateway.showCertificate('untrusted');
    } catch (error) {
      // Whoever armed it is told no id, and could not disarm it.
      this.faults.clear(id);
      throw error;
    }
    if (rule.kind === 'refuse_connection') this.endAfter(id, rule.durationMs);
    return id;
  }

  /** Disarms one rule, or all. Errors: sandbox_invalid_fault; sandbox_port_in_use when it cannot listen again. */
  async clear(id?: string): Promise<void> {
    this.faults.clear(id);
    this.forget(id);
    await this.reopen();
  }

  /** Back to the start. Errors: sandbox_port_in_use. */
  async reset(): Promise<void> {
    this.faults.reset();
    this.forget();
    await this.reopen();
  }

  /** Stops the timers. */
  stop(): void {
    this.forget();
  }

  private endAfter(id: string, durationMs: number | undefined): void {
    if (durationMs === undefined) return;
    const end = (): void => void this.clear(id).catch(tellDefect);
    this.endings.set(id, setTimeout(end, durationMs).unref());
  }

  private forget(id?: string): void {
    for (const known of id === undefined ? [...this.endings.keys()] : [id]) {
      clearTimeout(this.endings.get(known));
      this.endings.delete(known);
    }
  }

  private async reopen(): Promise<void> {
    if (!this.faults.has('untrusted_certificate')) await this.gateway.showCertificate('own');
    if (!this.faults.has('refuse_connection')) await this.gateway.acceptConnections();
  }
}
