import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:https';
import type { SubscriptionStart } from '../contract/input';
import type { World } from './world';

/** Posts on their way at the same time. */
const SIDE_BY_SIDE = 20;

/**
 * Somebody who knows the address of the doors posts statuses for an order, half of them of NITs that nobody has. A post is a hint and
 * nothing else (docs/gateway.md §6).
 */
export async function floodWithPosts(
  world: World,
  { orderId }: SubscriptionStart,
  posts: number,
): Promise<void> {
  const { urls, caPem } = await world.openDoors({ statusPosts: false });
  const known = (await world.view(orderId)).ledger.cycles.flatMap(({ charges }) =>
    charges.map(({ nit }) => nit),
  );
  const agent = new Agent({ ca: caPem, keepAlive: true, maxSockets: SIDE_BY_SIDE });
  const forms = Array.from({ length: posts }, (_, index) => {
    const nit = known[index % 2] ?? randomBytes(32).toString('hex');
    return new URLSearchParams({ nit, pedido: orderId, status: index % 3 === 0 ? 'NEG' : 'CON' }).toString();
  });
  try {
    await Promise.all(forms.map((form) => post(`${urls[world.merchant] ?? ''}/status`, form, agent)));
  } finally {
    agent.destroy();
  }
}

async function post(url: string, form: string, agent: Agent): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const sent = request(url, { method: 'POST', agent, headers }, (answer) => {
      answer.resume().once('end', resolve);
    });
    sent.once('error', reject).end(form);
  });
}
