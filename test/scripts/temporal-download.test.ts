import { join } from 'node:path';
import { type DownloadHost, startDownloadHost } from './support/download-host';
import { Machine, checkout, goodBuild, temporalScript } from './support/machine';

const script = join(checkout, 'scripts', 'temporal-server.mjs');

describe("the download of Temporal's SDK", () => {
  let machine: Machine;
  let host: DownloadHost;
  beforeEach(() => (machine = new Machine()));
  afterEach(() => {
    machine.dispose();
    host.close();
  });

  test('comes before the build, is kept, and is not repeated', async () => {
    host = await startDownloadHost(temporalScript('1.32.0'));
    machine.installGo(goodBuild());
    const first = await machine.run([script], host.env);
    expect(first).toMatchObject({
      code: 0,
      stdout: `${join(machine.cache, 'temporal-cli-v1.9.1', 'temporal')}\n`,
    });
    expect(first.stderr).toContain("Temporal server 1.32.0: downloaded by Temporal's SDK");
    expect(machine.builds()).toBe(0);
    const asked = [...host.requests];
    expect(asked[0]).toMatch(/^\/cli\/v1\.9\.1\?/);

    const second = await machine.run([script], host.env);
    expect(second).toMatchObject({ code: 0, stdout: first.stdout });
    expect(host.requests).toEqual(asked);
    expect(machine.cached()).toEqual(['temporal-cli-v1.9.1', join('temporal-cli-v1.9.1', 'temporal')]);
  });

  test('is not kept when it brings a server that is too old; the build is next', async () => {
    host = await startDownloadHost(temporalScript('1.30.0'));
    machine.installGo(goodBuild());
    const { code, stderr } = await machine.run([script], host.env);
    expect(code).toBe(0);
    expect(stderr).toContain('no download (the result carries server 1.30.0');
    expect(stderr).toContain('Temporal server 1.32.1: built from source');
    expect(machine.cached()).not.toContain('temporal-cli-v1.9.1');
  });
});
