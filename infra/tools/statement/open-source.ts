import { parsePolicy } from '../../../functions/shared/ledger/policy/policy.ts';
import { openStageTable } from '../../command-line/stage-table.ts';
import type { Stage } from '../../config/stage-name.ts';
import { loadTreasury } from '../../config/stages.ts';
import type { Source } from './arguments.ts';
import { folderSource } from './folder-source.ts';
import type { StatementSource } from './statement-source.ts';
import { tableSource } from './table-source.ts';

/**
 * A stage's accounts are those of its configuration. Without a stage a folder has those that it has statements of. Throws
 * InvalidInputError.
 */
export async function openSource(source: Source): Promise<StatementSource> {
  const accounts = source.stage === undefined ? undefined : await accountsOf(source.stage);
  if (source.kind === 'folder') return folderSource(source.folder, accounts);
  return tableSource(openStageTable(source.stage), accounts ?? []);
}

async function accountsOf({ name }: Stage): Promise<readonly string[]> {
  const { policy } = await loadTreasury(name);
  return Object.keys(parsePolicy(JSON.parse(policy)).accounts);
}
