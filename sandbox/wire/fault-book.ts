import type { RouteName } from '../routes/route-table';
import { checkFault } from './fault-check';
import { OF_LISTENER, type FaultKind, type FaultRule } from './faults';
import { RuleBook } from './rule-book';

/** What a fault rule is matched against. */
export interface FaultTarget {
  route: RouteName;
  orderId: string | undefined;
  /** The store that the request says it is from. */
  merchantId: string | undefined;
}

function matches({ kind, route, orderId, merchantId }: FaultRule, target: FaultTarget): boolean {
  return (
    !OF_LISTENER.includes(kind) &&
    (route === '*' || route === target.route) &&
    (orderId === undefined || orderId === target.orderId) &&
    (merchantId === undefined || merchantId === target.merchantId)
  );
}

/** The armed fault rules. */
export class FaultBook {
  private readonly book: RuleBook<FaultRule, FaultTarget>;

  /** @param seed of the source that faults by probability draw from */
  constructor(seed: number) {
    this.book = new RuleBook({ seed, prefix: 'fault', matches });
  }

  /** Arms a rule and returns its id. Errors: sandbox_invalid_fault. */
  add(rule: FaultRule): string {
    checkFault(rule);
    return this.book.add(rule);
  }

  /** Disarms one rule, which may be used up already, or all of them. */
  clear(id?: string): void {
    this.book.clear(id);
  }

  /** Back to the start: nothing armed, and chance draws the same again. */
  reset(): void {
    this.book.reset();
  }

  /** Is a rule of this kind armed? */
  has(wanted: FaultKind): boolean {
    return this.book.rules().some(({ kind }) => kind === wanted);
  }

  /** The fault for a request, used up by being taken; undefined when it passes unharmed. */
  take(target: FaultTarget): FaultRule | undefined {
    return this.book.take(target);
  }
}
