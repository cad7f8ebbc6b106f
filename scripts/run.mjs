#!/usr/bin/env node
// Entry of the npm scripts: `node scripts/run.mjs <command> [args…]`, from a fresh clone to the running program.
// Node built-ins only, and no static import and no modern syntax here: this file must parse on an old Node,
// so that what its user sees is the sentence below and not a syntax error.
const REQUIRED_NODE = [20, 19];

const actual = process.versions.node.split('.').map(Number);
if (actual[0] < REQUIRED_NODE[0] || (actual[0] === REQUIRED_NODE[0] && actual[1] < REQUIRED_NODE[1])) {
  console.error(
    'carat: error node_too_old: Node ' +
      REQUIRED_NODE.join('.') +
      ' or newer is needed, this is ' +
      process.versions.node +
      '. Next: install a current Node (the file .nvmrc names the line in use) and run the command again.',
  );
  process.exitCode = 1;
} else {
  import('./setup/main.mjs').then(function (setup) {
    return setup.main(process.argv.slice(2));
  });
}
