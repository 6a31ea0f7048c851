import { render } from 'preact';
import { ApiClient } from './api/client.ts';
import { readMe } from './app/read-me.ts';
import { readConfiguration } from './configuration.ts';
import { Signer } from './passkeys/signer.ts';
import type { Session } from './session/session.ts';
import { startSession } from './session/start.ts';
import { thisBrowser } from './session/this-browser.ts';
import { chosenLanguage } from './shell/language-choice.ts';
import type { NotIn } from './shell/login-view.tsx';
import { Root } from './shell/root.tsx';
import { loadTexts, shellSections } from './texts/catalogue.ts';
import { notLoaded } from './texts/not-loaded.ts';
import './styles/main.css';

const configuration = readConfiguration(document);
const language = chosenLanguage();

async function start(into: HTMLElement): Promise<void> {
  const texts = loadTexts(language, shellSections);
  const state = await startSession(configuration, thisBrowser);
  await texts;
  if (state.kind === 'leaving') return;
  if (state.kind === 'logged-in') await open(into, state.session);
  else await showLogin(into, state);
}

/** Everything, for somebody who is logged in and has a role. */
async function open(into: HTMLElement, session: Session): Promise<void> {
  const api = new ApiClient(session);
  const me = await readMe(session, api).catch((error: unknown) => ({ error }));
  if ('error' in me) {
    await showLogin(into, { kind: 'not-let-in', session, error: me.error });
    return;
  }
  const { stage, issuer, userClaim } = configuration;
  const person = { by: me.person, issuer, claim: userClaim };
  const signer = new Signer(api, { person, stage, asksForAll: me.signsAll });
  render(<Root app={{ configuration, session, api, me, signer, language }} />, into);
}

async function showLogin(into: HTMLElement, state: NotIn): Promise<void> {
  const [{ LoginView }] = await Promise.all([import('./shell/login-view.tsx'), loadTexts(language, ['login'])]);
  render(<LoginView state={state} language={language} />, into);
}

// A browser may show the page as it was before somebody logged out.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload();
});

const into = document.querySelector<HTMLElement>('#app');
if (into !== null) {
  await start(into).catch((error: unknown) => {
    // Such as a network that went away, or a file of a version that is gone. The texts may not be there either.
    into.textContent = notLoaded[language];
    throw error;
  });
}
