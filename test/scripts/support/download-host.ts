import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type Server as HttpServer, createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificates } from '../../../sandbox/tls';

const HOST = 'temporal.download';

/**
 * The vendor's download host, behind a proxy, as the SDK's own download code sees it: first the place of the archive, then
 * the archive. `env` sends a process's download here.
 */
export interface DownloadHost {
  env: Record<string, string>;
  requests: string[];
  close: () => void;
}

/** Starts the host on loopback; it serves a `temporal` that consists of the given shell text. */
export async function startDownloadHost(script: string): Promise<DownloadHost> {
  const folder = mkdtempSync(join(tmpdir(), 'carat-download-'));
  const archive = makeArchive(folder, script);
  const { caPem, certificatePem, privateKeyPem } = await makeCertificates([HOST]);
  writeFileSync(join(folder, 'ca.pem'), caPem);

  const requests: string[] = [];
  const host = createTlsServer({ cert: certificatePem, key: privateKeyPem }, (request, response) => {
    requests.push(request.url ?? '');
    const place = { archiveUrl: `https://${HOST}/archive.tar.gz`, fileToExtract: 'temporal' };
    response.end(request.url?.startsWith('/cli/') === true ? JSON.stringify(place) : archive);
  });
  const proxy = proxyTo(await listen(host));
  const proxyPort = await listen(proxy);
  return {
    requests,
    env: { HTTPS_PROXY: `http://127.0.0.1:${proxyPort}`, SSL_CERT_FILE: join(folder, 'ca.pem') },
    close: () => {
      host.closeAllConnections();
      host.close();
      proxy.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function makeArchive(folder: string, script: string): Buffer {
  const content = join(folder, 'content');
  mkdirSync(content);
  writeFileSync(join(content, 'temporal'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  execFileSync('tar', ['-C', content, '-czf', join(folder, 'archive.tar.gz'), 'temporal']);
  return readFileSync(join(folder, 'archive.tar.gz'));
}

/** A forward proxy whose every tunnel leads to one port. */
function proxyTo(port: number): HttpServer {
  return createServer().on('connect', (_request, client, head: Buffer) => {
    const upstream = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
  });
}

function listen(server: HttpServer): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
}
