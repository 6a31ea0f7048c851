import { useEffect, useRef } from 'preact/hooks';
import { useTexts } from '../../../app/context.ts';
import { scopeWords } from '../../../texts/scope-words.ts';
import { Moment } from '../../../ui/moment.tsx';
import { UserText } from '../../../ui/user-text.tsx';
import type { Paused } from './pause-context.ts';

/** That it is stopped, from when, and loudly where the name may be a wrong one. */
export function StopResult({ paused, another }: { paused: Paused; another: () => void }) {
  const texts = useTexts('stop');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const scope = scopeWords(paused.scope, texts.scopes);
  return (
    <div>
      <h3 ref={heading} tabIndex={-1}>
        {texts.paused(scope)}
      </h3>
      {paused.warning !== undefined && (
        <div class="notice bad" role="alert">
          <p>
            <strong>{texts.unknownName(paused.scope)}</strong>
          </p>
          <p>{texts.unknownNameAdvice}</p>
        </div>
      )}
      <p>
        {texts.inForceAt} <Moment at={paused.inForceAt} />
      </p>
      <p>{texts.goesOn}</p>
      <p>
        {texts.reason}: <UserText text={paused.reason} /> ({paused.by}, <Moment at={paused.at} />)
      </p>
      <div class="actions">
        <button type="button" onClick={another}>
          {texts.another}
        </button>
      </div>
    </div>
  );
}
