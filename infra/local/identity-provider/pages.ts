import { escapeHtml, type Page, page } from './page.ts';
import type { LoginPerson } from './people.ts';

/** Who do you want to be? Each person is a button. `formTargets`: where the login may end. */
export function loginPage(people: readonly LoginPerson[], formTargets: readonly string[]): Page {
  const main = `<p>This is the login of the local stack. It stands for your company's, and asks for no password.</p>
<form method="post">
<ul>
${people.map(personItem).join('\n')}
</ul>
<button name="cancel" value="yes">Cancel</button>
</form>`;
  return page({ title: 'Who are you?', main, formTargets });
}

function personItem({ name, email, groups, mayDo }: LoginPerson): string {
  const what = mayDo.length === 0 ? 'has no role' : mayDo.join('; ');
  return `<li><button name="person" value="${escapeHtml(email)}">
<span class="name">${escapeHtml(name)}</span>
<span>${escapeHtml(email)}, ${groups.length === 1 ? 'group' : 'groups'}: ${escapeHtml(groups.join(', '))}</span>
<span>${escapeHtml(what)}</span>
</button></li>`;
}

/** `form` is the provider's own. Where the console asked for it, the page answers by itself. */
export function logoutPage(form: string, isAsked: boolean, formTargets: readonly string[]): Page {
  const main = `<p>The console has forgotten you. The login of the local stack still knows you.</p>
${form.replace('</form>', '<input type="hidden" name="logout" value="yes"><button>Log out</button></form>')}`;
  const script = 'document.forms[0].submit()';
  return page({ title: 'Log out', main, formTargets, ...(isAsked ? { script } : {}) });
}

export function loggedOutPage(): Page {
  return page({ title: 'You are logged out', main: '<p>Open the console to log in again.</p>' });
}

/** What the provider says of a request that it refuses. */
export function refusalPage(shown: Readonly<Record<string, string>>): Page {
  const rows = Object.entries(shown).map(([name, text]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(text)}</dd>`);
  const main = `<p role="alert">The login cannot go on. Open the console again, and log in from there.</p>
<dl>${rows.join('')}</dl>`;
  return page({ title: 'This login is refused', main });
}

export function lostLoginPage(): Page {
  const main = '<p role="alert">This login is over or was begun elsewhere. Open the console again to log in.</p>';
  return page({ title: 'This login is over', main });
}
