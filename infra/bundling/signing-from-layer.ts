import path from 'node:path';
import type { Plugin } from 'esbuild';
import { signingEntry, signingFolder, signingModule } from './signing-entry.ts';

/**
 * Leaves the signing code out of a function's bundle: its index becomes a require of the layer's file. Any other file
 * of that folder is refused, because importing it would carry a second copy of the signing code.
 */
export function signingFromLayer(root: string): Plugin {
  const folder = path.join(root, signingFolder) + path.sep;
  const entry = path.join(root, signingEntry);
  return {
    name: 'signing-from-layer',
    setup(build) {
      build.onResolve({ filter: /signing/ }, ({ path: wanted, resolveDir }) => {
        if (!wanted.startsWith('.') && !path.isAbsolute(wanted)) return undefined;
        const file = path.resolve(resolveDir, wanted);
        if (file === entry) return { path: signingModule, external: true };
        if (!`${file}${path.sep}`.startsWith(folder)) return undefined;
        return {
          errors: [{ text: `${path.relative(root, file)} is inside the signing layer; import ${signingEntry}` }],
        };
      });
    },
  };
}
