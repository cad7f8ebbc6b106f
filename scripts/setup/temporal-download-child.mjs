// node temporal-download-child.mjs <folder> <version>: downloads the Temporal CLI into the folder, with the Temporal SDK.
// The SDK has no call that only downloads. It is asked to start a server whose arguments end in `--help`, which prints
// and exits: no server can be left behind when the parent, having seen the file, ends this process.
import { TestWorkflowEnvironment } from '@temporalio/testing';

const [downloadDir, version] = process.argv.slice(2);
try {
  const environment = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'cached-download', downloadDir, version }, extraArgs: ['--help'] },
  });
  await environment.teardown();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
