// Started by play-lives.ts: plays the lives that it is sent, and ends when its parent does.
import { castOf } from './cast';
import { examine, scriptOf } from './examine';
import type { Chunk, ChunkDone } from './messages';
import { plantedDefect } from './planted';

const [, , plant] = process.argv;
const cast = castOf(plant === undefined ? [] : [plantedDefect(plant)]);

process.on('message', (chunk: Chunk) => {
  void play(chunk).then((done) => process.send?.(done));
});
process.on('disconnect', () => process.exit(0));

async function play({ seeds, drawing }: Chunk): Promise<ChunkDone> {
  const lives = [];
  for (const seed of seeds) lives.push(await examine(scriptOf(seed, drawing), await cast));
  return { lives };
}
