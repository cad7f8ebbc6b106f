import { limits } from '../limits';
import { SeededRandom } from '../random';
import type { RouteName } from '../routes/route-table';
import { SandboxError } from '../sandbox-error';
import { checkFault } from './fault-check';
import type { FaultRule } from './faults';

interface ArmedRule {
  id: string;
  rule: FaultRule;
  skipsLeft: number;
  firingsLeft: number;
}

/** What a fault rule is matched against. */
export interface FaultTarget {
  route: RouteName;
  orderId: string | undefined;
  /** The store that the request says it is from. */
  merchantId: string | undefined;
}

function matches({ route, orderId, merchantId }: FaultRule, target: FaultTarget): boolean {
  return (
    (route === '*' || route === target.route) &&
    (orderId === undefined || orderId === target.orderId) &&
    (merchantId === undefined || merchantId === target.merchantId)
  );
}

/** The armed fault rules. */
export class FaultBook {
  private armed: ArmedRule[] = [];
  private count = 0;
  private random: SeededRandom;
  private readonly seed: number;

  /** @param seed of the source that faults by probability draw from */
  constructor(seed: number) {
    this.seed = seed;
    this.random = new SeededRandom(seed);
  }

  /** Arms a rule and returns its id. */
  add(rule: FaultRule): string {
    checkFault(rule);
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

  /** Disarms one rule, which may be used up already, or all of them. */
  clear(id?: string): void {
    if (id !== undefined && !this.wasIssued(id)) {
      throw new SandboxError('sandbox_invalid_fault', 'id: no such fault; addFault returns the id of each');
    }
    this.armed = id === undefined ? [] : this.armed.filter((armed) => armed.id !== id);
  }

  /** Back to the start: nothing armed, and chance draws the same again. */
  reset(): void {
    this.clear();
    this.random = new SeededRandom(this.seed);
  }

  /** Is a rule armed that closes the listener? */
  refusesConnections(): boolean {
    return this.armed.some(({ rule }) => rule.kind === 'refuse_connection');
  }

  /** The fault for a request, used up by being taken; undefined when it passes unharmed. */
  take(target: FaultTarget): FaultRule | undefined {
    const fired = this.armed.find((armed) => this.fires(armed, target));
    this.armed = this.armed.filter(({ firingsLeft }) => firingsLeft > 0);
    return fired?.rule;
  }

  private wasIssued(id: string): boolean {
    const number = Number(/^fault-([1-9]\d*)$/.exec(id)?.[1]);
    return number <= this.count;
  }

  private fires(armed: ArmedRule, target: FaultTarget): boolean {
    const { rule } = armed;
    if (rule.kind === 'refuse_connection' || !matches(rule, target)) return false;
    if (armed.skipsLeft > 0) {
      armed.skipsLeft -= 1;
      return false;
    }
    if (rule.probability !== undefined && this.random.next() >= rule.probability) return false;
    armed.firingsLeft -= 1;
    return true;
  }
}
