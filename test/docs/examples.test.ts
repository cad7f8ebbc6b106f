import { join } from 'node:path';
import { Readable } from 'node:stream';
import ts from 'typescript';
import { runCli } from '../../client/cli/run-cli';
import { subscriptionInputSchema } from '../../contract/input';
import { codeBlocks } from './support/markdown';
import { pages, ROOT } from './support/pages';

/**
 * Every TypeScript block that imports what it uses, as a file of its own; the others are fragments. The first line may say
 * where the file would stand: `// test/workflows/some.test.ts`.
 */
function typeScriptBlocks(): Map<string, string> {
  const blocks = pages().flatMap(({ path, text }) =>
    codeBlocks(text, 'ts').map(({ code }, index) => ({
      code,
      place: /^\/\/ (\S+\.ts)\n/.exec(code)?.[1] ?? `${path.replace(/\W/g, '-')}-${String(index + 1)}.ts`,
    })),
  );
  return new Map(
    blocks.filter(({ code }) => /^import /m.test(code)).map(({ place, code }) => [join(ROOT, place), code]),
  );
}

/** The compiler with the project's own options, over files that exist in memory only. */
function problemsOf(files: ReadonlyMap<string, string>): string[] {
  const config = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, ROOT);
  const compilerOptions: ts.CompilerOptions = {
    ...options,
    noEmit: true,
    noUnusedLocals: false,
    paths: { 'carat-subscriptions': [join(ROOT, 'client/index.ts')] },
  };
  const disk = ts.createCompilerHost(compilerOptions);
  const host: ts.CompilerHost = {
    ...disk,
    readFile: (path) => files.get(path) ?? disk.readFile(path),
    fileExists: (path) => files.has(path) || disk.fileExists(path),
    getSourceFile: (path, version, ...rest) => {
      const code = files.get(path);
      return code === undefined
        ? disk.getSourceFile(path, version, ...rest)
        : ts.createSourceFile(path, code, version);
    },
  };
  const program = ts.createProgram([...files.keys()], compilerOptions, host);
  return [...files.keys()].flatMap((path) => {
    const source = program.getSourceFile(path);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map(({ messageText, start = 0 }) => {
      const line = (source?.getLineAndCharacterOfPosition(start).line ?? 0) + 1;
      return `${path}:${String(line)} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
  });
}

describe('the examples', () => {
  test('in TypeScript compile with the strictest options', () => {
    const files = typeScriptBlocks();
    expect(files.size).toBeGreaterThan(0);
    expect(problemsOf(files)).toEqual([]);
  }, 120_000);

  test('in JSON are valid starts', () => {
    const blocks = pages().flatMap(({ text }) => codeBlocks(text, 'json'));
    const starts = blocks.map(({ code }) => JSON.parse(code) as object).filter((value) => 'entry' in value);
    expect(starts.length).toBeGreaterThan(0);
    for (const start of starts)
      expect(subscriptionInputSchema.safeParse(start).error?.issues).toBeUndefined();
  });

  test('of the command line use commands and options that exist', async () => {
    const lines = pages()
      .flatMap(({ text }) => codeBlocks(text, 'bash'))
      .flatMap(({ code }) => code.replaceAll('\\\n', ' ').split('\n'));
    const calls = lines.flatMap((line) => /(?:^|-s )carat (?:-- )?([a-z].*)$/.exec(line)?.[1] ?? []);
    expect(calls.length).toBeGreaterThan(3);
    for (const call of calls) {
      const [command = '', action = ''] = call.split(' ');
      const help = await helpOf(...(command === 'dev' ? [command, action] : [command]));
      for (const option of call.match(/--[a-z-]+/g) ?? [])
        expect([call, help]).toEqual([call, expect.stringContaining(option)]);
    }
  });
});

async function helpOf(...command: string[]): Promise<string> {
  let out = '';
  const io = {
    out: (text: string) => (out += text),
    err: () => undefined,
    stdin: Readable.from([]),
    env: {},
  };
  expect([command, await runCli([...command, '--help'], io)]).toEqual([command, 0]);
  return out;
}
