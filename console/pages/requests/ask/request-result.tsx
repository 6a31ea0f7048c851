import { useEffect, useRef } from 'preact/hooks';
import { useTexts } from '../../../app/context.ts';
import { hrefTo } from '../../../app/route.ts';

/** What the treasury answered: 202 a new payment, 200 the same again. */
export interface Asked {
  readonly status: 200 | 202;
  readonly id: string;
}

/** What became of a request, and what happens next. */
export function RequestResult({ asked: { status, id }, another }: { asked: Asked; another: () => void }) {
  const texts = useTexts('requests').result;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class="notice good">
      <h2 ref={heading} tabIndex={-1}>
        {status === 202 ? texts.taken : texts.same}
      </h2>
      <p>{status === 202 ? texts.takenText : texts.sameText}</p>
      <div class="actions">
        <a href={hrefTo(['payments', id])}>
          {texts.see}: {id}
        </a>
        <button type="button" onClick={another}>
          {texts.another}
        </button>
      </div>
    </section>
  );
}
