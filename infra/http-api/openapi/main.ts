import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { documentFile, documentText } from './document.ts';

// `npm run openapi`: writes the document of the HTTP API, which is kept beside the code.

await mkdir(path.dirname(documentFile), { recursive: true });
await writeFile(documentFile, documentText());
process.stdout.write(`Wrote ${path.relative(process.cwd(), documentFile)}\n`);
