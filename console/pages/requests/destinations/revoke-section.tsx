import { useState } from 'preact/hooks';
import { useApp, useTexts } from '../../../app/context.ts';
import type { Entry } from '../../../app/read-whitelist.ts';
import { useAction } from '../../../app/use-action.ts';
import { Blocks } from '../../../ui/blocks.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Failure } from '../../../ui/failure.tsx';
import { mayRevoke } from './entry-steps.ts';
import { addressOf } from './order.ts';

/** One person ends it, at once and for good, after one more look. */
export function RevokeSection({ entry, reload }: { entry: Entry; reload: () => Promise<void> }) {
  const { me, api } = useApp();
  const texts = useTexts('destinations').revoke;
  const [isOpen, setOpen] = useState(false);
  const action = useAction(async () => {
    await api.call('DELETE /whitelist/{id}', { path: { id: entry.id } });
    setOpen(false);
    await reload();
  });
  if (entry.status === 'revoked') return null;
  if (!mayRevoke(entry, me)) return <p class="quiet">{texts.mayNot}</p>;
  return (
    <section>
      <div class="actions">
        <button type="button" class="danger" onClick={() => setOpen(true)}>
          {texts.open}
        </button>
      </div>
      {isOpen && (
        <ConfirmDialog
          title={texts.title(entry.id)}
          confirm={texts.send}
          look="danger"
          running={texts.running}
          back={texts.keep}
          action={action}
          close={() => setOpen(false)}
        >
          <p>
            <Blocks text={addressOf(entry)} copy={false} />
          </p>
          <p>{texts.explain}</p>
          {action.error !== undefined && <Failure error={action.error} />}
        </ConfirmDialog>
      )}
    </section>
  );
}
