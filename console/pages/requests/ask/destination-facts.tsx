import { useTexts } from '../../../app/context.ts';
import type { Entry } from '../../../app/read-whitelist.ts';
import { Blocks } from '../../../ui/blocks.tsx';
import { addressOf } from '../destinations/order.ts';
import { StatusMark } from '../destinations/status-mark.tsx';

/** Where a destination pays to: never shortened. */
export function DestinationFacts({ entry, isBrief = false }: { entry: Entry; isBrief?: boolean }) {
  const texts = useTexts('requests').destination;
  return (
    <>
      <p>
        {!isBrief && (
          <>
            <strong>{entry.id}</strong> ·{' '}
          </>
        )}
        <StatusMark status={entry.status} /> · {entry.coin}
        {entry.kind === 'crypto' && ` · ${texts.chain} ${entry.chain}`}
      </p>
      <p>
        <span class="quiet">{entry.kind === 'bank' ? texts.bankAccount : texts.address}</span>{' '}
        <Blocks text={addressOf(entry)} copy={!isBrief} />
      </p>
      {entry.kind === 'crypto' && entry.tag !== undefined && (
        <p>
          <span class="quiet">{texts.tag}</span> {entry.tag}
        </p>
      )}
    </>
  );
}
