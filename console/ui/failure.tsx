import { LoginExpiredError, RefusedError, UnansweredError } from '../api/errors.ts';
import { useApp, useTexts } from '../app/context.ts';
import { useAction } from '../app/use-action.ts';
import { DeviceError } from '../passkeys/device-error.ts';
import type { ShellTexts } from '../texts/en/shell.ts';
import { Refusal } from './refusal.tsx';

/** What failed, in words, and what to do. */
export function Failure({ error, retry }: { error: unknown; retry?: { label: string; run: () => void } }) {
  const login = useAction(useApp().session.logInAgain);
  const texts = useTexts('shell');
  return (
    <div class="notice bad" role="alert">
      {error instanceof RefusedError ? <Refusal error={error} /> : <p>{failureWords(error, texts.failure)}</p>}
      {error instanceof DeviceError && (
        <p>
          <a href="#/devices">{texts.pages.devices}</a>
        </p>
      )}
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

/** The same as text alone. */
export function failureWords(error: unknown, texts: ShellTexts['failure']): string {
  if (error instanceof RefusedError) return error.message;
  if (error instanceof LoginExpiredError) return texts.loginExpired;
  if (error instanceof DeviceError) return texts.device[error.because];
  return error instanceof UnansweredError ? texts[error.because] : texts.unexpected;
}
