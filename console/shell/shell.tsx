import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { useApp, useTexts } from '../app/context.ts';
import { currentAt } from '../app/route.ts';
import { useAnswer } from '../app/use-answer.ts';
import { FailedStop } from '../pages/rules/stop/failed-stop.tsx';
import { PauseBar } from '../pages/rules/stop/pause-bar.tsx';
import { PauseContext } from '../pages/rules/stop/pause-context.ts';
import { StopButton } from '../pages/rules/stop/stop-button.tsx';
import { isLanguage, type Language, languages } from '../texts/languages.ts';
import { pages } from './pages.ts';

interface ShellProps {
  readonly chooseLanguage: (language: Language) => void;
  readonly children: ComponentChildren;
}

/** What stands around every page: where one can go, who is logged in, and the way to stop everything. */
export function Shell({ chooseLanguage, children }: ShellProps) {
  const texts = useTexts('shell');
  const content = useRef<HTMLElement>(null);
  const pause = useAnswer('GET /pause', {}, { everyMs: 30_000 });
  const [failedStop, setFailedStop] = useState<unknown>();
  return (
    <PauseContext.Provider value={{ ...pause, failedStop, setFailedStop }}>
      <button type="button" class="skip" onClick={() => content.current?.focus()}>
        {texts.skipToContent}
      </button>
      <header class="top">
        <Person />
        <LanguageChoice choose={chooseLanguage} />
        <StopButton />
      </header>
      <PauseBar />
      <FailedStop />
      <Navigation />
      <main ref={content} tabIndex={-1}>
        {children}
      </main>
    </PauseContext.Provider>
  );
}

function Person() {
  const { session, me, configuration } = useApp();
  const texts = useTexts('shell');
  return (
    <p class="person">
      <strong>{configuration.stage}</strong> <span>{texts.loggedInAs(me.person)}</span>{' '}
      <button type="button" class="small" onClick={() => void session.logOut()}>
        {texts.logOut}
      </button>
    </p>
  );
}

function LanguageChoice({ choose }: { choose: ShellProps['chooseLanguage'] }) {
  const { language } = useApp();
  const texts = useTexts('shell');
  return (
    <label class="language">
      <span>{texts.language}</span>
      <select
        value={language}
        onChange={({ currentTarget: { value } }) => {
          if (isLanguage(value)) choose(value);
        }}
      >
        {Object.entries(languages).map(([tag, name]) => (
          <option key={tag} value={tag} lang={tag}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Navigation() {
  const { route } = useApp();
  const texts = useTexts('shell');
  return (
    <nav aria-label={texts.navigation}>
      <ul>
        {pages.map(
          ({ pattern, navigation }) =>
            navigation !== undefined && (
              <li key={pattern}>
                <a href={`#${pattern}`} aria-current={currentAt(route.path, pattern)}>
                  {texts.pages[navigation]}
                </a>
              </li>
            ),
        )}
      </ul>
    </nav>
  );
}
