import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { holdsAnyCard, holdsTestCard } from '../../devstack/card-sweep';
import { spelledCards } from '../domain/support/card-spellings';

describe('the search of everything that was kept', () => {
  it('finds every documented test card in every spelling, as people write it and as JSON keeps it', () => {
    const missed = [...spelledCards()]
      .map(({ spelled }) => `conferido: ${spelled}; 12/28`)
      .flatMap((text) => [text, JSON.stringify({ reason: text }), JSON.stringify(JSON.stringify([text]))])
      .filter((text) => !holdsTestCard(text) || !holdsAnyCard(text));
    expect(missed).toEqual([]);
  });

  it.each([
    'cartão 4012888888881881',
    '4012-8888-8888-1881',
    '4012/8888/8888/1881',
    '{"pan":"4012888888881881"}',
  ])('finds any other card by its check digit in %j', (text) => {
    expect(holdsTestCard(text)).toBe(false);
    expect(holdsAnyCard(text)).toBe(true);
  });

  it('sees none in ids, instants, durations and amounts', () => {
    const hex = fc.array(fc.constantFrom(...Array.from('0123456789abcdef')), {
      minLength: 64,
      maxLength: 64,
    });
    const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.uuid(), hex, day, fc.nat(), (uuid, id, moment, cents) => {
        const at = moment.toISOString();
        const kept = {
          runId: uuid,
          nit: id.join(''),
          at,
          timeout: `${String(cents)}.064893292s`,
          amountCents: cents,
        };
        expect(holdsAnyCard(JSON.stringify(kept))).toBe(false);
      }),
      { numRuns: 5_000 },
    );
  });

  it('sees none in the recorded histories', () => {
    const folder = join(__dirname, '../histories');
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    expect(names.length).toBeGreaterThan(50);
    expect(names.filter((name) => holdsTestCard(readFileSync(join(folder, name), 'utf8')))).toEqual([]);
  });
});
