// The workflow code as one file, built once for production: the worker starts without webpack and without sources.
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { bundleWorkflows, type BundlingOptions } from '../worker/workflow-bundling';

const checkout = dirname(__dirname);
const target = join(checkout, 'dist', 'workflow-bundle.js');

/** Stack traces end up in histories: they name files of this project, not of the machine that built it. */
const nameSourcesByRelativePath: NonNullable<BundlingOptions['webpackConfigHook']> = (config) => ({
  ...config,
  output: {
    ...config.output,
    devtoolModuleFilenameTemplate: (source: { absoluteResourcePath: string }) =>
      source.absoluteResourcePath.replaceAll(checkout + sep, ''),
  },
});

async function main(): Promise<void> {
  const { code } = await bundleWorkflows({
    workflowsPath: join(checkout, 'workflows', 'index.ts'),
    webpackConfigHook: nameSourcesByRelativePath,
  });
  await mkdir(dirname(target), { recursive: true });
  await writeFile(`${target}.tmp`, code);
  await rename(`${target}.tmp`, target);
  process.stderr.write(`${target}: ${Math.round(code.length / 1024)} KiB\n`);
}

void main();
