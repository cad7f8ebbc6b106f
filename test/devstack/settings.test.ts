import { DevstackError } from '../../devstack/errors';
import { readSettings } from '../../devstack/settings';

function problemOf(args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  try {
    readSettings(args, env);
  } catch (error) {
    if (error instanceof DevstackError && error.code === 'invalid_setting') return error.message;
    throw error;
  }
  return 'none';
}

describe('the settings of npm start', () => {
  it('are the usual ports and a database in .data', () => {
    expect(readSettings([], {})).toEqual({
      ports: {
        temporal: 7233,
        ui: 8233,
        sandbox: 8443,
        'sandbox-control': 8444,
        metrics: 9464,
        doors: 8445,
        'doors-ops': 9466,
      },
      databaseFile: expect.stringMatching(/^\.data.temporal\.db$/) as string,
      fresh: false,
      verbose: false,
    });
  });

  it('come from the environment, and flags win; a variable that is set to nothing is not set', () => {
    const env = { CARAT_PORT_UI: '9000', CARAT_PORT_METRICS: '9001', CARAT_PORT_TEMPORAL: '' };
    const { ports, databaseFile } = readSettings(['--port-metrics', '9002', '--db', 'x.db'], env);
    expect(ports).toMatchObject({ ui: 9000, metrics: 9002, temporal: 7233 });
    expect(databaseFile).toBe('x.db');
  });

  it('may name a receiver of the events, and the certificate to trust for it', () => {
    const url = 'https://localhost:9443/webhooks';
    expect(readSettings(['--receiver', url], {}).receiver).toEqual({ url });
    const flags = ['--receiver', url, '--receiver-ca', 'ca.pem'];
    expect(readSettings(flags, {}).receiver).toEqual({ url, caFile: 'ca.pem' });
  });

  it.each([
    ['a port that is none', ['--port-ui', '70000'], '--port-ui: must be a port from 1 to 65535'],
    ['a port that is no number', ['--port-ui', 'web'], '--port-ui: must be a port from 1 to 65535'],
    ['one port for two things', ['--port-ui', '7233'], '--port-temporal and --port-ui: both are 7233'],
    ['a flag that nobody knows', ['--prot-ui', '9000'], "'--prot-ui'"],
    ['words', ['now'], "'now'"],
    ['a receiver in the clear', ['--receiver', 'http://localhost'], '--receiver: must begin with https://'],
    ['an address of numbers', ['--receiver', 'https://127.0.0.1'], '--receiver: must have a host name'],
  ])('refuse %s', (_what, args, message) => {
    expect(problemOf(args)).toContain(message);
  });

  it('name the variable where the value came from it', () => {
    expect(problemOf([], { CARAT_PORT_SANDBOX: '0' })).toBe(
      'CARAT_PORT_SANDBOX: must be a port from 1 to 65535',
    );
  });
});
