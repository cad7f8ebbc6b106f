import type { InProcessSandbox } from '../../sandbox/in-process';
import { DAY_MS, dateAfter, momentOn } from '../lives/dates';
import type { LifeScript } from '../lives/script';
import type { VirtualTime } from '../time/virtual-time';

/** What a life looks at to keep its gateway posting. */
interface Posting {
  script: LifeScript;
  time: VirtualTime;
  sandbox: InProcessSandbox;
  /** How much has been done to the gateway so far: while it is the same, its next moment is. */
  touches: () => number;
}

/**
 * Where somebody hears of it, what the gateway does by itself happens at its moment, and not when it is next asked: its job each
 * day, and the posts that it has put off.
 */
export function keepPosting({ script, time, sandbox, touches }: Posting): void {
  const { startMs, endMs, settings } = script;
  const { agenda, world } = sandbox;
  let known = { touches: -1, nextMs: 0 };
  const look = (): void => {
    const touched = touches();
    if (touched === known.touches && time.nowMs < known.nextMs) return;
    agenda.advanceTo(time.now);
    const next = agenda.nextMoment();
    known = { touches: touched, nextMs: next === undefined ? Infinity : Date.parse(next) };
  };
  const firstJobMs = momentOn(dateAfter(startMs, 0), settings.dailyJobTime ?? '03:30');
  for (let ms = firstJobMs; ms < endMs; ms += DAY_MS) if (ms >= startMs) time.at(ms, look);
  world.outbox.onPutOff(() => {
    const moment = world.outbox.nextMoment();
    if (moment === undefined) return;
    time.at(Date.parse(moment), () => {
      agenda.advanceTo(time.now);
    });
  });
}
