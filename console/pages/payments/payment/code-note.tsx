import { useTexts } from '../../../app/context.ts';
import type { CodeWords } from '../../../texts/code-words.ts';

/** What a code means and what to do. One that this page has no words for is shown as it is. */
export function CodeNote({ words, code }: { words: CodeWords | undefined; code?: string }) {
  const codes = useTexts('codes');
  return (
    <>
      {words !== undefined && <p>{words.means}</p>}
      {words !== undefined && (
        <p>
          <span class="quiet">{codes.todo}</span> {words.todo}
        </p>
      )}
      {code !== undefined && <p class="code">{code}</p>}
    </>
  );
}
