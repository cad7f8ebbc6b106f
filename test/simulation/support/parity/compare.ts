import { dateOf } from '../../../../sandbox/time/calendar';
import type { LedgerEntry } from '../../../../sandbox/state/ledger';
import type { LifeScript } from '../../../../simulation/lives/script';
import type { LifeRecord } from '../../../../simulation/playing/life-record';
import type { UpdateOutcome } from '../../../../simulation/temporal/updates';
import { FAULT_RATE } from './choose-lives';

/** What a life came to: everything that the simulation and the real server are held against each other by. */
export type ComparedLife = Pick<
  LifeRecord,
  'view' | 'ended' | 'faults' | 'acts' | 'commands' | 'decisions'
> & {
  /** The charges that the sandbox executed. */
  ledger: readonly LedgerEntry[];
};

export const comparedOf = (life: LifeRecord): ComparedLife => ({ ...life, ledger: life.truth.ledger });

/** What differs, readably, with the command that plays the simulation; undefined when nothing does. */
export function difference(
  { seed }: LifeScript,
  simulated: ComparedLife,
  real: ComparedLife,
): string | undefined {
  try {
    expect({ 'on the real server': normalised(real) }).toEqual({
      'on the real server': normalised(simulated),
    });
    return undefined;
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    const command = `npm run simulate -- --seed ${String(seed)} --faults ${String(FAULT_RATE)} --show`;
    return `the life of seed ${String(seed)} comes to something else on the real server; expected is the simulation:\n${command}\n${what}`;
  }
}

/**
 * A life without what cannot be the same on both sides. This is all that is left out, and why:
 *
 * - **Ids of the gateway** (NIT, SID) are given out anew by each sandbox. They are named by the order in which they occur first: which
 *   of them stands where is still compared.
 * - **The alias and the id of the store.** On the real server each life has a queue of its own for its gateway calls.
 * - **Instants**: real processes and networks take other milliseconds. Their date in São Paulo is compared.
 * - **Evictions and upgrades** among the faults: they happen inside the worker, and leave no trace outside of it.
 * - **Of an update that is refused** all but the type and the message of its failure: the rest is how the SDK writes it down.
 */
function normalised(life: ComparedLife): unknown {
  const names = new Map<string, string>();
  const nameOf = (id: string): string => {
    const name = names.get(id) ?? `id ${String(names.size + 1)}`;
    names.set(id, name);
    return name;
  };
  const plain = (text: string): string =>
    text.replace(ID, nameOf).replace(INSTANT, (instant) => `some time on ${dateOf(instant)}`);
  return mapped(toldOutside(life), plain);
}

const ID = /\b[0-9a-f]{64}\b/g;
const INSTANT = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;
const OF_THE_STORE: readonly string[] = ['merchant', 'merchantId'];
const INSIDE_THE_WORKER: readonly string[] = ['evicted', 'upgraded'];

function toldOutside({ view, ended, ledger, faults, acts, commands, decisions }: ComparedLife): object {
  const outside = Object.entries(faults).filter(([, kind]) => !INSIDE_THE_WORKER.includes(kind));
  return {
    ...{ view, ended, ledger, acts, decisions },
    faults: Object.fromEntries(outside),
    commands: commands.map(({ outcome, ...sent }) => ({ ...sent, outcome: answerOf(outcome) })),
  };
}

function answerOf(outcome: UpdateOutcome | undefined): object | undefined {
  if (outcome === undefined || !('failure' in outcome)) return outcome && { ...outcome, updateId: undefined };
  const { message, type, applicationFailureInfo } = JSON.parse(outcome.failure) as WrittenFailure;
  // A client cannot tell whether it was refused before it was taken, or after.
  return { kind: 'refused', message, type: type ?? applicationFailureInfo?.type };
}

/** A failure as a client is given it, or as it travels. */
interface WrittenFailure {
  message: string;
  type?: string;
  applicationFailureInfo?: { type?: string };
}

/** The same value as plain JSON, its texts changed. */
function mapped(value: unknown, change: (text: string) => string, key = ''): unknown {
  if (typeof value === 'string') return OF_THE_STORE.includes(key) ? key : change(value);
  if (Array.isArray(value)) return value.map((part) => mapped(part, change));
  if (typeof value !== 'object' || value === null) return value;
  const parts = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(parts.map(([name, part]) => [name, mapped(part, change, name)]));
}
