import type { Mutant } from './mutant.ts';

export const keepTheFirstLookAtTheDevices: Mutant = {
  name: 'keep the first look at the devices',
  file: 'withdrawal-release/release-withdrawal.ts',
  find: `      return send(dependencies, instruction, decision.content, inForce.policy);`,
  replace: `      return send(dependencies, instruction, decision.content, inForce);`,
  also: [
    {
      file: 'withdrawal-release/release-withdrawal.ts',
      find: `  content: OutgoingContent,
  policy: Policy,
): Promise<Instruction> {`,
      replace: `  content: OutgoingContent,
  first: ReleaseContext,
): Promise<Instruction> {
  const { policy } = first;`,
    },
    {
      file: 'withdrawal-release/release-withdrawal.ts',
      find: `    obstacle: (attempt) => obstacleTo(dependencies, instruction, { content, attempt, recorded }),`,
      replace: `    obstacle: (attempt) => obstacleTo(dependencies, instruction, { content, attempt, recorded }, first),`,
    },
    {
      file: 'withdrawal-release/release-withdrawal.ts',
      find: `  { content, attempt, recorded }: Leaving,
): Promise<HeldReason | undefined> {
  const inForce = await readInForce(dependencies, instruction);`,
      replace: `  { content, attempt, recorded }: Leaving,
  { signatures }: ReleaseContext,
): Promise<HeldReason | undefined> {
  const inForce = { ...(await readInForce(dependencies, instruction)), signatures };`,
    },
  ],
};
