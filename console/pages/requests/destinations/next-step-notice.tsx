import { useEffect, useRef } from 'preact/hooks';
import { useTexts } from '../../../app/context.ts';
import type { Entry } from '../../../app/read-whitelist.ts';
import { Moment } from '../../../ui/moment.tsx';
import { nextStep } from './entry-steps.ts';

/** What is missing before money may leave to it, and who may do it. */
export function NextStepNotice({ entry }: { entry: Entry }) {
  const texts = useTexts('destinations').next;
  const notice = useRef<HTMLDivElement>(null);
  // Whoever did a step pressed a button that is gone: they are at what is missing now.
  useEffect(() => {
    if (document.activeElement === document.body) notice.current?.focus();
  }, [entry.version]);
  const next = nextStep(entry);
  return (
    <div ref={notice} tabIndex={-1} class="notice" role="status">
      <p>
        <strong>{texts.title}</strong>
      </p>
      <p>{next.step === 'confirm' ? texts.confirm(next.notBy) : texts[next.step]}</p>
      {next.step === 'cool-off' && next.until !== undefined && (
        <p>
          {texts.until}: <Moment at={next.until} />
        </p>
      )}
    </div>
  );
}
