import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ConsoleConfiguration } from '../../functions/console/configuration.ts';
import type { ApiClient } from '../api/client.ts';
import type { Signer } from '../passkeys/signer.ts';
import type { Session } from '../session/session.ts';
import { type Section, type TextsOf, textsIn } from '../texts/catalogue.ts';
import type { Language } from '../texts/languages.ts';
import type { Me } from './me.ts';
import type { Route } from './route.ts';

/** What every page may use. */
export interface App {
  readonly configuration: ConsoleConfiguration;
  readonly session: Session;
  readonly api: ApiClient;
  readonly me: Me;
  readonly signer: Signer;
  readonly language: Language;
  readonly route: Route;
}

export const AppContext = createContext<App | undefined>(undefined);

export function useApp(): App {
  const app = useContext(AppContext);
  if (app === undefined) throw new TypeError('a page is shown within the app');
  return app;
}

/** The texts of a section that the page names. */
export function useTexts<Name extends Section>(section: Name): TextsOf<Name> {
  return textsIn(useApp().language, section);
}
