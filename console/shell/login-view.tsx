import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { LoginProblem } from '../session/login-problem.ts';
import type { Session, SessionState } from '../session/session.ts';
import { textsIn } from '../texts/catalogue.ts';
import type { LoginTexts } from '../texts/en/login.ts';
import type { Language } from '../texts/languages.ts';
import { failureWords } from '../ui/failure.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

/** Why nothing of the treasury can be shown yet. */
export type NotIn =
  | Exclude<SessionState, { kind: 'logged-in' }>
  /** Somebody is logged in who may do nothing. */
  | { readonly kind: 'without-role'; readonly session: Session }
  /** Somebody is logged in, and the API does not take their token. */
  | { readonly kind: 'not-let-in'; readonly session: Session; readonly error: unknown };

/** What is shown while nobody can work: why, and what to do. */
export function LoginView({ state: first, language }: { state: NotIn; language: Language }) {
  const texts = textsIn(language, 'login');
  const [state, setState] = useState(first);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = texts.title;
  }, [language]);
  const logIn = (begin: () => Promise<SessionState>) => {
    setState({ kind: 'leaving' });
    void begin().then((next) => {
      if (next.kind !== 'logged-in') setState(next);
    });
  };
  return (
    <main class="login">
      <PageHeading text={texts.title} />
      {state.kind === 'leaving' && <p role="status">{texts.leaving}</p>}
      {state.kind === 'logged-out' && (
        <>
          <p role="status">{texts.loggedOut}</p>
          <p>{texts.loggedOutElsewhere}</p>
          <LogInButton label={texts.logIn} run={() => logIn(state.logIn)} />
        </>
      )}
      {state.kind === 'failed' && (
        <>
          <p class="notice bad" role="alert">
            {wordsOf(state.problem, texts)}
          </p>
          <LogInButton label={texts.logInAgain} run={() => logIn(state.logIn)} />
        </>
      )}
      {state.kind === 'without-role' && (
        <NotLetIn session={state.session} texts={texts}>
          <WithoutRole session={state.session} texts={texts} />
        </NotLetIn>
      )}
      {state.kind === 'not-let-in' && (
        <NotLetIn session={state.session} texts={texts}>
          <p>{failureWords(state.error, textsIn(language, 'shell').failure)}</p>
        </NotLetIn>
      )}
    </main>
  );
}

function LogInButton({ label, run }: { label: string; run: () => void }) {
  return (
    <button type="button" class="main" onClick={run}>
      {label}
    </button>
  );
}

interface NotLetInProps {
  readonly session: Session;
  readonly texts: LoginTexts;
}

/** Why somebody who is logged in sees nothing, and how to come in as somebody else. */
function NotLetIn({ session, texts, children }: NotLetInProps & { children: ComponentChildren }) {
  return (
    <>
      <div class="notice bad" role="alert">
        {children}
      </div>
      <p class="actions">
        <LogInButton label={texts.logInAgain} run={() => void session.logInAgain()} />
        <button type="button" onClick={() => void session.logOut()}>
          {texts.somebodyElse}
        </button>
      </p>
    </>
  );
}

function WithoutRole({ session: { person, groups }, texts }: NotLetInProps) {
  return (
    <>
      <p>{texts.noRole(person)}</p>
      <p>{groups.length === 0 ? texts.noGroups : texts.groups(groups.join(', '))}</p>
    </>
  );
}

function wordsOf(problem: LoginProblem, texts: LoginTexts): string {
  switch (problem.kind) {
    case 'refused':
      return texts.refused([problem.code, problem.description].filter((words) => words !== '').join(': '));
    case 'no-person':
      return texts.noPerson(problem.claim);
    case 'misconfigured':
      return texts.misconfigured(problem.detail);
    default:
      return texts.problems[problem.kind];
  }
}
