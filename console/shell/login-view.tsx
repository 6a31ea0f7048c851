import { useEffect, useState } from 'preact/hooks';
import { RefusedError } from '../api/errors.ts';
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
  /** Somebody is logged in, and the API did not say what they may do. */
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
      {state.kind === 'not-let-in' && <NotLetIn {...state} language={language} />}
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

function NotLetIn({ session, error, language }: { session: Session; error: unknown; language: Language }) {
  const texts = textsIn(language, 'login');
  const { person, groups } = session;
  const hasNoRole = error instanceof RefusedError && error.status === 403;
  return (
    <>
      {hasNoRole ? (
        <div class="notice bad" role="alert">
          <p>{texts.noRole(person)}</p>
          <p>{groups.length === 0 ? texts.noGroups : texts.groups(groups.join(', '))}</p>
        </div>
      ) : (
        <p class="notice bad" role="alert">
          {failureWords(error, textsIn(language, 'shell').failure)}
        </p>
      )}
      <p class="actions">
        <LogInButton label={texts.logInAgain} run={() => void session.logInAgain()} />
        <button type="button" onClick={() => void session.logOut()}>
          {texts.somebodyElse}
        </button>
      </p>
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
