import type { BodyOfResponse } from '../../../api/routes.ts';
import type { HealthTexts } from '../../../texts/en/health.ts';
import { durationWords } from '../policy/policy-value.ts';

export type HealthView = BodyOfResponse<'GET /health'>;
export type Check = HealthView['checks'][number];
/** Those that are judged by when they ran last. */
type CheckByAge = Exclude<Check, { readonly check: 'backlog' }>;
export type Standing = HealthView['state'];

/** What a check is about, in words. */
export function checkName(check: Check, texts: HealthTexts): string {
  switch (check.check) {
    case 'key':
      return texts.key(check.key);
    case 'account':
      return texts.account(check.account);
    case 'statements':
      return texts.statements(check.account);
    case 'deposits':
      return texts.deposits(check.list === 'all' ? '' : texts.lists[check.list === 'fiat' ? 'fiat' : 'crypto']);
    default:
      return texts.names[check.check];
  }
}

/** Never so far: a new stack has read nothing yet, which is not a fault. An item that cannot be read looks the same. */
export function hasNotRun(check: Check): check is CheckByAge {
  const hasFailed = check.check === 'account' && check.failed !== undefined;
  return check.check !== 'backlog' && check.state === 'unknown' && check.at === undefined && !hasFailed;
}

/** When what has not run yet will, and that nobody has to do anything before. */
export const firstRunWords = ({ check }: CheckByAge, texts: HealthTexts): string =>
  `${texts.firstRun[check]} ${texts.firstRunAdvice}`;

/** What is known of it beside its state, a sentence each. */
export function checkDetails(check: Check, texts: HealthTexts): readonly string[] {
  switch (check.check) {
    case 'key':
      return [
        ...(check.verdict === undefined ? [] : [texts.verdicts[check.verdict]]),
        ...check.findings.map(({ code, message }) => `${code}: ${message}`),
      ];
    case 'account':
      return check.failed === undefined ? [] : [texts.failed(check.failed.code)];
    case 'statements':
      return [
        ...(check.lastDay === undefined ? [] : [texts.lastDay(check.lastDay)]),
        ...(check.missingDays === undefined ? [] : [texts.missingDays(check.missingDays)]),
        ...(check.provisionalDay === undefined ? [] : [texts.provisional(check.provisionalDay)]),
      ];
    case 'export':
      return check.claimedAt === undefined ? [] : [texts.exportRuns];
    case 'backlog':
      return backlogDetails(check, texts);
    default:
      return [];
  }
}

type Backlog = Extract<Check, { check: 'backlog' }>;

function backlogDetails(backlog: Backlog, texts: HealthTexts): readonly string[] {
  const names = ['needsAttention', 'inDoubt', 'atExchange', 'approved', 'unreadable'] as const;
  const counts = names.map((name) => `${texts.backlog[name]}: ${backlog[name]}`);
  return backlog.complete ? counts : [...counts, texts.incomplete];
}

/** From which age on it is late and bad. Undefined where it is not judged by its age. */
export function limitWords(check: Check, texts: HealthTexts, language: string): string | undefined {
  if (check.check === 'backlog') return undefined;
  const words = (seconds: number) => durationWords(seconds * 1_000, language);
  return texts.limits(words(check.lateAfterSeconds), words(check.badAfterSeconds));
}

/** What is not well first, the worst at the top; else in the API's own order. */
export function byWeight(checks: readonly Check[]): readonly Check[] {
  const weight: Readonly<Record<Standing, number>> = { bad: 0, unknown: 1, late: 2, good: 3 };
  return checks.toSorted((one, other) => weight[one.state] - weight[other.state]);
}

/** The name of an alarm as the runbook's heading has it, such as `Tick not running`. */
export function runbookHeading(link: string): string {
  const words = link.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
