import { useEffect, useRef } from 'preact/hooks';
import type { ResponseOf } from '../../../api/routes.ts';
import { useTexts } from '../../../app/context.ts';
import { Blocks } from '../../../ui/blocks.tsx';

interface AcceptanceProps {
  readonly answer: ResponseOf<'POST /deposit-addresses/{coin}/{chain}/confirmations'>;
  /** Shows what payers are told now. */
  readonly show: () => void;
}

/** What became of a confirmation: kept for a second person, or payers are told the new address. */
export function Acceptance({ answer: { status, body }, show }: AcceptanceProps) {
  const texts = useTexts('depositAddresses');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [status]);
  const isDone = status === 200;
  return (
    <div class={isDone ? 'notice good' : 'notice warn'}>
      <h2 ref={heading} tabIndex={-1}>
        {isDone ? texts.accepted : texts.kept}
      </h2>
      {isDone ? (
        <button type="button" class="main" onClick={show}>
          {texts.showNew}
        </button>
      ) : (
        <>
          <p>{texts.keptAdvice}</p>
          {body.proposal !== undefined && (
            <p>
              {texts.confirmedBy(body.proposal.by)} <Blocks text={body.proposal.address} copy={false} />
            </p>
          )}
        </>
      )}
    </div>
  );
}
