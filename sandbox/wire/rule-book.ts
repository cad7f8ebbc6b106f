import { limits } from '../limits';
import { SeededRandom } from '../random';
import { SandboxError } from '../sandbox-error';

/** When an armed rule fires. */
export interface RuleTiming {
  /** How often it fires. @default 1, or 'always' when `probability` is given */
  times?: number | 'always';
  /** Matching occasions that pass unharmed first. @default 0 */
  skip?: number;
  /** Chance in [0, 1] that it fires on a matching occasion, drawn from the seeded source. @default 1 */
  probability?: number;
}

interface ArmedRule<Rule> {
  id: string;
  rule: Rule;
  skipsLeft: number;
  firingsLeft: number;
}

/** Refuses a timing by which a rule could never fire, or never end (sandbox_invalid_fault). */
export function checkTiming({ times = 1, skip = 0, probability = 1 }: RuleTiming): void {
  const isWhole = (value: number, minimum: number): boolean => Number.isInteger(value) && value >= minimum;
  if (times !== 'always' && !isWhole(times, 1)) refuse("times: give a whole number from 1, or 'always'");
  if (!isWhole(skip, 0)) refuse('skip: give a whole number from 0');
  if (!(probability >= 0 && probability <= 1)) refuse('probability: give a number from 0 to 1');
}

function refuse(problem: string): never {
  throw new SandboxError('sandbox_invalid_fault', problem);
}

/** Rules that are armed one by one, fire on the occasions that they match, and are used up. The first that fires wins. */
export class RuleBook<Rule extends RuleTiming, Target> {
  private armed: ArmedRule<Rule>[] = [];
  private count = 0;
  private random: SeededRandom;
  private readonly seed: number;
  private readonly prefix: string;
  private readonly matches: (rule: Rule, target: Target) => boolean;

  /** @param options.seed of the source that rules by probability draw from */
  constructor(options: { seed: number; prefix: string; matches: (rule: Rule, target: Target) => boolean }) {
    this.seed = options.seed;
    this.prefix = options.prefix;
    this.matches = options.matches;
    this.random = new SeededRandom(options.seed);
  }

  /** Arms a rule and returns its id. Errors: sandbox_invalid_fault. */
  add(rule: Rule): string {
    if (this.armed.length >= limits.faultRules)
      refuse(`more than ${limits.faultRules} rules: clear them first`);
    this.count += 1;
    const id = `${this.prefix}-${this.count}`;
    const times = rule.times ?? (rule.probability === undefined ? 1 : 'always');
    this.armed.push({
      id,
      rule,
      skipsLeft: rule.skip ?? 0,
      firingsLeft: times === 'always' ? Infinity : times,
    });
    return id;
  }

  /** Disarms one rule, which may be used up already, or all of them. Errors: sandbox_invalid_fault. */
  clear(id?: string): void {
    if (id !== undefined && !this.wasIssued(id))
      refuse('id: no such fault; what arms a fault returns the id of each');
    this.armed = id === undefined ? [] : this.armed.filter((armed) => armed.id !== id);
  }

  /** Back to the start: nothing armed, and chance draws the same again. */
  reset(): void {
    this.clear();
    this.random = new SeededRandom(this.seed);
  }

  rules(): Rule[] {
    return this.armed.map(({ rule }) => rule);
  }

  /** The rule for an occasion, used up by being taken; undefined when it passes unharmed. */
  take(target: Target): Rule | undefined {
    const fired = this.armed.find((armed) => this.fires(armed, target));
    this.armed = this.armed.filter(({ firingsLeft }) => firingsLeft > 0);
    return fired?.rule;
  }

  private wasIssued(id: string): boolean {
    const number = Number(new RegExp(`^${this.prefix}-([1-9]\\d*)$`).exec(id)?.[1]);
    return number <= this.count;
  }

  private fires(armed: ArmedRule<Rule>, target: Target): boolean {
    const { rule } = armed;
    if (!this.matches(rule, target)) return false;
    if (armed.skipsLeft > 0) {
      armed.skipsLeft -= 1;
      return false;
    }
    if (rule.probability !== undefined && this.random.next() >= rule.probability) return false;
    armed.firingsLeft -= 1;
    return true;
  }
}
