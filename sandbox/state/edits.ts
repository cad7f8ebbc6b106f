import type { Instant } from '../time/calendar';

/** Statuses of a schedule edit (docs/gateway.md §9); INV is INFERRED for one that was invalidated. */
export type EditStatus = 'NOV' | 'CON' | 'EXP' | 'INV';

/** One edit of a schedule, from its begin on. */
export interface EditRecord {
  seid: string;
  sid: string;
  merchantId: string;
  orderId: string;
  status: EditStatus;
  createdAt: Instant;
  /** A NOV edit reads EXP from here on. */
  expiresAt: Instant;
}

/** What time alone can end: nothing happens then but that it reads EXP. */
interface Expiring {
  status: string;
  expiresAt: Instant;
}

/** Lets what has passed its time limit read EXP. */
export function expire(record: Expiring, now: Instant): void {
  if (record.status === 'NOV' && record.expiresAt <= now) record.status = 'EXP';
}

/** All edits, by SEID, in order of their begin. */
export class EditBook {
  private readonly bySeid = new Map<string, EditRecord>();

  add(edit: EditRecord): void {
    this.bySeid.set(edit.seid, edit);
  }

  find(seid: string, now: Instant): EditRecord | undefined {
    const edit = this.bySeid.get(seid);
    if (edit !== undefined) expire(edit, now);
    return edit;
  }

  all(now: Instant): EditRecord[] {
    const edits = [...this.bySeid.values()];
    for (const edit of edits) expire(edit, now);
    return edits;
  }

  clear(): void {
    this.bySeid.clear();
  }
}
