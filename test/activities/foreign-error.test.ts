import { describeForeign } from '../../activities/foreign-error';

const SECRET = '5000000000000001';

function thrown(name: string, message: string, stack?: string): Error {
  const error = Object.assign(new Error(message), { name });
  if (stack !== undefined) error.stack = stack;
  return error;
}

describe('an error from outside', () => {
  it('is told by its class and the places of the code', () => {
    const stack = [
      'TypeError: cannot read',
      '    at get (/srv/app/dist/vault/redis.js:12:3)',
      '    at async Object.ask [as get] (C:\\app\\cards.js:4:5)',
      '    at node:internal/timers:5:7',
      '    at /srv/app/dist/payments.js:20:7',
    ].join('\n');
    expect(describeForeign(thrown('TypeError', 'cannot read', stack))).toBe(
      'TypeError at redis.js:12:3, payments.js:20:7',
    );
  });

  it.each<[string, Error]>([
    ['in its message', thrown('Error', SECRET)],
    ['in its name', thrown(`E${SECRET}`, 'failed')],
    ['in a stack that is no stack', thrown('Error', 'x', SECRET)],
    ['in a message that imitates a stack', thrown('Error', `x\n    at ${SECRET}\n    at card (${SECRET})`)],
    ['in a message that imitates a place', thrown('Error', `x\n    at ${SECRET}.js:1:1`)],
    ['in a cause', new Error('failed', { cause: new Error(SECRET) })],
    ['and has no stack at all', thrown('Error', SECRET, '')],
  ])('never says what it has %s', (_name, error) => {
    const description = describeForeign(error);
    expect(description).toMatch(/^Error( at |$)/);
    expect(description).not.toContain(SECRET);
  });

  it('that is no error is not quoted', () => {
    expect(describeForeign(SECRET)).toBe('not an error');
  });
});
