import type { Browser } from './browser.ts';

const otherTabs = new BroadcastChannel('logged-out');

export const thisBrowser: Browser = {
  fetch: (...all) => fetch(...all),
  storage: sessionStorage,
  now: () => Date.now(),
  isOnline: () => navigator.onLine,
  address: () => new URL(location.href),
  replaceAddress: (path) => history.replaceState(null, '', path),
  leaveFor: (address) => location.replace(address),
  onLeaving: (listener) => addEventListener('pagehide', listener),
  announceLogout: (person) => otherTabs.postMessage(person),
  onLogoutElsewhere: (listener) => otherTabs.addEventListener('message', ({ data }) => listener(String(data))),
};
