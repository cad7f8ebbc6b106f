import { InProcessSandbox } from '../../sandbox/in-process';
import type { PostFunction } from '../../sandbox/posting/post';
import type { PostFault } from '../../sandbox/posting/post-faults';
import type { SandboxMerchant } from '../../sandbox/state/merchants';
import { faultsOf } from '../lives/faults';
import type { LifeScript } from '../lives/script';
import type { VirtualTime } from '../time/virtual-time';

/** The store of every life, and the alias of the merchant behind it. */
export const STORE = { alias: 'loja-a', merchantId: 'LOJAA', merchantKey: 'key-of-loja-a' } as const;

/** The addresses of the doors of a store; one that is not given is posted nothing. */
const addressesOf = (
  { posts }: LifeScript,
  doors: string,
): { statusUrl?: string; authenticityUrl?: string } => ({
  ...(posts.status ? { statusUrl: `${doors}/status` } : {}),
  ...(posts.authenticity ? { authenticityUrl: `${doors}/authenticity` } : {}),
});

/**
 * The faults of the posts of a life, each for the nth post to its address. A rule that is used up is not asked about any more, so
 * that the later ones have passed by as many fewer.
 */
export function postRulesOf({ faults }: LifeScript): { id: string; rule: PostFault }[] {
  return (['authenticity', 'status'] as const).flatMap((address) =>
    faultsOf(faults, 'post')
      .filter(({ to }) => to === address)
      .sort((one, other) => one.nth - other.nth)
      .map(({ id, type, nth, ...rule }, index) => ({ id, rule: { ...rule, skip: nth - 1 - index } })),
  );
}

/** The store of a life, as its gateway knows it. */
export const storeOf = (script: LifeScript): SandboxMerchant => ({
  ...{ id: STORE.merchantId, key: STORE.merchantKey },
  ...script.store,
  ...addressesOf(script, 'https://doors.example'),
});

/** Before the life nobody of ours hears anything. */
const unheard = ({ statusUrl, authenticityUrl, ...store }: SandboxMerchant): SandboxMerchant => store;

/** The sandbox of a life, on the clock of the life. */
export function gatewayOf(script: LifeScript, time: VirtualTime, post: PostFunction): InProcessSandbox {
  const sandbox: InProcessSandbox = new InProcessSandbox({
    now: new Date(script.past?.madeMs ?? script.startMs),
    seed: script.seed,
    settings: script.settings,
    merchants: [script.past === undefined ? storeOf(script) : unheard(storeOf(script))],
    post,
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
