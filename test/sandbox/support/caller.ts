import { request } from 'node:https';
import type { Sandbox } from '../../../sandbox/server';

/** What came back over the wire. */
export interface Reply {
  status: number;
  text: string;
  /** The body as JSON; {} when it is none. */
  body: ReplyBody;
}

type Flat = Record<string, string | undefined>;

export interface ReplyBody {
  code?: string;
  message?: string;
  payment?: Flat;
  schedule?: Flat & { nits?: never; nsus?: never };
  transactions?: Flat[];
  schedule_edit?: Flat;
  cancellation?: Flat;
}

/** Where a sandbox is, and whom to trust for it. */
type Address = Pick<Sandbox, 'baseUrl' | 'caPem'>;

/** A store that speaks to the sandbox with nothing but node:https. */
export class Caller {
  private readonly sandbox: Address;
  private readonly headers: Record<string, string>;

  constructor(sandbox: Address, headers: Record<string, string> = storeA) {
    this.sandbox = sandbox;
    this.headers = headers;
  }

  get(path: string): Promise<Reply> {
    return this.send('GET', path);
  }

  put(path: string, body?: unknown): Promise<Reply> {
    return this.send('PUT', path, body === undefined ? undefined : JSON.stringify(body));
  }

  post(path: string, body: unknown): Promise<Reply> {
    return this.send('POST', path, typeof body === 'string' ? body : JSON.stringify(body));
  }

  /** One request on a connection of its own; rejects with the socket's error when no answer comes. */
  send(method: string, path: string, body?: string): Promise<Reply> {
    const json = body === undefined ? {} : { 'Content-Type': 'application/json' };
    return new Promise((resolve, reject) => {
      const call = request(
        `${this.sandbox.baseUrl}${path}`,
        { method, ca: this.sandbox.caPem, agent: false, headers: { ...json, ...this.headers } },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => (text += chunk));
          response.on('end', () => {
            resolve({ status: response.statusCode ?? 0, text, body: readJson(text) });
          });
          response.on('error', reject);
        },
      );
      call.on('error', reject);
      call.end(body);
    });
  }
}

export const storeA = { merchant_id: 'LOJAA', merchant_key: 'sandbox-key-a' };
export const storeB = { merchant_id: 'LOJAB', merchant_key: 'sandbox-key-b' };

function readJson(text: string): ReplyBody {
  try {
    return JSON.parse(text) as ReplyBody;
  } catch {
    return {};
  }
}
