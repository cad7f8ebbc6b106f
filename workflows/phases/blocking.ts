import type { Blocked } from '../../domain/subscription';
import type { Life } from '../life';

/** Calls a person: the life stays open, asks rarely, and waits for the Update `resolve`. */
export function block(life: Life, blocked: Omit<Blocked, 'since'>): void {
  life.record.blocked = { ...blocked, since: life.now };
  life.flag('blocked');
  life.become('blocked', 'a person must decide', 'schedule', blocked.findOut);
}
