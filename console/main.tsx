import { render } from 'preact';
import { ApiClient } from './api/client.ts';
import { chosenLanguage } from './app/language-choice.ts';
import { readMe } from './app/read-me.ts';
import { Root } from './app/root.tsx';
import { readConfiguration } from './configuration.ts';
import { startSession } from './session/start.ts';
import { loadTexts, shellSections } from './texts/catalogue.ts';
import './styles/main.css';

const configuration = readConfiguration(document);
const language = chosenLanguage();

async function start(into: HTMLElement): Promise<void> {
  const texts = loadTexts(language, shellSections);
  const session = await startSession(configuration);
  const api = new ApiClient(session);
  const [me] = await Promise.all([readMe(session, api), texts]);
  render(<Root app={{ configuration, session, api, me, language }} />, into);
}

const into = document.querySelector<HTMLElement>('#app');
if (into !== null) await start(into);
