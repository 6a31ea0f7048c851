import type { Mutant } from './mutant.ts';

export const fundTwice: Mutant = {
  name: 'fund twice',
  file: 'shared/ledger/funding/funding-id.ts',
  find: 'export function fundingIdOf(withdrawal: InstructionId): InstructionId {',
  replace: `let asked = 0;
export function fundingIdOf(withdrawal: InstructionId): InstructionId {
  asked += 1;
  if (asked % 5 === 0) return instructionId(\`\${withdrawal}.again\${suffix}\`);`,
};
