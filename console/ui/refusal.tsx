import { useEffect, useState } from 'preact/hooks';
import type { RefusedError } from '../api/errors.ts';
import { useApp, useTexts } from '../app/context.ts';
import { loadTexts, textsIn } from '../texts/catalogue.ts';
import type { CodeWords } from '../texts/code-words.ts';
import { wordsOfError } from '../texts/words-of.ts';

/**
 * Why the API said no. Its own sentence has the names and numbers; the code's words say it in the reader's
 * language.
 */
export function Refusal({ error: { code, message } }: { error: RefusedError }) {
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
      {code.startsWith('passkey') && (
        <p>
          <a href="#/devices">{texts.pages.devices}</a>
        </p>
      )}
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
