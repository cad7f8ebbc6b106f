import type { PostFunction } from '../../sandbox/posting/post';
import { faultsOf, type Fault } from '../lives/faults';
import { Chance } from '../lives/chance';
import type { VirtualTime } from '../time/virtual-time';
import { newForgedId } from './forged-posts';
import type { Door, Doors } from './doors';

export interface PostLineParts {
  time: VirtualTime;
  seed: number;
  faults: readonly Fault[];
  doors: () => Doors;
  /** Told of each fault that met a post. */
  onFault: (id: string, kind: string) => void;
}

/** What is between the gateway and the doors in place of HTTPS: a post takes a while, and somebody may be quicker. */
export function postLine({ time, seed, faults, doors, onFault }: PostLineParts): PostFunction {
  const chance = new Chance(seed, 'post latencies');
  const away = faultsOf(faults, 'doors_away');
  const forged = faultsOf(faults, 'forged_seid');
  const counts = { status: 0, authenticity: 0 };

  const send = async (door: Door, contentType: string, body: string): Promise<number | undefined> => {
    await time.pause(chance.whole(10, 200));
    const outage = away.find(({ fromMs, toMs }) => time.nowMs >= fromMs && time.nowMs < toMs);
    if (outage !== undefined) {
      onFault(outage.id, outage.type);
      return undefined;
    }
    const status = await doors().post(door, { contentType, body });
    await time.pause(chance.whole(10, 200));
    return status;
  };

  return async ({ url, contentType, body, answerMs }) => {
    const door = url.endsWith('/status') ? 'status' : 'authenticity';
    counts[door] += 1;
    const forgery = forged.find(({ nth }) => door === 'authenticity' && nth === counts.authenticity);
    const forge = async (): Promise<void> => {
      if (forgery === undefined) return;
      onFault(forgery.id, forgery.type);
      await send(door, contentType, body.replace(/(seid|nit)=[^&]*/, `$1=${newForgedId(chance)}`));
    };
    if (forgery?.when === 'before') await forge();
    const answer = await firstOf(time, answerMs, send(door, contentType, body));
    if (forgery?.when === 'after') void forge();
    return answer;
  };
}

/** The gateway waits no longer than that for an answer. */
function firstOf(
  time: VirtualTime,
  ms: number,
  answering: Promise<number | undefined>,
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const timeout = time.after(ms, () => {
      resolve(undefined);
    });
    answering.then((status) => {
      timeout.cancel();
      resolve(status);
    }, reject);
  });
}
