import { randomUUID } from 'node:crypto';
import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import { startStack, type Stack, type StackOptions } from '../../devstack/stack';
import type { LedgerEntry } from '../../sandbox/state/ledger';
import { maxCachedSubscriptions, temporalAddress, workflowBundle } from './run-environment';
import { worldOf } from '../../stories/open-world';
import type { World as StoryWorld } from '../../stories/world';

/** A stack of its own for one test file, on the server that the whole run shares. */
export interface World extends Stack, Omit<StoryWorld, keyof Stack> {
  /** A sandbox as new, at the time of the world's start; executions of earlier tests stay behind. */
  reset(): Promise<void>;
  /** The charges that the sandbox executed for one order: the truth. */
  charges(orderId: string): Promise<LedgerEntry[]>;
}

type WorldOptions = Partial<Omit<StackOptions, 'merchants' | 'taskQueue'>>;

let runtimeInstalled = false;
let worlds = 0;

/** Workers of tests say only what goes wrong. */
function quietRuntime(): void {
  if (runtimeInstalled) return;
  runtimeInstalled = true;
  const filter = makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' });
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter } } });
}

/** Starts a world; its merchant and its task queue are its own, so that worlds run side by side. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  quietRuntime();
  worlds += 1;
  const name = `${randomUUID().slice(0, 8)}${String(worlds)}`;
  const merchant = `loja-${name}`;
  const taskQueue = `subscriptions-${name}`;
  const shared = {
    address: temporalAddress(),
    bundle: workflowBundle(),
    taskQueue,
    merchants: [merchant],
    maxCachedSubscriptions: maxCachedSubscriptions(),
  };
  const warnings = jest.spyOn(process, 'emitWarning');
  const stack = await startStack({ ...shared, ...options });
  return {
    ...stack,
    ...worldOf(stack, merchant),
    ...{ sandbox: stack.sandbox, vault: stack.vault, openDoors: () => stack.openDoors() },
    stop: async () => {
      await stack.stop();
      // The sandbox's ledger is the truth of the tests: no defect of its own may pass unseen.
      expect(warnings).not.toHaveBeenCalledWith(
        expect.anything(),
        expect.objectContaining({ type: 'SandboxDefect' }),
      );
    },
    reset: async () => {
      stack.clock.releaseAll();
      await stack.sandbox.control.reset();
    },
    charges: async (orderId) =>
      (await stack.sandbox.control.ledger()).filter((charge) => charge.orderId === orderId),
  };
}
