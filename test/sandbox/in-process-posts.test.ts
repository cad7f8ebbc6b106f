import { InProcessSandbox, type LocalAnswer } from '../../sandbox/in-process';
import type { OutgoingPost } from '../../sandbox/posting/post';
import { card, paymentBody, scheduleBody } from './support/bodies';
import { storeA } from './support/caller';
import { start } from './support/stage';

const addresses = { statusUrl: 'https://loja.example/status', authenticityUrl: 'https://loja.example/seid' };
const merchants = [{ id: 'LOJAA', key: 'sandbox-key-a', ...addresses }];

/** A sandbox without any socket: what it posts is handed to a function. */
class Local {
  readonly posted: OutgoingPost[] = [];
  answer: number | undefined = 200;
  readonly sandbox = new InProcessSandbox({
    ...{ now: start, seed: 7, merchants },
    post: (post) => {
      this.posted.push(post);
      return Promise.resolve(this.answer);
    },
  });

  async send(method: string, path: string, body: unknown): Promise<[number, Record<string, never>]> {
    const headers = { ...storeA, 'content-type': 'application/json' };
    const request = { method, path: `/e-sitef/api${path}`, query: '', headers };
    const answer: LocalAnswer = await this.sandbox.answer({
      ...request,
      body: Buffer.from(JSON.stringify(body)),
    });
    if (answer.kind !== 'answered') throw new Error(answer.kind);
    return [answer.httpStatus, JSON.parse(answer.text) as Record<string, never>];
  }

  last(field: string): string {
    return new URLSearchParams(this.posted.at(-1)?.body).get(field) ?? '';
  }
}

it('posts a SEID and the status of a payment by the function it is given', async () => {
  const local = new Local();
  await local.send('POST', '/v1/transactions', scheduleBody());
  const [{ sid } = { sid: '' }] = await local.sandbox.control.schedules();
  await local.send('POST', `/v1/schedules/${sid}`, { card });
  const [status] = await local.send('POST', '/v1/schedules/edits', { sid, merchant_data: 'pedido1' });
  expect(status).toBe(201);
  expect(local.posted).toMatchObject([{ url: addresses.authenticityUrl, answerMs: 30_000 }]);
  expect([local.last('sid'), local.last('merchant_data')]).toEqual([sid, 'pedido1']);
  expect(await local.send('PUT', `/v1/schedules/edits/${local.last('seid')}`, { amount: '5' })).toMatchObject(
    [200, {}],
  );

  local.sandbox.agenda.advanceTo('2026-02-11T00:00:00.000Z');
  await local.sandbox.control.postsSent();
  expect(local.posted.at(-1)?.url).toBe(addresses.statusUrl);
  expect(local.last('status')).toBe('CON');
});

it('repeats a post on its own clock, and takes no answer for a failure', async () => {
  const local = new Local();
  local.answer = undefined;
  await local.send('POST', '/v1/transactions', paymentBody());
  const [{ nit } = { nit: '' }] = await local.sandbox.control.transactions();
  await local.send('POST', `/v1/payments/${nit}`, { card });
  await local.sandbox.control.postsSent();
  expect(local.sandbox.agenda.nextMoment()).toBe('2026-01-05T15:05:00.000Z');
  local.sandbox.agenda.advanceTo('2026-01-06T00:00:00.000Z');
  await local.sandbox.control.postsSent();
  const sent = await local.sandbox.control.posts();
  expect(sent.map(({ at, answer }) => [at, answer])).toEqual([
    ['2026-01-05T15:00:00.000Z', 'none'],
    ['2026-01-05T15:05:00.000Z', 'none'],
    ['2026-01-05T15:10:00.000Z', 'none'],
  ]);
});
