import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { SandboxControl } from './control';
import { controlEndpoints, reads, type ControlMethod } from './control-endpoints';
import { SandboxError } from './sandbox-error';
import { bind, closeServer } from './wire/listening';
import { readBody } from './wire/read-body';

function isMethod(name: string): name is ControlMethod {
  return Object.hasOwn(controlEndpoints, name);
}

function parseArguments(body: string): unknown {
  if (body.trim() === '') return [];
  try {
    return JSON.parse(body);
  } catch {
    throw new SandboxError(
      'sandbox_control_request',
      'the body is not JSON; give the arguments as a JSON array',
    );
  }
}

/** A picture in a web page sends GET, and no Origin with it: what changes something takes POST only. */
function checkHttpMethod({ method }: IncomingMessage, name: ControlMethod): void {
  if (method === 'POST' || (method === 'GET' && reads.includes(name))) return;
  throw new SandboxError('sandbox_control_request', `${name}: send it with POST`);
}

/**
 * The control API over plain HTTP, for other processes and for curl: `POST /<method>` with a JSON array of the arguments, answered
 * with `{"result": …}` or, with HTTP 400, `{"error": {"code", "message"}}`. What only reads answers to GET as well.
 * It has no authentication, so it belongs on the loopback interface or inside a private network only.
 */
export class ControlServer {
  private readonly control: SandboxControl;
  private readonly server: Server;

  constructor(control: SandboxControl) {
    this.control = control;
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  async listen(port: number, host: string): Promise<number> {
    return bind(this.server, port, host);
  }

  async stop(): Promise<void> {
    const closing = closeServer(this.server);
    this.server.closeAllConnections();
    await closing;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [status, answer] = await this.answer(request).catch(failure);
    const text = JSON.stringify(answer);
    response.writeHead(status, {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(text),
    });
    response.end(text);
  }

  private async answer(request: IncomingMessage): Promise<[number, object]> {
    // A page in a browser on the same machine could otherwise send requests here.
    if (request.headers.origin !== undefined) {
      throw new SandboxError(
        'sandbox_control_request',
        'the control API is not for browsers: send no Origin header',
      );
    }
    const name = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1);
    if (!isMethod(name)) {
      const known = Object.keys(controlEndpoints).join(', ');
      throw new SandboxError('sandbox_control_request', `no such method; there are: ${known}`);
    }
    checkHttpMethod(request, name);
    const args = parseArguments(await readBody(request));
    return [200, { result: await controlEndpoints[name](this.control, args) }];
  }
}

function failure(error: unknown): [number, object] {
  if (error instanceof SandboxError) return [400, { error: { code: error.code, message: error.message } }];
  const message = error instanceof Error ? error.message : 'unknown cause';
  return [500, { error: { code: 'sandbox_control_request', message } }];
}
