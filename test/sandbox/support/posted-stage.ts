import type { SandboxMerchant } from '../../../sandbox/control';
import type { SandboxSettings } from '../../../sandbox/settings';
import { startSandbox } from '../../../sandbox/server';
import type { Reply } from './caller';
import { Receiver } from './receiver';
import { Stage, start } from './stage';

/** A sandbox that posts to a store which receives. */
export class PostedStage extends Stage {
  receiver!: Receiver;

  static async open(settings: Partial<SandboxSettings> = {}): Promise<PostedStage> {
    const receiver = await Receiver.open();
    const merchants = [storeWith(receiver), { id: 'LOJAB', key: 'sandbox-key-b' }];
    const sandbox = await startSandbox({ now: start, seed: 7, settings, merchants });
    const stage = new PostedStage(sandbox);
    stage.receiver = receiver;
    return stage;
  }

  async close(): Promise<void> {
    await this.sandbox.stop();
    await this.receiver.close();
  }

  /** Everything as at the start. */
  async again(): Promise<void> {
    await this.control.reset();
    this.receiver.forget();
  }

  beginEdit(sid: string, merchantData?: string): Promise<Reply> {
    const data = merchantData === undefined ? {} : { merchant_data: merchantData };
    return this.store.post('/v1/schedules/edits', { sid, ...data });
  }

  /** Begins an edit and returns the SEID that the store was given. */
  async seidFor(sid: string): Promise<string> {
    await this.beginEdit(sid);
    return this.receiver.at('/authenticity').at(-1)?.['seid'] ?? '';
  }

  edit(seid: string, change: unknown): Promise<Reply> {
    return this.store.put(`/v1/schedules/edits/${seid}`, change);
  }

  /** A captured payment of R$ 10,00. */
  async paid(changes: Record<string, unknown> = {}): Promise<{ nit: string; usn: string }> {
    const nit = await this.createPayment(changes);
    const { body } = await this.pay(nit);
    return { nit, usn: body.payment?.['esitef_usn'] ?? '' };
  }

  beginRefund(usn: string): Promise<Reply> {
    return this.store.post('/v1/cancellations', { esitef_usn: usn });
  }

  /** Begins a cancellation and returns the NIT that the store was given. */
  async cancellationOf(usn: string): Promise<string> {
    await this.beginRefund(usn);
    return this.receiver.at('/authenticity').at(-1)?.['nit'] ?? '';
  }

  refund(nit: string, body: unknown): Promise<Reply> {
    return this.store.put(`/v1/cancellations/${nit}`, body);
  }
}

/** The store of the tests, with both of its addresses. */
function storeWith(receiver: Receiver): SandboxMerchant {
  return {
    ...{ id: 'LOJAA', key: 'sandbox-key-a', postCa: receiver.ca },
    statusUrl: receiver.url('/status'),
    authenticityUrl: receiver.url('/authenticity'),
  };
}
