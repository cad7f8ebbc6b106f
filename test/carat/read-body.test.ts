import { Readable } from 'node:stream';
import { AnswerTooLarge, readBody } from '../../carat/read-body';

const streamOf = (...chunks: string[]): Readable => Readable.from(chunks.map((chunk) => Buffer.from(chunk)));

describe('the body of an answer', () => {
  it('is read to its end', async () => {
    expect((await readBody(streamOf('{"co', 'de":', '"0"}'), 12)).toString()).toBe('{"code":"0"}');
    expect((await readBody(streamOf(), 12)).length).toBe(0);
  });

  it('may be as long as the limit, and no longer: then the stream is destroyed', async () => {
    expect((await readBody(streamOf('123456', '123456'), 12)).length).toBe(12);
    const tooLong = streamOf('123456', '1234567', 'never read');
    await expect(readBody(tooLong, 12)).rejects.toThrow(AnswerTooLarge);
    expect(tooLong.destroyed).toBe(true);
  });

  it('fails with what the stream fails with', async () => {
    const broken = new Readable({ read: () => broken.destroy(new RangeError('broken')) });
    await expect(readBody(broken, 12)).rejects.toThrow(RangeError);
  });
});
