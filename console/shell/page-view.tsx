import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useApp, useTexts } from '../app/context.ts';
import type { PageProps } from '../app/page.ts';
import { loadTexts } from '../texts/catalogue.ts';
import type { Language } from '../texts/languages.ts';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { PageBoundary } from './page-boundary.tsx';
import { pageAt } from './pages.ts';

type Loaded =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: unknown }
  | {
      readonly state: 'ready';
      readonly Page: FunctionComponent<PageProps>;
      readonly pattern: string;
      readonly language: Language;
    };

/** The page of the address, once its code and its texts are there. */
export function PageView() {
  const { route, language } = useApp();
  const texts = useTexts('shell');
  const [loaded, setLoaded] = useState<Loaded>({ state: 'loading' });
  const found = pageAt(route.path);
  const pattern = found?.page.pattern;
  useEffect(() => {
    if (found === undefined) return undefined;
    let isWanted = true;
    const { page } = found;
    Promise.all([page.load(), loadTexts(language, page.sections)]).then(
      ([{ Page }]) => isWanted && setLoaded({ state: 'ready', Page, pattern: page.pattern, language }),
      (error: unknown) => isWanted && setLoaded({ state: 'failed', error }),
    );
    return () => {
      isWanted = false;
    };
  }, [pattern, language]);
  if (found === undefined) return <NotFound />;
  if (loaded.state === 'failed')
    return <Failure error={loaded.error} retry={{ label: texts.reload, run: () => location.reload() }} />;
  if (loaded.state === 'loading' || loaded.pattern !== pattern || loaded.language !== language) return <Loading />;
  const { Page } = loaded;
  // Another thing of the same kind is another page: nothing that was typed for one is left for the other.
  return (
    <PageBoundary key={route.path}>
      <Page parameters={found.parameters} query={route.query} />
    </PageBoundary>
  );
}

function NotFound() {
  const texts = useTexts('shell');
  return (
    <section>
      <h1 tabIndex={-1}>{texts.notFound}</h1>
      <a href="#/">{texts.toStart}</a>
    </section>
  );
}
