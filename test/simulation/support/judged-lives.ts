import type { LifeRecord } from '../../../simulation/playing/life-record';
import type { LifeScript } from '../../../simulation/lives/script';
import { DAY_MS, openEndedScript, plainScript, play, START_MS } from './sample-lives';

/** Lives that are played once for the judge's tests, each when it is first asked for; one after the other. */
export type Judged = 'finished' | 'open' | 'odd' | 'confirmed';

const scripts: Record<Judged, () => LifeScript> = {
  finished: () => plainScript(),
  open: () => openEndedScript(),
  /** Somebody cancels the workflow, and the gateway repeats what it charged in February. */
  odd: () =>
    plainScript({
      acts: [
        { id: 'act-1', atMs: START_MS + 20 * DAY_MS, kind: 'cancel_request' },
        {
          id: 'act-2',
          atMs: START_MS + 30 * DAY_MS,
          kind: 'incident',
          repeatDays: 2,
          countTowardsTimes: false,
        },
      ],
    }),
  /** Confirmed an hour later; before that, somebody sends what is no command. */
  confirmed: () =>
    plainScript({
      input: { ...lateInput(), lateConfirmation: { confirmWithinMinutes: 1_440 } },
      acts: [
        {
          id: 'act-1',
          atMs: START_MS + 60_000,
          kind: 'forbidden_command',
          name: 'confirm',
          command: { by: 'x' },
        },
        {
          id: 'act-2',
          atMs: START_MS + 3_600_000,
          kind: 'command',
          name: 'confirm',
          command: { by: 'billing', reason: 'ordered' },
        },
      ],
    }),
};

function lateInput(): Extract<LifeScript['input'], { entry: 'pay_now' }> {
  const { input } = plainScript();
  if (input.entry !== 'pay_now') throw new Error('a plain life begins with a payment');
  return input;
}

const played = new Map<Judged, LifeRecord>();

/** A copy of a life, to be changed at will. */
export async function judgedLife(name: Judged): Promise<LifeRecord> {
  const life = played.get(name) ?? (await play(scripts[name]()));
  played.set(name, life);
  return structuredClone(life);
}
