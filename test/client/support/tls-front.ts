import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:tls';
import * as x509 from '@peculiar/x509';
import { passOn } from './pass-on';

const HOUR_MS = 60 * 60 * 1000;

/** A server that speaks TLS to its callers and passes on what they say. */
export interface TlsFront {
  /** `localhost:port` */
  address: string;
  /** The certificate it shows, which nobody has signed but itself, in PEM. */
  certificatePem: string;
  stop(): Promise<void>;
}

/** Puts TLS in front of a server that speaks HTTP/2 in the clear, as a load balancer does. */
export async function startTlsFront(backendAddress: string): Promise<TlsFront> {
  const { certificatePem, keyPem } = await selfSigned('localhost');
  const sockets = new Set<Socket>();
  // gRPC insists on the name of its protocol.
  const server = createServer({ cert: certificatePem, key: keyPem, ALPNProtocols: ['h2'] }, (caller) => {
    passOn(caller, backendAddress, sockets);
  });
  // A caller that does not trust the certificate leaves in the middle of the handshake.
  server.on('tlsClientError', () => undefined).listen(0, 'localhost');
  await once(server, 'listening');
  return {
    address: `localhost:${(server.address() as AddressInfo).port}`,
    certificatePem,
    stop: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}

async function selfSigned(hostName: string): Promise<{ certificatePem: string; keyPem: string }> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=${hostName}`,
    notBefore: new Date(Date.now() - HOUR_MS),
    notAfter: new Date(Date.now() + HOUR_MS),
    keys,
    signingAlgorithm: algorithm,
    extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: hostName }])],
  });
  const key = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    certificatePem: certificate.toString('pem'),
    keyPem: x509.PemConverter.encode(key, 'PRIVATE KEY'),
  };
}
