import { historyText } from '../../scripts/histories/history-text';
import { leaksIn } from '../../scripts/histories/leaks';
import { testCards } from '../../sandbox/state/test-cards';

const payload = (content: unknown): object => ({
  metadata: { encoding: 'anNvbi9wbGFpbg==' },
  data: Buffer.from(JSON.stringify(content)).toString('base64'),
});
const historyWith = (content: object): string => JSON.stringify({ events: [{ eventId: '1', ...content }] });

describe('what must not be in a recorded history', () => {
  it.each(testCards.map(({ brand, number }) => [brand, number]))(
    'the number of a card is found in a payload: %s',
    (_brand, number) => {
      const input = { payloads: [payload({ card: { number } })] };
      expect(leaksIn(historyWith({ attributes: { input } }))).toEqual(['a card number']);
    },
  );

  it('a card number is found in a plain failure message, also in groups of four', () => {
    const failure = { message: 'card 4000 0000 0000 0044 was refused' };
    expect(leaksIn(historyWith({ failure }))).toEqual(['a card number']);
  });

  it('the machine is found: its folders and its processes', () => {
    expect(leaksIn(historyWith({ stackTrace: 'at pay (/home/ana/carat/workflows/paying.ts:1:1)' }))).toEqual([
      'a path of a machine',
    ]);
    expect(leaksIn(historyWith({ identity: '4711@build-7' }))).toEqual(['the identity of a process']);
  });

  it('what names a machine is replaced when a history is written', () => {
    const history = {
      events: [
        { eventId: null, workflowTaskStartedEventAttributes: { identity: '4711@build-7' } },
        {
          eventId: null,
          workflowTaskScheduledEventAttributes: { taskQueue: { name: '4711@build-7-0123456789abcdef' } },
        },
      ],
    };
    const text = historyText(history);
    expect(leaksIn(text)).toEqual([]);
    expect(text).toContain('"name":"recorder-0123456789abcdef"');
  });

  it('ids, instants and amounts are no cards', () => {
    const input = { payloads: [payload({ nit: 'a1'.repeat(32), amountCents: 4990, at: 1_795_000_000_000 })] };
    const runId = '40001234-5678-7123-9010-000000000044';
    expect(leaksIn(historyWith({ input, runId, eventTime: '2026-11-23T18:52:02.064893292Z' }))).toEqual([]);
  });
});
