import * as clientSdk from '@temporalio/client';
import * as commonSdk from '@temporalio/common';
import { createRequire } from 'node:module';
import type { StatusDelivery } from '../../http/delivery/deliver-status';
import type { authenticityDoor } from '../../http/server/authenticity-door';
import type { openDoor } from '../../http/server/open-door';
import type { statusDoor } from '../../http/server/status-door';
import { evaluate, globalsWith } from '../bundle/evaluate';
import { virtualGlobals, type TimeHolder } from '../time/virtual-globals';

/** What the doors do with a post, as the bundle exports it. */
export interface DoorsExports {
  openDoor: typeof openDoor;
  statusDoor: typeof statusDoor;
  authenticityDoor: typeof authenticityDoor;
  StatusDelivery: typeof StatusDelivery;
}

const nodeRequire = createRequire(__filename);

/** The code of the doors, evaluated. It is a process of its own, which goes on while a worker is lost; its time is that of the life. */
export class DoorsCode {
  readonly exports: DoorsExports;
  readonly host: TimeHolder = { time: undefined, process: { isAlive: true } };

  constructor(text: string) {
    const globals = globalsWith(virtualGlobals(this.host));
    this.exports = evaluate(text, 'doors-code', globals, modulesWith(globals)) as DoorsExports;
  }
}

/** The real modules, but for what is time. */
function modulesWith(globals: Record<string, unknown>): (name: string) => unknown {
  const given: Record<string, unknown> = {
    '@temporalio/client': clientSdk,
    '@temporalio/common': commonSdk,
    'node:perf_hooks': { performance: globals['performance'] },
  };
  return (name) => given[name] ?? (nodeRequire(name) as unknown);
}
