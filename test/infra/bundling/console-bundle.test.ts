import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { stop } from 'esbuild';
import { bundleConsole } from '../../../infra/bundling/console-bundle.ts';
import { firstLoadOf, totalOf } from '../../../infra/bundling/console-size.ts';
import { project } from './project-fixture.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(path.join(tmpdir(), 'treasury-console-'));

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await stop();
});

const icon = '<svg xmlns="http://www.w3.org/2000/svg"></svg>';
const small = { 'console/icon.svg': icon, 'console/main.css': 'p { margin: 0 }' };

describe('the console as it is deployed', () => {
  test('loads at most 60 kB for its first page, and has at most 150 kB altogether', async () => {
    const manifest = await bundleConsole(root, path.join(folder, 'whole'));
    expect(firstLoadOf(manifest, 'brotli')).toBeLessThanOrEqual(60_000);
    expect(totalOf(manifest, 'brotli')).toBeLessThanOrEqual(150_000);
  });
});

describe('the build of the console', () => {
  test('names files by their content, keeps each compressed beside it, and says what a page begins with', async () => {
    using fixture = project({
      ...small,
      'console/main.tsx': `
        import './main.css';
        import { shared } from './shared.ts';
        if (shared()) void import('./late.ts');`,
      'console/late.ts': "import { shared } from './shared.ts'; document.title = String(shared());",
      'console/shared.ts': "export const shared = () => document.title === '';",
    });
    const manifest = await bundleConsole(fixture.root, path.join(fixture.root, 'out'));
    const names = Object.keys(manifest.files).map((name) => name.replace(/-[A-Z0-9]{8}\./, '.'));
    expect(names.sort()).toEqual(['chunk.js', 'icon.svg', 'late.js', 'main.css', 'main.js']);
    expect(manifest.preloads).toEqual([expect.stringMatching(/^chunk-/)]);
    expect(manifest.files[manifest.entry]?.type).toBe('text/javascript; charset=utf-8');
    for (const name of Object.keys(manifest.files)) {
      for (const ending of ['', '.br', '.gz']) {
        expect(existsSync(path.join(fixture.root, 'out', 'public', `${name}${ending}`))).toBe(true);
      }
    }
    const again = await bundleConsole(fixture.root, path.join(fixture.root, 'again'));
    expect(again).toEqual(manifest);
    const [one, other] = ['out', 'again'].map((made) =>
      readFileSync(path.join(fixture.root, made, 'public', manifest.entry)),
    );
    expect(other).toEqual(one);
  });

  test.each([
    ['functions/pause/secret.ts', 'functions/pause/secret.ts is not for browsers'],
    ['infra/names.ts', 'infra/names.ts is not for browsers'],
  ])('fails where %s got in', async (file, message) => {
    using fixture = project({
      ...small,
      'console/main.tsx': `import './main.css'; import { name } from '../${file}'; document.title = name;`,
      [file]: "export const name = 'x';",
    });
    await expect(bundleConsole(fixture.root, path.join(fixture.root, 'out'))).rejects.toThrow(message);
  });

  test('fails where code of Node got in, or a stylesheet is missing', async () => {
    using node = project({ ...small, 'console/main.tsx': "import './main.css'; import 'node:crypto';" });
    await expect(bundleConsole(node.root, path.join(node.root, 'out'))).rejects.toThrow('node:crypto');
    using bare = project({ ...small, 'console/main.tsx': "document.title = 'x';" });
    await expect(bundleConsole(bare.root, path.join(bare.root, 'out'))).rejects.toThrow('0 stylesheets');
  });
});
