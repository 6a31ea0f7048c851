import * as v from 'valibot';
import { RunFile } from '../run-file.ts';

/** Where a running simulator says its address. */
export const exchangeRunFile = new RunFile('exchange.json', v.object({ url: v.string() }));
