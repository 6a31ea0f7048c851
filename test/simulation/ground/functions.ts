import { moneyFunctions } from './money-functions.ts';
import { peopleFunctions } from './people-functions.ts';
import { whitelistFunctions } from './whitelist-functions.ts';

/** Every function under test: its time and its wiring. Where one has several routes, each of them stands here by itself. */
export const functionKinds = { ...moneyFunctions, ...peopleFunctions, ...whitelistFunctions } as const;

export type FunctionName = keyof typeof functionKinds;
