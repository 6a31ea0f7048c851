import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { compileFunction } from 'node:vm';
import { afterAll, describe, expect, test } from '@jest/globals';
import { stop } from 'esbuild';
import { bundleFunctions, bundleLayer } from '../../../infra/bundling/assets.ts';
import { BundlingError } from '../../../infra/bundling/errors.ts';
import { project } from './project-fixture.ts';

afterAll(() => stop());

const signing = {
  'functions/shared/signing/index.ts': "export { sign } from './sign.ts';",
  'functions/shared/signing/sign.ts': "export const sign = (text: string) => 'signed in the layer: '.concat(text);",
};
const entry = 'functions/sweep/handler.ts';
const calls = (from: string, name = 'sign') =>
  `import { ${name} } from '${from}';\nexport const handler = () => ${name}('x');`;

describe('a function that signs', () => {
  test('requires the layer and holds none of its code', async () => {
    using fixture = project({ ...signing, [entry]: calls('../shared/signing/index.ts') });
    const { inputs } = await bundleFunctions(fixture.root, { sweep: entry }, path.join(fixture.root, 'out'));
    expect(Object.keys(inputs)).toEqual([entry]);
    const code = readFileSync(path.join(fixture.root, 'out/sweep/index.js'), 'utf8');
    expect(code).not.toContain('signed in the layer');
    expect(code.match(/require\("[^"]*"\)/g)).toEqual(['require("/opt/nodejs/signing/index.js")']);
  });

  test('works with what the layer exports', async () => {
    using fixture = project({ ...signing, [entry]: calls('../shared/signing/index.ts') });
    const { root } = fixture;
    await bundleFunctions(root, { sweep: entry }, path.join(root, 'out'));
    await bundleLayer(root, path.join(root, 'layer'));
    const layer: unknown = createRequire(import.meta.url)(path.join(root, 'layer/nodejs/signing/index.js'));
    const handler = load(path.join(root, 'out/sweep/index.js'), (name) =>
      name.startsWith('/opt/') ? layer : undefined,
    );
    expect(handler()).toBe('signed in the layer: x');
  });

  test('through a part that functions share requires it too', async () => {
    using fixture = project({
      ...signing,
      'functions/shared/exchange/client.ts':
        "import { sign } from '../signing/index.ts'; export const send = () => sign('y');",
      [entry]: calls('../shared/exchange/client.ts', 'send'),
    });
    const { inputs } = await bundleFunctions(fixture.root, { sweep: entry }, path.join(fixture.root, 'out'));
    expect(Object.keys(inputs).sort()).toEqual(['functions/shared/exchange/client.ts', entry]);
  });
});

describe('what belongs to the layer only', () => {
  test.each([
    [
      'a file inside the signing folder',
      '../shared/signing/sign.ts',
      'functions/shared/signing/sign.ts is inside the signing layer',
    ],
    ['the folder itself', '../shared/signing', 'functions/shared/signing is inside the signing layer'],
  ])('%s cannot be imported by a function', async (_, from, message) => {
    using fixture = project({ ...signing, [entry]: calls(from) });
    const bundling = bundleFunctions(fixture.root, { sweep: entry }, path.join(fixture.root, 'out'));
    await expect(bundling).rejects.toThrow(BundlingError);
    await expect(bundling).rejects.toThrow(message);
  });

  test('the Secrets Manager client cannot be imported by a function', async () => {
    const from = '@aws-sdk/client-secrets-manager';
    using fixture = project({ [entry]: calls(from, 'SecretsManagerClient').replace("('x')", '.name') });
    const bundling = bundleFunctions(fixture.root, { sweep: entry }, path.join(fixture.root, 'out'));
    await expect(bundling).rejects.toThrow('belongs to the signing layer only');
  });
});

describe('a bundle', () => {
  test('is CommonJS in a package that is, whatever the folders above it say', async () => {
    using fixture = project({ [entry]: 'export const handler = () => 1;' });
    await bundleFunctions(fixture.root, { sweep: entry }, path.join(fixture.root, 'out'));
    const outdir = path.join(fixture.root, 'out/sweep');
    expect(JSON.parse(readFileSync(path.join(outdir, 'package.json'), 'utf8'))).toEqual({ type: 'commonjs' });
    expect(createRequire(import.meta.url)(outdir).handler()).toBe(1);
  });

  test('keeps names, and has neither comments nor a source map', async () => {
    const text = '/*! licence */ export const handler = (quantityToMove: number) => quantityToMove; // why';
    using fixture = project({ [entry]: text });
    await bundleFunctions(fixture.root, { sweep: entry }, path.join(fixture.root, 'out'));
    const code = readFileSync(path.join(fixture.root, 'out/sweep/index.js'), 'utf8');
    expect(code).toContain('quantityToMove');
    expect(code).not.toMatch(/licence|why|sourceMappingURL/);
  });

  test('of the same source has the same bytes, wherever the source lies', async () => {
    const files = { [entry]: "import { base58 } from '@scure/base'; export const handler = () => base58;" };
    using one = project(files);
    using other = project(files);
    const bytes = async ({ root }: { root: string }): Promise<string> => {
      await bundleFunctions(root, { sweep: entry }, path.join(root, 'out'));
      return readFileSync(path.join(root, 'out/sweep/index.js'), 'utf8');
    };
    expect(await bytes(one)).toBe(await bytes(other));
  });

  test.each([
    ['an entry that is not there', {}, 'functions/sweep/handler.ts'],
    ['a file that is not there', { [entry]: calls('./rules.ts') }, './rules.ts'],
    ['wrong syntax', { [entry]: 'export const = 1' }, 'Expected identifier'],
  ])('of %s fails and says where', async (_, files, message) => {
    using fixture = project(files);
    const bundling = bundleFunctions(fixture.root, { sweep: entry }, path.join(fixture.root, 'out'));
    await expect(bundling).rejects.toMatchObject({
      code: 'bundling-failed',
      message: expect.stringContaining(message),
    });
  });
});

/** Runs a bundle as Lambda would, with a `require` of the test's own, and gives its handler. */
function load(file: string, require: (name: string) => unknown): () => unknown {
  const loaded = { exports: { handler: (): unknown => undefined } };
  compileFunction(readFileSync(file, 'utf8'), ['module', 'exports', 'require'])(loaded, loaded.exports, require);
  return loaded.exports.handler;
}
