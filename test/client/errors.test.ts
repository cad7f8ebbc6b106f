import { ServiceError } from '@temporalio/client';
import { NamespaceNotFoundError, WorkflowNotFoundError } from '@temporalio/common';
import * as entry from '../../client';
import { exitCodeOf } from '../../client/cli/exit-codes';
import { reportOf } from '../../client/cli/report-error';
import { translateError } from '../../client/errors/translate-error';
import { TEST_CARD } from './support/builders';

const doing = { what: 'asking', workflowId: 'subscription/loja-a/A0001', namespace: 'default' };

/** An error as the gRPC library gives it. */
const grpcError = (code: number, details: string): Error =>
  new ServiceError('failed', { cause: Object.assign(new Error(details), { code, details, metadata: {} }) });

describe('errors of the Temporal SDK become errors with a cause of their own', () => {
  test.each<[string, Error, string]>([
    ['no such workflow', new WorkflowNotFoundError('x', 'y', undefined), 'subscription_not_found'],
    ['no such namespace', new NamespaceNotFoundError('default'), 'namespace_not_found'],
    ['no such namespace, in words', grpcError(5, 'Namespace x is not found.'), 'namespace_not_found'],
    ['server away', grpcError(14, 'no connection'), 'temporal_unreachable'],
    ['server silent', grpcError(4, 'deadline'), 'temporal_unreachable'],
    ['server silent, seen as cancelled', grpcError(1, 'Call cancelled'), 'temporal_unreachable'],
    ['no rights', grpcError(7, 'no'), 'permission_denied'],
    ['no credentials', grpcError(16, 'no'), 'permission_denied'],
    ['no worker', grpcError(9, 'no poller seen for task queue recently, worker may be down'), 'no_worker'],
    [
      'no attributes',
      grpcError(3, 'invalid query: invalid search attribute: X'),
      'search_attributes_missing',
    ],
    ['anything else', grpcError(2, 'something went wrong'), 'unexpected_answer'],
    ['no gRPC error', new TypeError('x'), 'unexpected_answer'],
  ])('%s', (_what, error, code) => {
    const translated = translateError(error, doing);
    expect(translated).toMatchObject({ code, cause: error, docsUrl: `docs/errors.md#${code}` });
    expect(translated.nextStep).toMatch(/\.$/);
  });

  test('a text of the server that holds a card number is not passed on', () => {
    const translated = translateError(grpcError(2, `bad ${TEST_CARD}`), doing);
    expect(translated.message).not.toContain(TEST_CARD);
  });

  test('what to repeat is said where repeating is safe', () => {
    const translated = translateError(grpcError(14, 'x'), {
      ...doing,
      repeat: 'repeat the start: it is safe',
    });
    expect(translated.nextStep).toContain('repeat the start: it is safe');
  });
});

describe('a fault of the program itself', () => {
  test('is told by name and place, never by its message', () => {
    const { text, exitCode } = reportOf(new RangeError(`secret ${TEST_CARD}`), false);
    expect(exitCode).toBe(1);
    expect(text).toMatch(/^error unforeseen: unforeseen RangeError /);
    expect(text).not.toContain('secret');
  });
});

describe('the table of codes', () => {
  test('every code is written as its anchor, and ends the command line in a known way', () => {
    for (const code of Object.values(entry.CLIENT_ERRORS)) {
      expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
      expect([1, 2, 3, 4, 5]).toContain(exitCodeOf(code));
    }
  });

  test('every error of the public entry extends CaratSubscriptionsError', () => {
    const classes = Object.entries(entry).filter(([name]) => name.endsWith('Error'));
    expect(classes.length).toBeGreaterThan(15);
    for (const [, value] of classes) {
      const isOurs =
        value === entry.CaratSubscriptionsError ||
        (value as { prototype: unknown }).prototype instanceof entry.CaratSubscriptionsError;
      expect(isOurs).toBe(true);
    }
  });
});
