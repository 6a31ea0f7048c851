/** The functions of the stack. The name is also the end of its Lambda name. */
export const functionNames = [
  'deposit-address',
  'asset-transfer',
  'withdrawal-request',
  'withdrawal-release',
  'reconciliation',
  'instructions',
  'approval',
  'pause',
  'whitelist',
  'policy',
  'key-health',
  'task-outcome',
  'ledger-export',
] as const;

export type FunctionName = (typeof functionNames)[number];

/** The file that each function's bundle begins with, relative to the repository's root. */
export const functionEntries: Readonly<Record<FunctionName, string>> = {
  'deposit-address': 'functions/deposit-address/handler.ts',
  'asset-transfer': 'functions/asset-transfer/handler.ts',
  'withdrawal-request': 'functions/withdrawal-request/handler.ts',
  'withdrawal-release': 'functions/withdrawal-release/handler.ts',
  reconciliation: 'functions/reconciliation/handler.ts',
  instructions: 'functions/instructions/handler.ts',
  approval: 'functions/approval/handler.ts',
  pause: 'functions/pause/handler.ts',
  whitelist: 'functions/whitelist/handler.ts',
  policy: 'functions/policy/handler.ts',
  'key-health': 'functions/key-health/handler.ts',
  'task-outcome': 'functions/task-outcome/handler.ts',
  'ledger-export': 'functions/ledger-export/handler.ts',
};

/** The folder that only the layer holds, and the one file of it that others may import. */
export const signingFolder = 'functions/shared/signing';
export const signingEntry = 'functions/shared/signing/index.ts';

/** Where Lambda unpacks the layer, and so what the functions require. */
export const signingModule = '/opt/nodejs/signing/index.js';
