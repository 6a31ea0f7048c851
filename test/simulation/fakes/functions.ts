import { moneyFunctions } from '../ground/money-functions.ts';
import { peopleFunctions } from '../ground/people-functions.ts';
import { whitelistFunctions } from '../ground/whitelist-functions.ts';

/** Every function under test: its time and its wiring. Where one has several routes, each of them stands here by itself. */
export const functionDefinitions = { ...moneyFunctions, ...peopleFunctions, ...whitelistFunctions } as const;

export type FunctionName = keyof typeof functionDefinitions;
