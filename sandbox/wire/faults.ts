import { limits } from '../limits';
import type { SeededRandom } from '../random';
import type { RouteName } from '../routes/route-table';
import { SandboxError } from '../sandbox-error';

/** What goes wrong on the wire. */
export type FaultKind =
  /**
   * TCP connections are refused: the listener and idle connections are closed. It cannot be decided by request, so it is for every
   * route and lasts until clearFaults or `durationMs`; orderId, times, skip and probability do not apply.
   */
  | 'refuse_connection'
  /** The connection is reset before the gateway has looked at the request. */
  | 'reset_before'
  /** The request is executed, then the connection is closed without an answer. */
  | 'execute_then_drop'
  /** The request is executed, then a 502 page comes back. */
  | 'execute_then_502'
  /** The request is executed at once; the answer is held for `holdMs`. */
  | 'hold'
  /** The request waits for `holdMs` before the gateway sees it, and is executed late, even if the client has gone. */
  | 'hold_before'
  /** A 500 page; nothing is executed. */
  | 'error_500'
  /** The request is executed, then HTTP 200 comes back with a body that is not JSON. */
  | 'garbage'
  /** The right answer with fields that no document knows (carat-api.md §0, forward compatibility). */
  | 'extra_fields'
  /** The right answer with numbers and booleans as JSON values instead of strings. */
  | 'json_numbers';

/** Every fault kind, for validation. */
export const faultKinds = [
  'refuse_connection',
  'reset_before',
  'execute_then_drop',
  'execute_then_502',
  'hold',
  'hold_before',
  'error_500',
  'garbage',
  'extra_fields',
  'json_numbers',
] as const satisfies readonly FaultKind[];

/** A fault to apply to requests that match. Rules are looked at in the order in which they were added; the first that fires wins. */
export interface FaultRule {
  route: RouteName | '*';
  kind: FaultKind;
  /** Only requests about this order. */
  orderId?: string;
  /** How often it fires. @default 1, or 'always' when `probability` is given */
  times?: number | 'always';
  /** Matching requests that pass unharmed first. @default 0 */
  skip?: number;
  /** Chance in [0, 1] that it fires on a matching request, drawn from the seeded source. @default 1 */
  probability?: number;
  /** hold and hold_before: how long, in real milliseconds. @default limits.defaultHoldMs */
  holdMs?: number;
  /** refuse_connection: how long, in real milliseconds. @default until cleared */
  durationMs?: number;
}

interface ArmedRule {
  id: string;
  rule: FaultRule;
  skipsLeft: number;
  firingsLeft: number;
}

function check(rule: FaultRule): void {
  const { probability = 1, holdMs = 0 } = rule;
  if (probability < 0 || probability > 1) {
    throw new SandboxError('sandbox_invalid_fault', 'probability: give a number from 0 to 1');
  }
  if (holdMs < 0 || holdMs > limits.maxHoldMs) {
    throw new SandboxError('sandbox_invalid_fault', `holdMs: give 0 to ${limits.maxHoldMs} milliseconds`);
  }
  if (rule.kind === 'refuse_connection' && rule.route !== '*') {
    throw new SandboxError('sandbox_invalid_fault', "route: refuse_connection is for every route; give '*'");
  }
}

/** The armed fault rules. */
export class FaultBook {
  private armed: ArmedRule[] = [];
  private count = 0;
  private readonly random: SeededRandom;

  constructor(random: SeededRandom) {
    this.random = random;
  }

  /** Arms a rule and returns its id. */
  add(rule: FaultRule): string {
    check(rule);
    if (this.armed.length >= limits.faultRules) {
      throw new SandboxError(
        'sandbox_invalid_fault',
        `more than ${limits.faultRules} rules: call clearFaults first`,
      );
    }
    this.count += 1;
    const id = `fault-${this.count}`;
    const times = rule.times ?? (rule.probability === undefined ? 1 : 'always');
    this.armed.push({
      id,
      rule,
      skipsLeft: rule.skip ?? 0,
      firingsLeft: times === 'always' ? Infinity : times,
    });
    return id;
  }

  /** Disarms one rule, or all of them. */
  clear(id?: string): void {
    this.armed = id === undefined ? [] : this.armed.filter((armed) => armed.id !== id);
  }

  /** Is a rule armed that closes the listener? */
  refusesConnections(): boolean {
    return this.armed.some(({ rule }) => rule.kind === 'refuse_connection');
  }

  /** The fault for a request, used up by being taken; undefined when it passes unharmed. */
  take(route: RouteName, orderId: string | undefined): FaultRule | undefined {
    return this.armed.find((armed) => this.fires(armed, route, orderId))?.rule;
  }

  private fires(armed: ArmedRule, route: RouteName, orderId: string | undefined): boolean {
    const { rule } = armed;
    if (rule.kind === 'refuse_connection' || armed.firingsLeft <= 0) return false;
    if (rule.route !== '*' && rule.route !== route) return false;
    if (rule.orderId !== undefined && rule.orderId !== orderId) return false;
    if (armed.skipsLeft > 0) {
      armed.skipsLeft -= 1;
      return false;
    }
    if (rule.probability !== undefined && this.random.next() >= rule.probability) return false;
    armed.firingsLeft -= 1;
    return true;
  }
}
