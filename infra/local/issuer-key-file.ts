import path from 'node:path';

/** Signs the tokens that `npm run token` prints, and that the local stack takes. */
export const issuerKeyFile = path.resolve(import.meta.dirname, '../../.local/issuer-key.json');
