import { ApplicationFailure, type LogMetadata } from '@temporalio/common';
import type { RequestLogEntry } from '../../carat/request-log';
import type { LogLevel } from '../../program/config/schema-parts';
import { createGatewayLog } from '../../worker/log/gateway-log';
import { createLogger, type ProgramLogger } from '../../program/log/logger';
import { createSdkLogger } from '../../worker/log/sdk-logger';

/** A documented test card of homologation (docs/gateway.md §11). */
const TEST_CARD = '4000000000000044';

function logInMemory(level: LogLevel = 'info'): { logger: ProgramLogger; lines: () => LogMetadata[] } {
  const written: string[] = [];
  const logger = createLogger(level, { write: (line: string) => void written.push(line) });
  return { logger, lines: () => written.map((line) => JSON.parse(line) as LogMetadata) };
}

function sdkLine(
  message: string,
  meta: LogMetadata,
  level: 'info' | 'warn' = 'warn',
): LogMetadata | undefined {
  const { logger, lines } = logInMemory();
  createSdkLogger(logger)[level](message, meta);
  return lines()[0];
}

describe('a line of the Temporal SDK', () => {
  it('says which subscription, run and activity it is about', () => {
    const line = sdkLine('Activity failed', {
      sdkComponent: 'worker',
      workflowId: 'subscription/loja-a/A1',
      workflowRunId: 'run-1',
      activityType: 'getSchedule',
      attempt: 2,
      taskQueue: 'carat-gateway-loja-a',
      durationMs: 12,
    });
    expect(line).toMatchObject({
      level: 'warn',
      service: 'carat-worker',
      msg: 'Activity failed',
      merchant: 'loja-a',
      workflowId: 'subscription/loja-a/A1',
      runId: 'run-1',
      activityType: 'getSchedule',
      attempt: 2,
      durationMs: 12,
    });
  });

  it('names the merchant of a task queue too', () => {
    expect(sdkLine('poll failed', { taskQueue: 'carat-gateway-loja-b' })).toMatchObject({
      merchant: 'loja-b',
    });
  });

  it('keeps nothing else: no arguments, no tokens, no objects under a kept name', () => {
    const line = sdkLine('Activity failed', {
      taskToken: 'dG9rZW4=',
      args: [{ card: { number: TEST_CARD } }],
      payload: 'secret',
      workflowId: { nested: 'secret' },
    });
    expect(Object.keys(line ?? {}).sort()).toEqual(['level', 'msg', 'service', 'time']);
  });

  it('reduces an error to name, code, message and stack, its details left out', () => {
    const error = ApplicationFailure.create({
      message: 'the gateway did not answer: timeout',
      type: 'gateway_timeout',
      details: [{ number: TEST_CARD }],
      cause: new Error(`card ${TEST_CARD} refused`),
    });
    const line = sdkLine('Activity failed', { error });
    expect(line?.['error']).toMatchObject({
      name: 'ApplicationFailure',
      code: 'gateway_timeout',
      message: 'the gateway did not answer: timeout',
      cause: { name: 'Error', message: '(withheld)' },
    });
    expect(JSON.stringify(line)).not.toContain(TEST_CARD);
  });

  it('is withheld where its text reads as a card number', () => {
    expect(sdkLine(`unexpected: ${TEST_CARD}`, { workflowId: `x/${TEST_CARD}` })).toMatchObject({
      msg: '(withheld)',
      workflowId: '(withheld)',
    });
  });

  it.each([
    ['the worker about itself', 'info', 'Worker state changed', 'worker', 0],
    [
      'a worker that was never meant to poll',
      'warn',
      'No activities registered, not polling for activity tasks',
      'worker',
      0,
    ],
    ['workflow code', 'info', 'a cycle was denied', 'workflow', 1],
    ['a real warning of the worker', 'warn', 'Failed to poll', 'worker', 1],
  ] as const)('of %s is housekeeping or not', (_what, level, message, sdkComponent, shown) => {
    const line = sdkLine(message, { sdkComponent }, level);
    expect(line === undefined ? 0 : 1).toBe(shown);
  });
});

describe('a line about a gateway call', () => {
  it('tells what happened and for whom', () => {
    const { logger, lines } = logInMemory();
    const entry: RequestLogEntry = {
      method: 'POST',
      path: '/v1/payments/012345…cdef',
      status: 200,
      outcome: 'done',
      durationMs: 31,
      sent: true,
    };
    createGatewayLog(logger, 'loja-a')(entry);
    expect(lines()).toEqual([
      expect.objectContaining({ level: 'info', msg: 'gateway call', merchant: 'loja-a', ...entry }),
    ]);
  });

  it('says once, loudly, that the certificate is not trusted, and that it is trusted again', () => {
    const { logger, lines } = logInMemory('warn');
    const log = createGatewayLog(logger, 'loja-a');
    const call = { method: 'GET', path: '/v1/schedules/x', durationMs: 3, sent: false } as const;
    const untrusted: RequestLogEntry = { ...call, outcome: 'not_sent', detail: 'tls' };
    const elsewhere: RequestLogEntry = { ...call, outcome: 'not_sent', detail: 'dns' };
    for (const entry of [elsewhere, untrusted, untrusted, elsewhere, untrusted]) log(entry);
    expect(lines()).toMatchObject([
      {
        level: 'error',
        merchant: 'loja-a',
        msg: expect.stringContaining('certificate is not trusted') as string,
        nextStep: expect.stringContaining('caFile') as string,
      },
    ]);
    log({ ...call, outcome: 'done', sent: true });
    log(untrusted);
    expect(lines().map(({ level }) => String(level))).toEqual(['error', 'warn', 'error']);
  });
});
