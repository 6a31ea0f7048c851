import { useTexts } from '../../../app/context.ts';
import type { EntryStatus } from './order.ts';

/** Where a destination stands, in words. */
export function StatusMark({ status }: { status: EntryStatus }) {
  const texts = useTexts('requests');
  return <span class={`status ${status}`}>{texts.statuses[status]}</span>;
}
