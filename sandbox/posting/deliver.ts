import { looksLikePan } from '../pan-like';
import type { PostRecord } from '../state/post-log';
import type { Instant } from '../time/calendar';
import { formOf, type Charset } from './form';
import type { PostAddress, PostFault } from './post-faults';
import type { PostingWorld } from './posting-world';

/** A form for a store, before its address is looked up. */
export interface StorePost {
  to: PostAddress;
  merchantId: string;
  orderId: string;
  parameters: Readonly<Record<string, string>>;
  charset: Charset;
  /** The how-manieth attempt it is, from 1. */
  attempt: number;
  /** When it fell due, on the sandbox's clock. @default now */
  at?: Instant;
}

/** The address of a store for one kind of post; undefined where it has none: nothing is posted then. */
export function addressFor(world: PostingWorld, { to, merchantId }: Pick<StorePost, 'to' | 'merchantId'>) {
  const merchant = world.merchants.find(merchantId);
  return to === 'status' ? merchant?.statusUrl : merchant?.authenticityUrl;
}

/** Only `merchant_data` comes from outside, and may be anything. The gateway's own numbers look like cards by chance. */
function shown(parameters: StorePost['parameters']): Record<string, string> {
  const { merchant_data: data = '' } = parameters;
  return looksLikePan(data) ? { ...parameters, merchant_data: '[hidden]' } : { ...parameters };
}

function beginRecord(world: PostingWorld, post: StorePost, fault: PostFault | undefined): PostRecord {
  const { to, merchantId, orderId, parameters, attempt, at = world.clock.now() } = post;
  return world.posts.begin({
    at,
    to,
    merchantId,
    orderId,
    parameters: shown(parameters),
    attempt,
    ...(fault !== undefined && { fault: fault.kind }),
  });
}

/** Notes a post that never leaves. */
export function noteUnsent(world: PostingWorld, post: StorePost, fault: PostFault): void {
  beginRecord(world, post, fault).answer = 'not_sent';
}

async function send(world: PostingWorld, post: StorePost, record: PostRecord): Promise<number | undefined> {
  const url = addressFor(world, post);
  if (url === undefined) {
    record.answer = 'not_sent';
    return undefined;
  }
  const ca = world.merchants.find(post.merchantId)?.postCa;
  const form = formOf(post.parameters, post.charset);
  const answerMs = world.settings.postAnswerMs;
  const wire = { url, ...form, answerMs, ...(ca !== undefined && { ca }) };
  const status = await world.post(wire, world.epoch.signal);
  record.answer = status ?? 'none';
  return status;
}

/**
 * Makes one attempt of a post, with its fault if it has one, and writes the record. True when the gateway heard that the store
 * answered with exactly HTTP 200 (docs/gateway.md §6, §7).
 */
export async function deliver(world: PostingWorld, post: StorePost, fault?: PostFault): Promise<boolean> {
  if (fault?.kind === 'lost') {
    noteUnsent(world, post, fault);
    return false;
  }
  const status = await send(world, post, beginRecord(world, post, fault));
  if (fault?.kind === 'twice') await send(world, post, beginRecord(world, post, fault));
  return status === 200 && fault?.kind !== 'answer_lost';
}
