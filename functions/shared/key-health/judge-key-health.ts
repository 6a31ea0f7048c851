import type { Millis } from '../core/clock.ts';
import type { KeyName } from '../core/key-names.ts';
import { classifyErrorCode } from '../exchange/error-codes.ts';
import type { OwnerResponse } from './ask-owner.ts';
import { type Finding, passingCodes, refusals, type Severity, severities } from './findings.ts';
import { judgeUse } from './judge-use.ts';
import { judgeWorking } from './judge-working.ts';
import type { KeyCheck } from './key-check.ts';

/** `unused`: it is not set, and nothing needs it. */
export type KeyVerdict = 'healthy' | 'unused' | Severity;

export interface KeyHealth {
  readonly key: KeyName;
  readonly verdict: KeyVerdict;
  readonly findings: readonly Finding[];
  readonly checkedAt: Millis;
  /** What the owner of the key found out, where it could be asked. */
  readonly check?: KeyCheck;
}

/** A key and what came back from its owner. */
export interface KeyCheckOutcome {
  readonly key: KeyName;
  /** Whether the policy in force needs it. */
  readonly isNeeded: boolean;
  readonly answer: OwnerResponse;
  readonly at: Millis;
}

/** Pure rule: what an owner's answer means for the people who look after the key. */
export function judgeKeyHealth({ key, isNeeded, answer, at }: KeyCheckOutcome): KeyHealth {
  if (answer.kind !== 'answered') return { key, checkedAt: at, ...withVerdict([ownerFinding(answer)]) };
  const { check } = answer;
  const about = { key, checkedAt: check.checkedAt, check };
  if (check.kind === 'not-set' && !isNeeded && check.usedAt === undefined) {
    return { ...about, verdict: 'unused', findings: [] };
  }
  return { ...about, ...withVerdict([...checkFindings(check), ...judgeUse(check)]) };
}

function withVerdict(findings: readonly Finding[]): Pick<KeyHealth, 'verdict' | 'findings'> {
  const isBroken = findings.some(({ code }) => severities[code] === 'broken');
  return { verdict: isBroken ? 'broken' : findings.length > 0 ? 'warning' : 'healthy', findings };
}

function ownerFinding(answer: Exclude<OwnerResponse, { kind: 'answered' }>): Finding {
  switch (answer.kind) {
    case 'timed-out':
      return { code: 'owner-timeout', message: 'The function that owns the key did not answer in time. See its log.' };
    case 'failed':
      return { code: 'owner-failed', message: `The function that owns the key failed: ${answer.error}. See its log.` };
    case 'malformed':
      return { code: 'owner-answer-malformed', message: `The owner's answer cannot be believed: ${answer.what}` };
  }
}

function checkFindings(check: KeyCheck): readonly Finding[] {
  switch (check.kind) {
    case 'works':
      return judgeWorking(check);
    case 'refused':
      return [refusalFinding(check.exchangeCode)];
    case 'unusable':
      return [{ code: unusableCode(check.code), message: check.message }];
    case 'not-set':
      return [{ code: 'not-set', message: 'The secret has no value, and the policy in force needs this key.' }];
    case 'unanswered':
      return [notAnsweredFinding(check.message)];
  }
}

function refusalFinding(exchangeCode: string): Finding {
  const known = refusals[exchangeCode];
  if (known !== undefined) return known;
  const { meaning } = classifyErrorCode(exchangeCode);
  if (passingCodes.has(exchangeCode)) return notAnsweredFinding(`The exchange answered ${exchangeCode}: ${meaning}.`);
  return { code: 'key-refused', message: `The exchange refuses the key with ${exchangeCode}: ${meaning}.` };
}

function notAnsweredFinding(why: string): Finding {
  return { code: 'not-answered', message: `Nothing is known of the key today. ${why}` };
}

function unusableCode(code: string): 'secret-unavailable' | 'secret-malformed' | 'signing-mode' {
  return code === 'secret-malformed' || code === 'signing-mode' ? code : 'secret-unavailable';
}
