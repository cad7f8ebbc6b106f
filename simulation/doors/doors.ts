import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DoorsMetrics } from '../../http/metrics/doors-metrics';
import type { ProgramLogger } from '../../program/log/logger';
import type { DoorsCode } from './doors-code';
import { simulatedClient, type ClientParts } from './simulated-client';

/** The addresses of the two doors of a store. */
export type Door = 'status' | 'authenticity';

/** A form on its way to a door. */
export interface Form {
  contentType: string;
  body: string;
}

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

const nothing = (): void => undefined;
const LOGGER = { debug: nothing, info: nothing, warn: nothing, error: nothing } as unknown as ProgramLogger;
const METRICS = { post: nothing, refused: nothing } as unknown as DoorsMetrics;

/**
 * The product's own doors without a server in front of them: what is done with a post once it has been read, and what it is
 * answered.
 */
export class Doors {
  readonly #handlers = new Map<Door, Handler>();
  readonly #merchant: string;

  constructor(code: DoorsCode, merchant: string, parts: ClientParts) {
    this.#merchant = merchant;
    code.host.time = parts.time;
    const client = simulatedClient(parts);
    const { openDoor, statusDoor, authenticityDoor, StatusDelivery } = code.exports;
    const witnesses = { logger: LOGGER, metrics: METRICS };
    openDoor(this.#opening('status'), statusDoor(new StatusDelivery(client)), witnesses);
    openDoor(this.#opening('authenticity'), authenticityDoor(client), witnesses);
  }

  /** Takes one post, and resolves with the HTTP status of its answer. */
  async post(door: Door, { contentType, body }: Form): Promise<number> {
    const handler = this.#handlers.get(door);
    if (handler === undefined) throw new Error(`there is no door for ${door} posts`);
    const request = {
      params: { merchant: this.#merchant },
      headers: { 'content-type': contentType },
      body: Buffer.from(body, 'latin1'),
    };
    let status = 200;
    const reply = {
      code: (code: number) => {
        status = code;
        return reply;
      },
      send: () => reply,
    };
    await handler(request as unknown as FastifyRequest, reply as unknown as FastifyReply);
    return status;
  }

  /** Stands for the server that a door is opened on. */
  #opening(door: Door): FastifyInstance {
    const server = {
      post: (_path: string, handler: Handler) => {
        this.#handlers.set(door, handler);
      },
    };
    return server as unknown as FastifyInstance;
  }
}
