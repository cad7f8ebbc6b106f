// A TLS server whose process is busy for a while right after it listens, so that it accepts nothing meanwhile. Certificate and
// key come on standard input, the port goes to standard output.
const { readFileSync } = require('node:fs');
const { createServer } = require('node:tls');

const busyMs = Number(process.argv[2]);
const server = createServer(JSON.parse(readFileSync(0, 'utf8')), (socket) => {
  socket.on('error', () => undefined);
  socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n{"code":"0"}'));
});
server.on('tlsClientError', () => undefined);
server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
  process.stdout.write(`${server.address().port}\n`, () => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, busyMs);
  });
});
