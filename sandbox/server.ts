import { randomInt } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { SandboxControl } from './control';
import { certificatesIn } from './kept-certificates';
import { LocalControl } from './control-local';
import { ControlServer } from './control-server';
import type { SandboxSettings } from './settings';
import type { PostFunction } from './posting/post';
import { defaultMerchants, type SandboxMerchant } from './state/merchants';
import { RequestLog } from './state/request-log';
import { Agenda } from './time/agenda';
import { makeCertificates } from './tls';
import { FaultBook } from './wire/fault-book';
import { GatewayServer } from './wire/gateway-server';
import { World } from './world';

/** How to start a sandbox. */
export interface SandboxOptions {
  /** Port of the gateway side. @default 0, any free one */
  port?: number;
  /** Port of the control API. @default 0, any free one */
  controlPort?: number;
  /** The name in the addresses; the certificate is for it. Anything else than localhost has to be resolvable. @default 'localhost' */
  host?: string;
  /** The name or address that both sides listen on; a container needs '0.0.0.0'. @default host */
  listenOn?: string;
  /** Where the certificate of the authority is written, in PEM, for processes that have to trust it. */
  caFile?: string;
  /** Where its certificate is kept, so that a restart needs no new trust. @default a new one at each start */
  tlsFolder?: string;
  settings?: Partial<SandboxSettings>;
  /** @default LOJAA with key sandbox-key-a, LOJAB with key sandbox-key-b */
  merchants?: SandboxMerchant[];
  /** What the clock starts at; it then stands still until it is moved or set to follow. @default real now */
  now?: Date;
  /** Seed of ids and of faults by probability. @default a random one */
  seed?: number;
  /** How the gateway's own posts reach their store. @default over HTTPS */
  post?: PostFunction;
}

/** A running sandbox. */
export interface Sandbox {
  /** https://localhost:PORT/e-sitef/api */
  baseUrl: string;
  /** http://localhost:PORT, plain; without authentication, so never to be published. */
  controlUrl: string;
  /** The authority to trust, in PEM. */
  caPem: string;
  caFile: string | undefined;
  /** What makes a run with random faults repeatable. */
  seed: number;
  control: SandboxControl;
  /** Closes both servers, held answers included. */
  stop(): Promise<void>;
}

const TLS_FILES = { caPem: 'ca.pem', certificatePem: 'sandbox.pem', privateKeyPem: 'sandbox.key' };

/**
 * Starts a simulator of the Carat Portal: real HTTPS with a certificate of its own, state of its own, a clock of its own.
 * Errors: sandbox_port_in_use, sandbox_listen_failed, sandbox_invalid_option.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { host = 'localhost', listenOn = host, caFile, tlsFolder, seed = randomInt(2 ** 32), now } = options;
  const world = new World({
    now: () => now ?? new Date(),
    seed,
    merchants: options.merchants ?? defaultMerchants,
    settings: options.settings ?? {},
    ...(options.post === undefined ? {} : { post: options.post }),
  });
  const agenda = new Agenda(world);
  // Faults draw from a source of their own, so that arming one does not change the ids of a seeded run.
  const faults = new FaultBook(seed ^ 0x5eed);
  const log = new RequestLog();
  const certificates =
    tlsFolder === undefined
      ? await makeCertificates([host])
      : await certificatesIn(tlsFolder, TLS_FILES, [host]);
  const gateway = new GatewayServer({ world, agenda, faults, log, certificates, host: listenOn });
  const control = new LocalControl({ world, agenda, faults, log, gateway });
  const controlServer = new ControlServer(control);
  const stop = async (): Promise<void> => {
    control.stop();
    await Promise.all([gateway.stop(), controlServer.stop()]);
  };
  try {
    // First the certificate, then the ports: who can connect can also trust.
    if (caFile !== undefined) await writeFile(caFile, certificates.caPem);
    const port = await gateway.listen(options.port ?? 0);
    const controlPort = await controlServer.listen(options.controlPort ?? 0, listenOn);
    return {
      baseUrl: `https://${host}:${port}/e-sitef/api`,
      controlUrl: `http://${host}:${controlPort}`,
      caPem: certificates.caPem,
      caFile,
      seed,
      control,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
