import { render } from 'preact';
import { ApiClient } from './api/client.ts';
import { rolesOf } from './app/me.ts';
import { readConfiguration } from './configuration.ts';
import { startSession } from './session/start.ts';
import { chosenLanguage } from './shell/language-choice.ts';
import { Root } from './shell/root.tsx';
import { loadTexts } from './texts/catalogue.ts';
import './styles/main.css';

const configuration = readConfiguration(document);
const language = chosenLanguage();

async function start(into: HTMLElement): Promise<void> {
  const texts = loadTexts(language, ['shell']);
  const session = await startSession(configuration);
  const api = new ApiClient(session);
  const [{ body }] = await Promise.all([api.call('GET /policy', {}), texts]);
  const { person, groups } = session;
  const me = { person, groups, roles: rolesOf(groups, body.inForce.policy.roles) };
  render(<Root app={{ configuration, session, api, me, language }} />, into);
}

const into = document.querySelector<HTMLElement>('#app');
if (into !== null) await start(into);
