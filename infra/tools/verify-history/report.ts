import type { Millis } from '../../../functions/shared/core/clock.ts';
import type { PasskeyGround } from '../../../functions/shared/ledger/passkeys/passkey-settings.ts';
import type { HistoryCheck } from './history-check.ts';
import type { RegistryCheck } from './registry-check.ts';
import type { SignatureCheck } from './signature-check.ts';
import type { Finding } from './verify-item.ts';
import type { StatementVerification } from './verify-statements.ts';

/* What each check prints. Each answers how many findings there are. */

export function reportHistories(check: HistoryCheck): number {
  const { instructions, entries, findings } = check.result();
  printFindings(findings);
  process.stdout.write(
    `${instructions} instructions and ${entries} whitelist entries checked, ${findings.length} broken\n`,
  );
  return findings.length;
}

export function reportSignatures(check: SignatureCheck, ground: PasskeyGround | undefined): number {
  if (check.isEmpty && ground === undefined) return 0;
  if (ground === undefined) {
    process.stdout.write(
      'signatures of devices are not verified: --roots FILE or --roots-of STAGE names the first devices\n',
    );
    return 0;
  }
  const { devices, signatures, proven, findings } = check.verify(ground);
  for (const line of proven) process.stdout.write(`${line}\n`);
  printFindings(findings);
  process.stdout.write(`${signatures} signatures and ${devices} devices verified, ${findings.length} do not count\n`);
  return findings.length;
}

/** What nobody wrote a head of is not wrong, but less is shown by it: that has to be said. */
export function reportRegistry(check: RegistryCheck, until: Millis | undefined): number {
  const { heads, statements, findings } = check.verify(until);
  printFindings(findings);
  if (heads + statements === 0) {
    process.stdout.write('no head of the registry of devices is there: what was taken back unseen cannot be found\n');
    return 0;
  }
  const kept = until === undefined ? '' : `${heads} heads of the registry of devices and `;
  process.stdout.write(`${kept}${statements} in statements checked, ${findings.length} problems\n`);
  return findings.length;
}

export function reportStatements(stated: StatementVerification, areCompared: boolean): number {
  const { statements, accounts, findings, remarks } = stated;
  for (const remark of remarks) process.stdout.write(`${remark}\n`);
  printFindings(findings);
  const compared = areCompared ? ' and compared with the ledger' : '';
  process.stdout.write(
    `${statements} statements of ${accounts} accounts checked${compared}, ${findings.length} problems\n`,
  );
  return findings.length;
}

function printFindings(findings: readonly Finding[]): void {
  for (const { item, version, problem } of findings) {
    process.stdout.write(`${item}${version === undefined ? '' : `, version ${version}`}: ${problem}\n`);
  }
}
