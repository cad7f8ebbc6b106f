import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { JSON_SCHEMAS } from '../../client';
import { activeView, commandOf, payNow, startLater } from './support/builders';

const folder = join(__dirname, '..', '..', 'schemas');
const published = (name: string): unknown => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));

/** A validator that has nothing to do with how the schemas are made. */
function validator(name: keyof typeof JSON_SCHEMAS): (message: unknown) => boolean {
  const ajv = new Ajv2020({
    strict: true,
    strictRequired: false,
    formats: { date: true, 'date-time': true },
  });
  const validate = ajv.compile(published(name) as object);
  return (message) => validate(message);
}

describe('the published JSON Schemas', () => {
  test('are up to date: run `npx tsx scripts/generate-schemas.ts` otherwise', () => {
    const files = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));
    expect(files.sort()).toEqual(Object.keys(JSON_SCHEMAS).sort());
    for (const [name, schema] of Object.entries(JSON_SCHEMAS)) expect(published(name)).toEqual(schema);
  });

  test('the input takes both ways in, and what it leaves out has a default', () => {
    const valid = validator('subscription-input');
    expect(valid(startLater())).toBe(true);
    expect(valid(payNow({ lateConfirmation: { confirmWithinMinutes: 60 } }))).toBe(true);
    expect(valid(startLater({ card: { kind: 'vault', reference: 'v-1' }, options: {} }))).toBe(true);
  });

  test('the input takes no unknown field, no float amount and no card', () => {
    const valid = validator('subscription-input');
    expect(valid({ ...startLater(), note: 'x' })).toBe(false);
    expect(valid(payNow({ payment: { amountCents: 49.9 } }))).toBe(false);
    expect(valid({ ...startLater(), card: { number: '5555555555555555', expiry_date: '1222' } })).toBe(false);
    expect(valid({ ...startLater(), entry: 'pay_now' })).toBe(false);
  });

  test('a view fits, also with a field that a newer worker adds', () => {
    const valid = validator('subscription-view');
    const view = activeView();
    expect(valid(view)).toBe(true);
    expect(valid({ ...view, newer: 1, gateway: { ...view.gateway, newer: 1 } })).toBe(true);
    expect(valid({ ...view, state: 'fine' })).toBe(false);
  });

  test('a view with commands and a cancellation fits', () => {
    const valid = validator('subscription-view');
    const at = '2027-01-05T13:00:00.000Z';
    const cancellation = {
      when: 'period_end',
      by: 'ana',
      reason: 'moved',
      at,
      accessUntil: '2027-02-10',
    } as const;
    const commands = [commandOf({ waitingFor: 'the edit of the schedule', doubt: 'answer_timeout' })];
    expect(valid(activeView({ state: 'cancelling', commands, cancellation }))).toBe(true);
    expect(valid({ ...activeView(), commands: [{ ...commandOf({}), state: 'fine' }] })).toBe(false);
  });

  test.each<[keyof typeof JSON_SCHEMAS, object, object]>([
    ['plain-command', {}, { when: 'now' }],
    ['resume-command', { nextDate: '2027-02-10' }, { nextDate: '10/02/2027' }],
    ['resume-command', { chargeMissed: true }, { chargeMissed: 1 }],
    ['cancel-command', {}, { when: 'later' }],
    ['cancel-command', { when: 'period_end' }, { when: null }],
    ['change-amount-command', { amountCents: 5_990 }, { amountCents: 59.9 }],
    ['change-next-date-command', { nextDate: '2027-02-10' }, {}],
    ['change-card-command', { card: { kind: 'vault', reference: 'v-2' } }, { card: { kind: 'vault' } }],
    ['change-installments-command', { installments: 3 }, { installments: 0 }],
  ])('%s takes %p and refuses %p', (name, right, wrong) => {
    const ana = { by: 'ana', reason: 'asked by phone' };
    expect(validator(name)({ ...ana, ...right })).toBe(true);
    expect(validator(name)({ ...ana, ...wrong })).toBe(false);
  });

  test('commands and their answer', () => {
    expect(validator('confirmation-command')({ by: 'ana', reason: 'goods sent' })).toBe(true);
    expect(validator('confirmation-command')({ by: 'ana' })).toBe(false);
    expect(
      validator('resolve-command')({ by: 'ana', reason: 'seen in the portal', decision: 'happened' }),
    ).toBe(true);
    expect(validator('resolve-command')({ by: 'ana', reason: 'x', decision: 'maybe' })).toBe(false);
    expect(validator('command-answer')({ result: 'in_doubt', state: 'active', newer: true })).toBe(true);
  });
});
