import type { PolicyTexts } from '../../../texts/en/policy.ts';
import type { Language } from '../../../texts/languages.ts';
import { groupDigits } from '../../../ui/group-digits.ts';
import { type PathPart, partsOf } from './policy-path.ts';
import { durationWords, type Leaf, unitWords } from './policy-value.ts';
import { readSchedule } from './schedule.ts';

/** Where something stands in the policy, in words. */
export function pathWords(path: string, texts: PolicyTexts, language: Language): string {
  const more = /^and (\d+) more$/.exec(path)?.[1];
  if (more !== undefined) return texts.andMore(more);
  return partsOf(path, texts.fields)
    .map((part) => partWords(part, texts, language))
    .join(' › ');
}

function partWords(part: PathPart, texts: PolicyTexts, language: Language): string {
  switch (part.kind) {
    case 'field':
      return texts.fields[part.field];
    case 'name':
      return part.name;
    case 'window':
      return texts.within(durationWords(part.ms, language));
    case 'over':
      return texts.over(groupDigits(part.quantity));
  }
}

/** Fields whose text is a quantity or a count. */
const quantities = /\.(perInstruction|amount|above|topUpTo|fixed|min|max|count|maxPerTransfer\.[^.]+)$/;

/** Fields with names of groups, which have no spaces in them. */
const groupNames = /(\.groups|^roles\.\w+)$/;

/** What stands there, in words. A text that is not known is shown as it is. */
export function valueWords({ path, value }: Leaf, texts: PolicyTexts, language: Language): string {
  if (path.endsWith('Ms') || /(^|\.)(sentLimitMs|depositLimitMs)\.[^.]+$/.test(path))
    return /^\d+$/.test(value) ? durationWords(Number(value), language) : value;
  if (path.endsWith('.schedule')) return scheduleWords(value, texts, language);
  if (path.endsWith('.percentage')) return `${value} %`;
  if (quantities.test(path)) return groupDigits(value);
  if (groupNames.test(path)) return value.replaceAll(' ', ', ');
  if (value === 'true' || value === 'false' || value === 'prove' || value === 'ask') return texts.values[value];
  return path.endsWith('.trigger') && value === 'deposit' ? texts.values.deposit : value;
}

/** When a sweep runs. */
export function scheduleWords(expression: string, texts: PolicyTexts, language: Language): string {
  const schedule = readSchedule(expression);
  switch (schedule.kind) {
    case 'every':
      return texts.every(unitWords(schedule, language));
    case 'daily':
      return texts.daily(schedule.time);
    case 'weekly':
      return texts.weekly(schedule.days, schedule.time);
    case 'other':
      return schedule.expression;
  }
}
