import { openTable, type Table } from '../../functions/shared/ledger/store/table.ts';
import { nameIn, type Stage } from '../config/stage-name.ts';
import { stackRunFile, tableAt } from '../local/stack-run-file.ts';
import { invalidFlag } from './flags.ts';

/**
 * The table in which a stage's functions take their slots. Stage local is at the stack that runs on this machine; for
 * every other one region and credentials come from the environment, as for the AWS CLI. Throws InvalidInputError.
 */
export function openStageTable(stage: Stage): Table {
  if (!stage.isLocal) return openTable(nameIn(stage));
  const address = stackRunFile.read();
  if (address === undefined)
    throw invalidFlag('--stage', 'runs nowhere here', 'a local stack: start one with npm start');
  return tableAt(address);
}
