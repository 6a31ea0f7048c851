import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/* The pages of the documentation, and what can be read off their Markdown. */

const root = path.resolve(import.meta.dirname, '..', '..');

/** Every page, relative to the repository's root. */
export const pages: readonly string[] = [
  'README.md',
  'CHANGELOG.md',
  ...readdirSync(path.join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

export function readPage(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

/** The files below these folders whose names end so, relative to the repository's root. */
export function filesBelow(folders: readonly string[], ending: string): string[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith(ending))
      .map((name) => path.join(folder, name)),
  );
}

/** The part of a page under this heading of the second level. */
export function section(text: string, heading: string): string {
  const [, rest = ''] = text.split(`\n## ${heading}\n`);
  return rest.split('\n## ')[0] ?? '';
}

/** The rows of a text's tables: the codes that the first cell names, and the other cells. */
export function rowsOf(text: string): { codes: string[]; cells: string[] }[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => {
      const [first = '', ...cells] = line.slice(1, -1).split('|');
      return {
        codes: [...first.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code),
        cells: cells.map((c) => c.trim()),
      };
    });
}

/** A page without its blocks of code, in which every line counts as it stands. */
export function withoutCode(text: string): string {
  return text.replaceAll(/^ *```[\s\S]*?^ *```$/gm, '');
}

/** The links to other pages and headings. Those to other sites are not among them. */
export function linksOf(text: string): string[] {
  return [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !link.includes('://'));
}

/** The anchors that GitHub makes of a page's headings. */
export function anchorsOf(text: string): string[] {
  return [...withoutCode(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
