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
  const [failed, setFailed] = useState<{ readonly chosen: Language; readonly error: unknown }>();
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
      setFailed({ chosen, error });
      return;
    }
    setFailed(undefined);
    chooseLanguage(chosen);
    setLanguage(chosen);
  };
  return (
    <AppContext.Provider value={{ ...app, language, route }}>
      <Shell chooseLanguage={(chosen) => void choose(chosen)}>
        {failed !== undefined && <LanguageFailed error={failed.error} retry={() => void choose(failed.chosen)} />}
        <PageView />
      </Shell>
    </AppContext.Provider>
  );
}

/** The page stays in the language that it was in. */
function LanguageFailed({ error, retry }: { error: unknown; retry: () => void }) {
  const texts = useTexts('shell');
  return <Failure error={error} retry={{ label: texts.retry, run: retry }} />;
}
