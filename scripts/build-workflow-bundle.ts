// The workflow code as one file, built once for production: the worker starts without webpack and without sources.
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';

const checkout = dirname(__dirname);
const target = join(checkout, 'dist', 'workflow-bundle.js');

async function main(): Promise<void> {
  const { code } = await bundleWorkflowCode({ workflowsPath: join(checkout, 'workflows', 'index.ts') });
  await mkdir(dirname(target), { recursive: true });
  await writeFile(`${target}.tmp`, code);
  await rename(`${target}.tmp`, target);
  process.stderr.write(`${target}: ${Math.round(code.length / 1024)} KiB\n`);
}

void main();
