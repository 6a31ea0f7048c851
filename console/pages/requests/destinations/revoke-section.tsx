import { useRef } from 'preact/hooks';
import { useApp, useTexts } from '../../../app/context.ts';
import { useAction } from '../../../app/use-action.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Blocks } from '../../../ui/blocks.tsx';
import { Failure } from '../../../ui/failure.tsx';
import { mayRevoke } from './entry-steps.ts';
import { addressOf } from './order.ts';
import type { Entry } from './use-destinations.ts';

/** One person ends it, at once and for good, after one more look. */
export function RevokeSection({ entry, reload }: { entry: Entry; reload: () => Promise<void> }) {
  const { me, api } = useApp();
  const texts = useTexts('destinations').revoke;
  const dialog = useRef<HTMLDialogElement>(null);
  const action = useAction(async () => {
    await api.call('DELETE /whitelist/{id}', { path: { id: entry.id } });
    dialog.current?.close();
    await reload();
  });
  if (entry.status === 'revoked') return null;
  if (!mayRevoke(entry, me)) return <p class="quiet">{texts.mayNot}</p>;
  return (
    <section>
      <div class="actions">
        <button type="button" class="danger" onClick={() => dialog.current?.showModal()}>
          {texts.open}
        </button>
      </div>
      <dialog ref={dialog} aria-labelledby="revoke-title">
        <h2 id="revoke-title">{texts.title(entry.id)}</h2>
        <p>
          <Blocks text={addressOf(entry)} copy={false} />
        </p>
        <p>{texts.explain}</p>
        {action.error !== undefined && <Failure error={action.error} />}
        <div class="actions">
          <button type="button" onClick={() => dialog.current?.close()}>
            {texts.keep}
          </button>
          <ActionButton action={action} look="danger" label={texts.send} running={texts.running} />
        </div>
      </dialog>
    </section>
  );
}
