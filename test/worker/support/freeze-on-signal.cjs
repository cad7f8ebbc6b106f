// Loaded into a worker of a test: on SIGUSR2 its event loop hangs, as a synchronous write or an endless loop would hang it.
const FROZEN_MS = 15_000;

process.on('SIGUSR2', () => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, FROZEN_MS);
});
