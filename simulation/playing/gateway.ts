import { InProcessSandbox } from '../../sandbox/in-process';
import type { LifeScript } from '../lives/script';
import type { VirtualTime } from '../time/virtual-time';

/** The store of every life, and the alias of the merchant behind it. */
export const STORE = { alias: 'loja-a', merchantId: 'LOJAA', merchantKey: 'key-of-loja-a' } as const;

/** The sandbox of a life, on the clock of the life. */
export function gatewayOf(script: LifeScript, time: VirtualTime): InProcessSandbox {
  const sandbox: InProcessSandbox = new InProcessSandbox({
    now: new Date(script.startMs),
    seed: script.seed,
    settings: script.settings,
    merchants: [{ id: STORE.merchantId, key: STORE.merchantKey, ...script.store }],
    wait: async (ms) => {
      await time.pause(ms);
      sandbox.agenda.advanceTo(time.now);
    },
  });
  sandbox.world.cards.script(tokenOf(sandbox, script.card.brand), script.issuer);
  return sandbox;
}

/** The token of a test card that the gateway has stored. */
export function tokenOf(sandbox: InProcessSandbox, brand: string): string {
  const card = sandbox.world.cards.all().find((info) => info.brand === brand);
  if (card === undefined) throw new Error(`no test card of ${brand}`);
  return card.token;
}
