import { LoginExpiredError, RefusedError, UnansweredError } from '../api/errors.ts';
import { useTexts } from '../app/context.ts';
import type { ShellTexts } from '../texts/en/shell.ts';

/** What failed, in words, and what to do. */
export function Failure({ error, retry }: { error: unknown; retry?: { label: string; run: () => void } }) {
  const texts = useTexts('shell');
  return (
    <div class="notice bad" role="alert">
      <p>{wordsOf(error, texts.failure)}</p>
      {error instanceof RefusedError && <p class="code">{texts.failure.code(error.code)}</p>}
      {retry !== undefined && (
        <button type="button" onClick={retry.run}>
          {retry.label}
        </button>
      )}
    </div>
  );
}

function wordsOf(error: unknown, texts: ShellTexts['failure']): string {
  if (error instanceof RefusedError) return error.message;
  if (error instanceof LoginExpiredError) return texts.loginExpired;
  return error instanceof UnansweredError ? texts[error.because] : texts.unexpected;
}
