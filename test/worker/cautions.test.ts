import { cautionsAbout } from '../../worker/config/cautions';
import { loadConfig } from '../../worker/config/load-config';
import { environmentAlone } from './support/config-folder';

describe('a configuration that can be used, and will be regretted', () => {
  const cautions = (changes: NodeJS.ProcessEnv): string[] =>
    cautionsAbout(loadConfig(environmentAlone(changes)));

  it('has a grace time that is shorter than a call may take', () => {
    expect(cautions({ CARAT_SHUTDOWN_GRACE_SECONDS: '69' })).toEqual([
      expect.stringMatching(/^shutdownGraceSeconds is shorter .* of loja-a\): a stop may end with 4$/),
    ]);
  });

  it('is not the default, nor one whose calls are short, too', () => {
    expect(cautions({})).toEqual([]);
    expect(
      cautions({
        CARAT_SHUTDOWN_GRACE_SECONDS: '5',
        CARAT_MERCHANT_LOJA_A_CONNECT_TIMEOUT_MS: '1000',
        CARAT_MERCHANT_LOJA_A_ANSWER_TIMEOUT_MS: '4000',
      }),
    ).toEqual([]);
  });
});
