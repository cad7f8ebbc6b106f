import type { Drawing, Examined } from './examine';

/** What the parent asks of a child: some lives, one after the other. */
export interface Chunk {
  seeds: number[];
  drawing: Drawing;
}

/** What a child answers. */
export interface ChunkDone {
  lives: Examined[];
}
