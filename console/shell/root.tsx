import { useEffect, useState } from 'preact/hooks';
import { type App, AppContext } from '../app/context.ts';
import { readRoute } from '../app/route.ts';
import { loadTexts, shellSections } from '../texts/catalogue.ts';
import type { Language } from '../texts/languages.ts';
import { chooseLanguage } from './language-choice.ts';
import { PageView } from './page-view.tsx';
import { Shell } from './shell.tsx';

/** All of the page, once somebody is logged in. */
export function Root({ app }: { app: Omit<App, 'route'> }) {
  const [route, setRoute] = useState(() => readRoute(location.hash));
  const [language, setLanguage] = useState(app.language);
  useEffect(() => {
    const follow = () => setRoute(readRoute(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choose = async (chosen: Language) => {
    await loadTexts(chosen, shellSections);
    chooseLanguage(chosen);
    setLanguage(chosen);
  };
  return (
    <AppContext.Provider value={{ ...app, language, route }}>
      <Shell chooseLanguage={(chosen) => void choose(chosen)}>
        <PageView />
      </Shell>
    </AppContext.Provider>
  );
}
