import { useApp } from '../app/context.ts';

/** A moment in the reader's own time zone, with that zone; the exact one in UTC is at hand. */
export function Moment({ at }: { at: string }) {
  const { language } = useApp();
  const format = new Intl.DateTimeFormat(language, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  return (
    <time dateTime={at} title={at}>
      {format.format(new Date(at))}
    </time>
  );
}
