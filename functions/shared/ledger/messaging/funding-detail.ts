import { fundingIdOf } from '../funding/funding-id.ts';
import type { Content } from '../instruction/content.ts';

/** What ties a withdrawal and the transfer that funds it to one another, for events. */
export function fundingDetail(content: Content): Readonly<Record<string, string>> {
  if ('funds' in content) return { funds: content.funds };
  return 'fundFrom' in content ? { fundedBy: fundingIdOf(content.instructionId) } : {};
}
