import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { sharedAssembly } from '../../../support/shared-assembly.ts';

const root = path.resolve(import.meta.dirname, '../../../..');
const read = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), 'utf8'));

const packageSchema = v.looseObject({
  dependencies: v.record(v.string(), v.string()),
  devDependencies: v.record(v.string(), v.string()),
  optionalDependencies: v.record(v.string(), v.string()),
  overrides: v.record(v.string(), v.string()),
  allowScripts: v.record(v.string(), v.boolean()),
});
const lockSchema = v.looseObject({
  packages: v.record(
    v.string(),
    v.looseObject({
      version: v.string(),
      integrity: v.optional(v.string()),
      inBundle: v.optional(v.boolean(), false),
      hasInstallScript: v.optional(v.boolean(), false),
    }),
  ),
});

const own = v.parse(packageSchema, read('package.json'));
const { '': _root, ...packages } = v.parse(lockSchema, read('package-lock.json')).packages;

describe('the dependencies', () => {
  test('are pinned exactly', () => {
    const versions = [own.dependencies, own.devDependencies, own.optionalDependencies, own.overrides];
    const loose = versions
      .flatMap((group) => Object.entries(group))
      .filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
    expect(loose).toEqual([]);
  });

  test('have each a digest in the lock file', () => {
    const without = Object.entries(packages).filter(
      ([, { integrity, inBundle }]) => !inBundle && !integrity?.startsWith('sha512-'),
    );
    expect(Object.keys(packages).length).toBeGreaterThan(400);
    expect(without.map(([name]) => name)).toEqual([]);
  });

  test('run no script when they are installed', () => {
    const scripted = Object.entries(packages)
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([name]) => name.slice(name.lastIndexOf('node_modules/') + 'node_modules/'.length));
    expect(scripted.length).toBeGreaterThan(0);
    expect(scripted.filter((name) => own.allowScripts[name] !== false)).toEqual([]);
  });
});

describe('the checks of the delivery', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'supply-chain-'));
    for (const file of ['.secretlintrc.json', '.lockfile-lintrc.json', 'package-lock.json']) {
      cpSync(path.join(root, file), path.join(folder, file));
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Runs a program of node_modules in the folder. Its exit code and what it printed. */
  function run(script: string, ...args: string[]): { readonly status: number | null; readonly output: string } {
    const file = path.join(root, 'node_modules', script);
    const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], { cwd: folder, encoding: 'utf8' });
    return { status, output: `${stdout}${stderr}` };
  }
  const lockfileLint = path.join('lockfile-lint', 'bin', 'lockfile-lint.js');
  const secretlint = path.join('secretlint', 'bin', 'secretlint.js');

  test('take the lock file as it is, and refuse one that fetches from elsewhere', () => {
    expect(run(lockfileLint)).toMatchObject({ status: 0 });
    const lock = readFileSync(path.join(folder, 'package-lock.json'), 'utf8');
    const resolved = '"resolved": "https://packages.example.com/a.tgz",\n      "integrity": "sha512-';
    writeFileSync(path.join(folder, 'package-lock.json'), lock.replace('"integrity": "sha512-', resolved));
    const { status, output } = run(lockfileLint);
    expect(status).toBe(1);
    expect(output).toContain('packages.example.com');
  });

  test('find a key of the exchange, and do not print it', () => {
    const key = 'k'.repeat(32) + '7'.repeat(32);
    writeFileSync(path.join(folder, 'keys.json'), JSON.stringify({ apiKey: key }));
    const { status, output } = run(secretlint, 'keys.json');
    expect(status).toBe(1);
    expect(output).not.toContain(key);
  });

  test('find no key in what is deployed: the template and every asset', async () => {
    const assembly = await sharedAssembly();
    cpSync(assembly, path.join(folder, 'assembly'), { recursive: true });
    expect(run(secretlint, '--no-gitignore', 'assembly/**/*')).toMatchObject({ status: 0 });
    // It looks at bundles too: one with a key would be found.
    writeFileSync(path.join(folder, 'assembly', 'index.js'), `const key={secretKey:"${'s'.repeat(64)}"}`);
    expect(run(secretlint, '--no-gitignore', 'assembly/*.js')).toMatchObject({ status: 1 });
  });
});
