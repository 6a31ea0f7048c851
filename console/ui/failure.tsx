import { useEffect, useState } from 'preact/hooks';
import { LoginExpiredError, RefusedError, UnansweredError } from '../api/errors.ts';
import { useApp, useTexts } from '../app/context.ts';
import { useAction } from '../app/use-action.ts';
import { loadTexts, textsIn } from '../texts/catalogue.ts';
import type { CodeWords } from '../texts/code-words.ts';
import type { ShellTexts } from '../texts/en/shell.ts';
import { wordsOfError } from '../texts/words-of.ts';

/** What failed, in words, and what to do. */
export function Failure({ error, retry }: { error: unknown; retry?: { label: string; run: () => void } }) {
  const login = useAction(useApp().session.logInAgain);
  const texts = useTexts('shell');
  return (
    <div class="notice bad" role="alert">
      {error instanceof RefusedError ? <Refusal error={error} /> : <p>{failureWords(error, texts.failure)}</p>}
      {error instanceof LoginExpiredError ? (
        <>
          {login.error !== undefined && <p>{failureWords(login.error, texts.failure)}</p>}
          <button type="button" onClick={login.run}>
            {texts.logInAgain}
          </button>
        </>
      ) : (
        retry !== undefined && (
          <button type="button" onClick={retry.run}>
            {retry.label}
          </button>
        )
      )}
    </div>
  );
}

/** Why the API said no. Its own sentence has the names and numbers; the code's words say it in the reader's language. */
function Refusal({ error: { code, message } }: { error: RefusedError }) {
  const texts = useTexts('shell');
  const words = useCodeWords(code);
  return (
    <>
      {words !== undefined && (
        <p>
          {words.means} {words.todo}
        </p>
      )}
      <p lang="en">{message}</p>
      <p class="code">{texts.failure.code(code)}</p>
    </>
  );
}

/** Loaded when the first refusal is shown. Where they cannot be, the API's own sentence has to do. */
function useCodeWords(code: string): CodeWords | undefined {
  const { language } = useApp();
  const [words, setWords] = useState<CodeWords>();
  useEffect(() => {
    let isWanted = true;
    loadTexts(language, ['codes']).then(
      () => isWanted && setWords(wordsOfError(textsIn(language, 'codes'), code)),
      () => isWanted && setWords(undefined),
    );
    return () => {
      isWanted = false;
    };
  }, [language, code]);
  return words;
}

/** The same as text alone. */
export function failureWords(error: unknown, texts: ShellTexts['failure']): string {
  if (error instanceof RefusedError) return error.message;
  if (error instanceof LoginExpiredError) return texts.loginExpired;
  return error instanceof UnansweredError ? texts[error.because] : texts.unexpected;
}
