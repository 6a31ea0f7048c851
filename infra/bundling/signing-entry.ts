/** The folder that only the layer holds, and the one file of it that others may import. */
export const signingFolder = 'functions/shared/signing';
export const signingEntry = 'functions/shared/signing/index.ts';

/** Where Lambda unpacks the layer, and so what the functions require. */
export const signingModule = '/opt/nodejs/signing/index.js';
