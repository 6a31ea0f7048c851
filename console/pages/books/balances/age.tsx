import { useApp } from '../../../app/context.ts';
import { ageParts } from './balances-view.ts';

/** How long ago something was, such as `3 minutes ago`. */
export function Age({ seconds }: { seconds: number }) {
  const { language } = useApp();
  const { count, unit } = ageParts(seconds);
  return <span>{new Intl.RelativeTimeFormat(language).format(-count, unit)}</span>;
}
