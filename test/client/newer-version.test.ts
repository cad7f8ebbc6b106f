import { Webhook } from 'standardwebhooks';
import { viewText } from '../../client/cli/format-view';
import { listText } from '../../client/cli/format-list';
import { EN } from '../../client/cli/words/en';
import { PT } from '../../client/cli/words/pt';
import { verifyEvent } from '../../client';
import { parseAnswer } from '../../client/parse-answer';
import { eventsAnswerSchema } from '../../contract/events';
import { subscriptionViewSchema, type SubscriptionView } from '../../contract/view';
import { activeView } from './support/builders';
import { look } from './support/look';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const envelope = {
  ...{ id: 'evt_A0001_x', schemaVersion: 1, time: '2027-02-10T07:48:12.000Z', sequence: 5 },
  ...{ merchant: 'loja-a', orderId: 'A0001', subject: 'cycle/2027-02-10' },
};
const attention = { ...envelope, type: 'attention.raised', data: { flag: 'terms_differ', what: 'x' } };

/** Of a worker that is a version ahead. */
const NEWER: [string, object][] = [
  ['a type', { ...envelope, type: 'cycle.written_off', data: { anything: 1 } }],
  ['a flag', { ...attention, data: { ...attention.data, flag: 'new_flag' } }],
  [
    'a command',
    {
      ...envelope,
      type: 'command.done',
      data: { id: 'x', command: 'skip', what: 'x', by: 'x', state: 'done' },
    },
  ],
];
const MALFORMED: [string, unknown][] = [
  ['nothing', null],
  ['a flag that is no word', { ...attention, data: { ...attention.data, flag: 7 } }],
  ['a type that is no word', { ...attention, type: 7 }],
  ['another schema version', { ...attention, schemaVersion: 2 }],
  ['a sequence that is no number', { ...attention, sequence: '5' }],
];

function posted(event: unknown): Parameters<typeof verifyEvent>[0] {
  const body = JSON.stringify(event);
  const now = new Date();
  const headers = {
    'webhook-id': envelope.id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
    'webhook-signature': new Webhook(SECRET).sign(envelope.id, now, body),
  };
  return { body, headers, secrets: [SECRET] };
}
const answerWith = (event: unknown): unknown => ({
  ...{ events: [attention, event], last: 5, earliest: 4, undelivered: [] },
});

describe('what a newer worker tells', () => {
  it.each(NEWER)('%s that is not known here is taken as it came, posted and read', (_what, event) => {
    expect(verifyEvent(posted(event))).toEqual(event);
    expect(parseAnswer(eventsAnswerSchema, answerWith(event), 'the events').events).toEqual([
      attention,
      event,
    ]);
  });

  it.each(MALFORMED)('%s is refused', (_what, event) => {
    expect(() => verifyEvent(posted(event))).toThrow(
      expect.objectContaining({ code: 'invalid_webhook' }) as Error,
    );
    if (event !== null && (event as { type: unknown }).type === 7) return;
    expect(() => parseAnswer(eventsAnswerSchema, answerWith(event), 'the events')).toThrow(
      expect.objectContaining({ code: 'unexpected_answer' }) as Error,
    );
  });

  it.each([EN, PT])('is shown as it is called, with what to do', (words) => {
    const newer = {
      ...activeView(),
      ...{ state: 'dormant', attention: ['new_flag'] },
      attentionDetails: [{ flag: 'new_flag', what: 'what the worker says' }],
    } as unknown as SubscriptionView;
    const view = parseAnswer(subscriptionViewSchema, newer, 'the view');
    const text = viewText(view, look({ words }));
    for (const part of ['dormant', 'new_flag', 'what the worker says']) expect(text).toContain(part);
    const summary = {
      ...{ workflowId: 'subscription/loja-a/A0001', runId: 'r', merchant: 'loja-a', orderId: 'A0001' },
      ...{ state: 'dormant', needsAttention: true, workflowStatus: 'RUNNING', startedAt: envelope.time },
    };
    const list = listText(
      { subscriptions: [{ ...summary, attention: view.attention }] } as never,
      look({ words }),
    );
    expect(list).toContain('dormant');
  });
});
