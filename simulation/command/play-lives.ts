import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Cast } from '../playing/play-life';
import { examine, scriptOf, type Drawing, type Examined } from './examine';
import type { ChunkDone } from './messages';
import type { Progress } from './progress';

/** Lives that a child is sent at a time. */
const CHUNK = 20;
/** Below this many lives, starting another process is not worth it. */
const LIVES_FOR_CHILDREN = 100;

/** Which lives to play. */
export interface Lives {
  seed: number;
  lives: number;
  drawing: Drawing;
  workers: number;
  /** A planted defect to play with, by its name. */
  plant: string | undefined;
}

/** Plays and judges lives, in this process or in several. What they come to does not depend on which. */
export async function playLives(wanted: Lives, cast: Cast, progress: Progress): Promise<Examined[]> {
  const seeds = Array.from({ length: wanted.lives }, (_, index) => wanted.seed + index);
  if (wanted.workers > 1 && wanted.lives >= LIVES_FOR_CHILDREN)
    return playInChildren(seeds, wanted, progress);
  const examined: Examined[] = [];
  for (const seed of seeds) {
    const life = await examine(scriptOf(seed, wanted.drawing), cast);
    examined.push(life);
    progress.add(1, failedIn([life]));
  }
  return examined;
}

async function playInChildren(
  seeds: number[],
  { drawing, workers, plant }: Lives,
  progress: Progress,
): Promise<Examined[]> {
  const examined: Examined[] = [];
  const next = (): number[] => seeds.splice(0, CHUNK);
  const children = Array.from({ length: workers }, () =>
    fork(join(__dirname, '../program.mjs'), plant === undefined ? ['child'] : ['child', plant]),
  );
  try {
    await Promise.all(
      children.map(async (child) => {
        for (let chunk = next(); chunk.length > 0; chunk = next()) {
          const { lives } = await ask(child, { seeds: chunk, drawing });
          examined.push(...lives);
          progress.add(lives.length, failedIn(lives));
        }
      }),
    );
  } finally {
    for (const child of children) child.disconnect();
  }
  return examined;
}

/** One chunk, one answer; a child that ends without one is an error. */
function ask(child: ChildProcess, chunk: object): Promise<ChunkDone> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null): void => {
      reject(new Error(`a process that played lives ended with ${String(code)}`));
    };
    child.once('exit', onExit);
    child.once('message', (done: ChunkDone) => {
      child.off('exit', onExit);
      resolve(done);
    });
    child.send(chunk);
  });
}

const failedIn = (lives: readonly Examined[]): number[] =>
  lives.filter(({ findings }) => findings.length > 0).map(({ seed }) => seed);
