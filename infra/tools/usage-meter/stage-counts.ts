import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { loadTreasury } from '../../config/stages.ts';
import { synthesize } from '../../synthesize.ts';
import type { UsageData } from '../cost/usage/usage-data.ts';
import { countStage } from './count-stage.ts';

/** The stage whose template is counted: as large as one that is deployed. */
const stage = 'sandbox';
/** One in each of two zones, as a stage has that says nothing else. */
const natGateways = 2;

/** Counts a stage as it is deployed, without and with a static address. */
export async function stageCounts(folder: string): Promise<Pick<UsageData, 'stage' | 'stageWithEgress'>> {
  const treasury = await loadTreasury(stage);
  const { egress: _, ...plain } = treasury;
  const template = await templateOf(path.join(folder, 'plain'), plain);
  const withEgress = await templateOf(path.join(folder, 'egress'), { ...plain, egress: { natGateways } });
  return { stage: countStage(template), stageWithEgress: countStage(withEgress) };
}

async function templateOf(outdir: string, treasury: Awaited<ReturnType<typeof loadTreasury>>): Promise<unknown> {
  const { directory, stackName } = await synthesize({ stage, treasury, outdir });
  return JSON.parse(await readFile(path.join(directory, `${stackName}.template.json`), 'utf8'));
}
