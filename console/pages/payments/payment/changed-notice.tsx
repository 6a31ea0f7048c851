import { useTexts } from '../../../app/context.ts';
import type { Aspect } from './changes.ts';

interface ChangedNoticeProps {
  readonly changes: readonly Aspect[];
  /** The reader says that they read it anew. */
  readonly accept: () => void;
}

/** Something changed while somebody was reading. No decision is sent before they say that they saw it. */
export function ChangedNotice({ changes, accept }: ChangedNoticeProps) {
  const { changed: texts } = useTexts('payments');
  return (
    <section class="notice warn" role="alert">
      <p>
        <strong>{texts.title}</strong>
      </p>
      <ul>
        {changes.map((aspect) => (
          <li key={aspect}>{texts.aspects[aspect]}</li>
        ))}
      </ul>
      <p>{texts.todo}</p>
      <button type="button" onClick={accept}>
        {texts.accept}
      </button>
    </section>
  );
}
