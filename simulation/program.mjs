// Runs the simulation as one bundled program: `node simulation/program.mjs [options of main.ts]`, or `child` as the first
// argument for a process that plays lives for another one. Loaded file by file, it would spend its first second on that, and a quarter of
// each life on names that the loader gives to functions.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { build } from 'esbuild';

const HERE = dirname(fileURLToPath(import.meta.url));
// Two folders below the checkout, as the files are that look for it by their own place.
const PLACE = join(HERE, 'command');

const isChild = process.argv[2] === 'child';
if (isChild) process.argv.splice(2, 1);

const { outputFiles } = await build({
  entryPoints: [join(HERE, isChild ? 'command/child.ts' : 'main.ts')],
  bundle: true,
  write: false,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  logLevel: 'silent',
});
const code = `(function (require, module, exports, __filename, __dirname) {${outputFiles[0].text}\n})`;
const filename = join(PLACE, isChild ? 'child.bundle.js' : 'main.bundle.js');
const module = { exports: {} };
new Script(code, { filename }).runInThisContext()(
  createRequire(filename),
  module,
  module.exports,
  filename,
  PLACE,
);
