import { cursorOf, readCursor } from '../../client/events/cursor';

const SINCE = '2027-01-10T06:30:00.000Z';
const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('how far the events of a merchant were read', () => {
  it('is told by a cursor that comes back as it was, and by nothing else at the first time', () => {
    const cursor = { since: SINCE, begunAt: '2027-01-11T00:00:00.000Z', page: 'abc' };
    expect(readCursor(cursorOf(cursor))).toEqual(cursor);
    expect(readCursor(undefined)).toEqual({});
    expect(readCursor(cursorOf({}))).toEqual({});
  });

  it('may be an instant, in any zone', () => {
    expect(readCursor(SINCE).since).toBe(SINCE);
    expect(readCursor('2027-01-10T03:30:00-03:00').since).toBe(SINCE);
    expect(readCursor('2027-01-10T03:30:00-0300').since).toBe(SINCE);
  });

  it.each([
    ['nothing', ''],
    ['a date without a time', '2027-01-10'],
    ['an instant without a zone', '2027-01-10T06:30:00'],
    ['a day that does not exist', '2027-02-30T06:30:00Z'],
    ['any text', 'yesterday'],
    ['no JSON', Buffer.from('{"since"').toString('base64url')],
    ['JSON that is no cursor', encoded(['since'])],
    ['an instant within that is none', encoded({ since: '2027-01-10' })],
    ['a page that is no text', encoded({ page: 7 })],
    ['a field that no cursor has', encoded({ since: SINCE, constructor: 'x' })],
    ['what is too long', encoded({ page: 'x'.repeat(200_000) })],
  ])('is not told by %s', (_what, text) => {
    expect(() => readCursor(text)).toThrow(
      expect.objectContaining({
        code: 'invalid_request',
        message: expect.stringContaining('since: must be the cursor of an answer, or an instant') as string,
      }) as Error,
    );
  });
});
