import { LIMITS } from '../../../../carat/limits';
import type { NotSentReason } from '../../../../carat/outcome';
import {
  Transport,
  type Exchange,
  type ExchangeFunction,
  type TransportOptions,
  type WireRequest,
} from '../../../../carat/transport';
import { createTrust } from '../../../../carat/trust';
import type { SandboxControl } from '../../../../sandbox/control';
import { matchRoute, type RouteName } from '../../../../sandbox/routes/route-table';
import type { FaultRule } from '../../../../sandbox/wire/faults';
import { ruleOf, type WireFault } from '../../../../simulation/worker/wire-faults';
import type { DeadEnds } from './dead-ends';
import type { WirePlan, WireWatch } from './wire-plan';

/** Where the gateway of a life is. Plain JSON. */
export interface GatewayAddress {
  /** https://localhost:PORT/e-sitef/api */
  baseUrl: string;
  caPem: string;
}

export interface FaultyWireParts {
  gateway: GatewayAddress;
  control: SandboxControl;
  deadEnds: DeadEnds;
  plan: WirePlan;
  watch: WireWatch;
}

const OUTAGES = { refuses: 'connection_refused', silent: 'silence', error_503: 'error_503' } as const;
/** How soon another worker starts when a fault does not say, milliseconds; as in the simulation. */
const WORKER_BACK_MS = 30_000;

/**
 * The product's own transport, over real sockets and TLS. Before a request leaves, the fault that the script has for it is armed in
 * the sandbox; one that keeps a request from leaving leads it into a dead end.
 */
export class FaultyWire {
  readonly #parts: FaultyWireParts;
  readonly #transport: Transport;

  constructor(parts: FaultyWireParts) {
    this.#parts = parts;
    this.#transport = new Transport(termsOf(parts.gateway));
  }

  readonly exchange: ExchangeFunction = async (request) => {
    const { plan, watch, control } = this.#parts;
    const route = routeOf(request);
    const nth = watch.count(route);
    const nowMs = (await control.now()).getTime();
    const outage = plan.outages.find(({ fromMs, toMs }) => nowMs >= fromMs && nowMs < toMs);
    if (outage !== undefined) {
      watch.onFault(outage.id, `gateway_away_${outage.how}`);
      const how = OUTAGES[outage.how];
      return how === 'connection_refused'
        ? this.#notSent(how, request)
        : this.#send(request, { route, kind: how });
    }
    const fault = plan.faults.find((one) => one.route === route && one.nth === nth);
    if (fault === undefined) return this.#transport.send(request);
    watch.onFault(fault.id, fault.kind);
    return this.#meet(fault, request, route);
  };

  close(): void {
    this.#transport.close();
  }

  async #meet(fault: WireFault, request: WireRequest, route: RouteName): Promise<Exchange> {
    const { watch } = this.#parts;
    const { ms = WORKER_BACK_MS, reason = 'connection_refused' } = fault;
    switch (fault.kind) {
      case 'not_sent':
        return this.#notSent(reason, request);
      case 'worker_lost_before':
        return watch.loseWorker(ms);
      case 'worker_lost_after':
        await this.#transport.send(request);
        return watch.loseWorker(ms);
      default: {
        const rule = ruleOf(fault);
        if (rule === undefined) throw new Error(`the sandbox has no fault ${fault.kind}`);
        if (fault.kind === 'hold_before') watch.onHeld(ms);
        return this.#send(request, { ...rule, route });
      }
    }
  }

  async #send(request: WireRequest, rule: FaultRule): Promise<Exchange> {
    await this.#parts.control.addFault(rule);
    return this.#transport.send(request);
  }

  async #notSent(reason: NotSentReason, request: WireRequest): Promise<Exchange> {
    const transport = new Transport(this.#leadingNowhere(reason));
    try {
      const exchange = await transport.send(request);
      if (exchange.kind !== 'not_sent' || exchange.reason !== reason)
        throw new Error(`a dead end for ${reason} gave ${JSON.stringify(exchange)}`);
      return exchange;
    } finally {
      transport.close();
    }
  }

  #leadingNowhere(reason: NotSentReason): TransportOptions {
    const { gateway, deadEnds } = this.#parts;
    const terms = termsOf(gateway);
    const at = (port: number): TransportOptions => ({
      ...terms,
      port,
      href: terms.href.replace(/:\d+/, `:${String(port)}`),
    });
    switch (reason) {
      case 'dns':
        return {
          ...terms,
          host: 'gateway.invalid',
          href: terms.href.replace('localhost', 'gateway.invalid'),
        };
      case 'tls':
        return { ...terms, secureContext: createTrust(undefined) };
      case 'connect_timeout':
        return at(deadEnds.mute);
      case 'unreachable':
        return at(deadEnds.hangingUp);
      default:
        return at(deadEnds.closed);
    }
  }
}

function termsOf({ baseUrl, caPem }: GatewayAddress): TransportOptions {
  const { hostname, port } = new URL(baseUrl);
  return {
    href: baseUrl,
    host: hostname,
    port: Number(port),
    connectTimeoutMs: LIMITS.connectTimeoutMs,
    answerTimeoutMs: LIMITS.answerTimeoutMs,
    secureContext: createTrust(caPem),
  };
}

function routeOf({ method, path }: WireRequest): RouteName {
  const match = matchRoute(method, new URL(`/e-sitef/api${path}`, 'https://localhost'));
  if (match.kind !== 'route') throw new Error(`the client asks for what is no route: ${method}`);
  return match.route;
}
