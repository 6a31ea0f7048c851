import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

// Making an RSA key takes long; one serves every stack of a test file.
const folder = await mkdtemp(join(tmpdir(), 'local-stack-keys-'));
afterAll(() => rm(folder, { recursive: true }));

export const sharedKeyFile = join(folder, 'issuer-key.json');
