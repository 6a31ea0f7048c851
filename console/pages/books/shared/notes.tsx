import { useTexts } from '../../../app/context.ts';
import { Moment } from '../../../ui/moment.tsx';
import { UserText } from '../../../ui/user-text.tsx';
import { useFocusOnNew } from './use-focus-on-new.ts';

interface Note {
  readonly text: string;
  readonly by: string;
  readonly at: string;
}

/** What people wrote of a movement. */
export function Notes({ notes }: { notes: readonly Note[] }) {
  const texts = useTexts('books').note;
  const mark = useFocusOnNew(notes.length);
  return (
    <>
      <h4>{texts.title}</h4>
      {notes.length === 0 && <p class="quiet">{texts.none}</p>}
      <ul>
        {notes.map(({ text, by, at }, index) => (
          <li key={`${at} ${by} ${text}`} ref={mark(index)} tabIndex={-1}>
            <UserText text={text} />{' '}
            <span class="quiet">
              {texts.written(by)}, <Moment at={at} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
