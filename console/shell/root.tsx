import { useEffect, useState } from 'preact/hooks';
import { type App, AppContext, useTexts } from '../app/context.ts';
import { readRoute } from '../app/route.ts';
import { loadTexts, shellSections } from '../texts/catalogue.ts';
import type { Language } from '../texts/languages.ts';
import { Failure } from '../ui/failure.tsx';
import { chooseLanguage } from './language-choice.ts';
import { PageView } from './page-view.tsx';
import { Shell } from './shell.tsx';

/** All of the page, once somebody is logged in. */
export function Root({ app }: { app: Omit<App, 'route'> }) {
  const [route, setRoute] = useState(() => readRoute(location.hash));
  const [language, setLanguage] = useState(app.language);
  const [failure, setFailure] = useState<unknown>();
  useEffect(() => {
    const follow = () => setRoute(readRoute(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choose = async (chosen: Language) => {
    try {
      await loadTexts(chosen, shellSections);
    } catch (error) {
      setFailure(error);
      return;
    }
    setFailure(undefined);
    chooseLanguage(chosen);
    setLanguage(chosen);
  };
  return (
    <AppContext.Provider value={{ ...app, language, route }}>
      <Shell chooseLanguage={(chosen) => void choose(chosen)}>
        {failure !== undefined && <LanguageFailed error={failure} />}
        <PageView />
      </Shell>
    </AppContext.Provider>
  );
}

/** The page stays in the language that it was in. A browser asks for a file that failed again only after a reload. */
function LanguageFailed({ error }: { error: unknown }) {
  const texts = useTexts('shell');
  return <Failure error={error} retry={{ label: texts.reload, run: () => location.reload() }} />;
}
