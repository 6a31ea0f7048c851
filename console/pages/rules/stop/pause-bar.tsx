import { useTexts } from '../../../app/context.ts';
import { scopeWords } from '../../../texts/scope-words.ts';
import { Moment } from '../../../ui/moment.tsx';
import { UserText } from '../../../ui/user-text.tsx';
import { type Pause, usePause } from './pause-context.ts';

/** So many are told on every page. */
const shownMax = 3;

/** On every page: what is paused and why. That it could not be read is told too, and never as nothing. */
export function PauseBar() {
  const texts = useTexts('stop');
  const { answer } = usePause();
  const pauses = answer.state === 'ready' ? answer.body.pauses : [];
  const isUnknown = answer.state !== 'loading' && answer.error !== undefined;
  return (
    <div class="bar" role="status">
      {isUnknown && <p>{texts.unknown}</p>}
      {pauses.length > 0 && (
        <ul>
          {pauses.slice(0, shownMax).map((pause) => (
            <Line key={pause.scope} pause={pause} />
          ))}
          {pauses.length > shownMax && (
            <li>
              <a href="#/stop">{texts.more(pauses.length - shownMax)}</a>
            </li>
          )}
        </ul>
      )}
    </div>
  );
}

function Line({ pause: { scope, reason, by, at, resume } }: { pause: Pause }) {
  const texts = useTexts('stop');
  return (
    <li>
      <a href="#/stop">{texts.paused(scopeWords(scope, texts.scopes))}</a> <UserText text={reason} /> ({by},{' '}
      <Moment at={at} />){resume !== undefined && <> {texts.waitsForSecond(resume.by)}</>}
    </li>
  );
}
