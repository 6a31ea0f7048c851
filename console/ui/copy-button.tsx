import { useState } from 'preact/hooks';
import { useTexts } from '../app/context.ts';
import { rememberCopied } from '../app/copied-here.ts';

/** Copies a text whole. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const texts = useTexts('shell');
  const [said, setSaid] = useState('');
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => {
        rememberCopied(text);
        setSaid(texts.copied);
      },
      () => setSaid(texts.copyFailed),
    );
  return (
    <span class="copy">
      <button type="button" class="small" onClick={copy}>
        {label}
      </button>
      <span role="status">{said}</span>
    </span>
  );
}
