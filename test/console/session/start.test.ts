/// <reference path="../../../infra/local/identity-provider/oidc-provider.d.ts" />
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from '../../../console/session/browser.ts';
import type { SessionState } from '../../../console/session/session.ts';
import { startSession } from '../../../console/session/start.ts';
import { audience, consoleUrl, issuer, type LocalLogin, startLocalLogin } from '../../support/local-login.ts';
import { LoginVisitor } from '../../support/login-visitor.ts';
import { MemoryStorage } from './memory-storage.ts';

/** A tab: where it is, where it was sent, and how late it thinks it is. */
class Tab implements Browser {
  readonly storage = new MemoryStorage();
  readonly fetch: typeof fetch;
  href: string;
  leftFor = '';
  clockErrorMs = 0;
  isOnlineNow = true;

  constructor(href = `${consoleUrl}/#/payments/inv-42`, fetcher: typeof fetch = (...all) => fetch(...all)) {
    this.href = href;
    this.fetch = fetcher;
  }

  now = () => Date.now() + this.clockErrorMs;
  isOnline = () => this.isOnlineNow;
  address = () => new URL(this.href);
  replaceAddress = (path: string) => {
    this.href = new URL(path, this.href).href;
  };
  leaveFor = (address: string) => {
    this.leftFor = address;
  };
  leave: () => void = () => undefined;
  onLeaving = (listener: () => void) => {
    this.leave = listener;
  };
  announceLogout = () => undefined;
  onLogoutElsewhere = () => undefined;
}

describe('the console’s login', () => {
  let login: LocalLogin;

  beforeAll(async () => {
    login = await startLocalLogin();
  });
  afterAll(() => login.provider.close());

  const configuration = () => ({
    ...{ stage: 'local', issuer, clientId: audience, audience, scope: 'openid email offline_access' },
    ...({ token: 'id', userClaim: 'email', groupsClaim: 'groups', discovery: login.provider.discoveryUrl } as const),
  });

  /** Leaves for the provider, and comes back as `person`. */
  async function comeBack(tab: Tab, person = 'bob@example.com'): Promise<void> {
    expect(await startSession(configuration(), tab)).toEqual({ kind: 'leaving' });
    tab.href = await new LoginVisitor().logIn(tab.leftFor, person);
  }

  const start = (tab: Tab, changes: { readonly issuer?: string; readonly token?: 'access' } = {}) =>
    startSession({ ...configuration(), ...changes }, tab);
  const problemIn = (state: SessionState) => (state.kind === 'failed' ? state.problem.kind : state.kind);

  test.each([{}, { token: 'access' } as const])(
    'ends where it began, with a token for the API: %p',
    async (changes) => {
      const tab = new Tab();
      await comeBack(tab);
      const state = await start(tab, changes);
      if (state.kind !== 'logged-in') throw new Error(state.kind);
      expect([tab.href, tab.storage.length]).toEqual([`${consoleUrl}/#/payments/inv-42`, 0]);
      expect([state.session.person, state.session.groups]).toEqual(['bob@example.com', ['treasury']]);
      const [token, fresh] = [await state.session.token(), await state.session.token({ isFresh: true })];
      expect([(await login.decide(token)).kind, (await login.decide(fresh)).kind]).toEqual(['allowed', 'allowed']);
    },
  );

  test('begun with a logout shows that, and forgets what was there', async () => {
    const tab = new Tab();
    await comeBack(tab);
    const state = await start(tab);
    if (state.kind !== 'logged-in') throw new Error(state.kind);
    await state.session.logOut();
    expect(tab.leftFor).toMatch(/\/session\/end\?client_id=treasury&post_logout_redirect_uri=.*&id_token_hint=ey/);
    await expect(state.session.token()).rejects.toThrow('expired');
    tab.href = `${consoleUrl}/`;
    expect((await start(tab)).kind).toBe('logged-out');
    expect((await start(tab)).kind).toBe('leaving');
  });

  test('that was ended is not begun anew by what the page still reads, and keeps nothing that was typed', async () => {
    const tab = new Tab();
    await comeBack(tab);
    const state = await start(tab);
    if (state.kind !== 'logged-in') throw new Error(state.kind);
    await state.session.logOut();
    const logout = tab.leftFor;
    tab.clockErrorMs = 3_600_000;
    await expect(state.session.token()).rejects.toThrow('expired');
    state.session.drafts.write('ask', { quantity: '1' });
    tab.leave();
    expect([tab.leftFor, tab.storage.length]).toEqual([logout, 1]);
    expect(tab.storage.getItem('logged-out')).toBe('yes');
  });

  test('is refused with another state, also where the code is right', async () => {
    const tab = new Tab();
    await comeBack(tab);
    tab.href = tab.href.replace(/state=[^&]+/, 'state=other');
    expect(problemIn(await start(tab))).toBe('foreign');
    expect([tab.href, tab.storage.length]).toEqual([`${consoleUrl}/#/payments/inv-42`, 0]);
  });

  test('is refused with another nonce', async () => {
    const tab = new Tab();
    await comeBack(tab);
    const attempt = JSON.parse(tab.storage.getItem('login-attempt') ?? '');
    tab.storage.setItem('login-attempt', JSON.stringify({ ...attempt, nonce: 'other' }));
    expect(problemIn(await start(tab))).toBe('foreign');
  });

  test('is refused in the name of another issuer', async () => {
    const tab = new Tab();
    await comeBack(tab);
    const answer = tab.href.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Fevil.example.com');
    expect(problemIn(await start(Object.assign(tab, { href: answer })))).toBe('foreign');
    expect(problemIn(await start(new Tab(), { issuer: 'https://evil.example.com' }))).toBe('misconfigured');
  });

  test('is over after it was used, and where it was begun elsewhere', async () => {
    const tab = new Tab();
    await comeBack(tab);
    const [answer, attempt] = [tab.href, tab.storage.getItem('login-attempt') ?? ''];
    expect(problemIn(await start(tab))).toBe('logged-in');
    expect(problemIn(await start(Object.assign(tab, { href: answer })))).toBe('over');
    tab.storage.setItem('login-attempt', attempt);
    expect(problemIn(await start(Object.assign(tab, { href: answer })))).toBe('over');
  });

  test('says that it was cancelled, and can be begun again', async () => {
    const tab = new Tab();
    await start(tab);
    tab.href = await new LoginVisitor().cancel(tab.leftFor);
    const state = await start(tab);
    expect(problemIn(state)).toBe('cancelled');
    tab.leftFor = '';
    if (state.kind === 'failed') await state.logIn();
    expect(tab.leftFor).toContain('/auth?');
  });

  test('says that a clock is wrong', async () => {
    const tab = new Tab();
    await comeBack(tab);
    tab.clockErrorMs = -3_600_000;
    expect(problemIn(await start(tab))).toBe('clock');
  });

  test('says whether this device or the provider has no network', async () => {
    const tab = new Tab(undefined, async () => {
      throw new TypeError('fetch failed');
    });
    expect(problemIn(await start(tab))).toBe('provider-away');
    tab.isOnlineNow = false;
    expect(problemIn(await start(tab))).toBe('offline');
  });

  test('never goes over a network in the clear', async () => {
    const tab = new Tab('https://treasury.example.com/');
    expect(problemIn(await start(tab))).toBe('misconfigured');
    expect(tab.leftFor).toBe('');
  });
});
