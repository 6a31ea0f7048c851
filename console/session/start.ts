import * as oauth from 'oauth4webapi';
import type { ConsoleConfiguration } from '../../functions/console/configuration.ts';
import { LoginExpiredError, UnansweredError } from '../api/errors.ts';
import type { Browser } from './browser.ts';
import { Drafts } from './drafts.ts';
import { keepAttempt, ownPlace, takeAttempt } from './login-attempt.ts';
import { LoginError, problemOf } from './login-problem.ts';
import { ProviderClient, type Tokens } from './provider-client.ts';
import type { Session, SessionState } from './session.ts';
import { TokenKeeper } from './token-keeper.ts';

/** Somebody logged out in this tab, and is not logged in again by himself. */
const loggedOutKey = 'logged-out';

/** A login that ran out sooner than that would only run out again. */
const shortestLoginMs = 60_000;

/** Finds out who is logged in: by what the provider sent back, or else by leaving for its login. */
export async function startSession(configuration: ConsoleConfiguration, browser: Browser): Promise<SessionState> {
  const provider = new ProviderClient(configuration, browser);
  const login = { provider, browser };
  const answer = browser.address().searchParams;
  const isAnswer = answer.has('code') || answer.has('error');
  const isLoggedOut = browser.storage.getItem(loggedOutKey) !== null;
  browser.storage.removeItem(loggedOutKey);
  if (isAnswer) return await finish(login, answer);
  return isLoggedOut ? { kind: 'logged-out', logIn: () => begin(login) } : await begin(login);
}

interface Login {
  readonly provider: ProviderClient;
  readonly browser: Browser;
}

/** Leaves for the provider. */
async function begin(login: Login): Promise<SessionState> {
  return await leave(login).catch((error: unknown) => failed(login, error));
}

async function leave({ provider, browser }: Login): Promise<SessionState> {
  const attempt = {
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    verifier: oauth.generateRandomCodeVerifier(),
    returnTo: ownPlace(browser.address().hash),
  };
  const address = await provider.loginAddress(attempt);
  keepAttempt(browser.storage, attempt);
  browser.leaveFor(address);
  return { kind: 'leaving' };
}

/** Somebody came back from the provider. */
async function finish(login: Login, answer: URLSearchParams): Promise<SessionState> {
  const { provider, browser } = login;
  const attempt = takeAttempt(browser.storage);
  // The code stays neither in the address nor in the history.
  browser.replaceAddress(`/${attempt?.returnTo ?? '#/'}`);
  try {
    if (attempt === undefined) throw new LoginError({ kind: 'over' });
    const tokens = await provider.redeem(answer, attempt);
    return { kind: 'logged-in', session: sessionOf(login, tokens) };
  } catch (error) {
    return failed(login, error);
  }
}

function failed(login: Login, error: unknown): SessionState {
  return { kind: 'failed', problem: problemOf(error), logIn: () => begin(login) };
}

function sessionOf(login: Login, tokens: Tokens): Session {
  const { provider, browser } = login;
  const { person, groups } = tokens.facts;
  const keeper = new TokenKeeper(provider, tokens, browser);
  const drafts = new Drafts(browser.storage, person);
  let isOver = false;
  const forget = () => {
    isOver = true;
    keeper.forget();
    drafts.forget();
    browser.storage.setItem(loggedOutKey, 'yes');
  };
  // What is typed while the page is still there after a logout is nobody's.
  browser.onLeaving(() => {
    if (!isOver) drafts.keep();
  });
  browser.onLogoutElsewhere((who) => {
    if (who !== person) return;
    forget();
    browser.leaveFor('/');
  });
  let leaving: Promise<unknown> | undefined;
  const token = async ({ isFresh } = { isFresh: false }): Promise<string> =>
    await keeper.token(isFresh).catch(async (error: unknown) => {
      const isOld = browser.now() - tokens.receivedAt > shortestLoginMs;
      // Nobody is in the middle of something: the provider knows them, and they are back at once. After a logout the
      // tab is on its way to the provider, which is to forget them: no login comes in its way.
      if (error instanceof LoginExpiredError && isOld && drafts.isEmpty && !isOver) {
        leaving ??= leave(login);
        await leaving.catch(() => undefined);
      }
      throw error;
    });
  return {
    person,
    groups,
    drafts,
    token,
    logInAgain: async () => {
      await leave(login).catch((cause: unknown) => {
        throw new UnansweredError('offline', { cause });
      });
    },
    logOut: async () => {
      const { idToken } = keeper;
      forget();
      browser.announceLogout(person);
      const address = await provider.logoutAddress(idToken).catch(() => undefined);
      browser.leaveFor(address ?? '/');
    },
  };
}
