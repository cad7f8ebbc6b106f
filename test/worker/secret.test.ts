import { inspect } from 'node:util';
import { Secret } from '../../program/secret';

describe('a secret', () => {
  const secret = new Secret('never-print-this');

  it.each<[string, string]>([
    ['in a message', `key ${String(secret)}`],
    ['joined to a text', ['key ', secret].join('')],
    ['as JSON', JSON.stringify({ secret })],
    ['inspected', inspect({ secret }, { depth: 9, showHidden: true })],
    ['copied field by field', JSON.stringify(Object.assign({}, secret))],
  ])('does not print %s', (_how, printed) => {
    expect(printed).not.toContain('never-print-this');
  });

  it('is itself only when it is revealed', () => {
    expect(secret.reveal()).toBe('never-print-this');
  });
});
