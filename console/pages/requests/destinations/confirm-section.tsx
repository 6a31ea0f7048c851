import { useState } from 'preact/hooks';
import { useApp, useTexts } from '../../../app/context.ts';
import { isCopiedHere } from '../../../app/copied-here.ts';
import type { Entry } from '../../../app/read-whitelist.ts';
import { useAction } from '../../../app/use-action.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Failure } from '../../../ui/failure.tsx';
import { Field } from '../../../ui/field.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { SignNote } from '../../../ui/sign-note.tsx';
import { lastCharacters, mayConfirm } from './entry-steps.ts';
import { addressOf } from './order.ts';
import { useEntryCheck } from './use-entry-check.ts';

interface ConfirmSectionProps {
  readonly entry: Entry;
  readonly reload: () => Promise<void>;
}

/** Another person says that it is right: by what they have from elsewhere. */
export function ConfirmSection(props: ConfirmSectionProps) {
  const { entry } = props;
  const { me, signer } = useApp();
  const texts = useTexts('destinations').confirm;
  const may = mayConfirm(entry, me, signer.asksForAll);
  return (
    <section>
      <h2>{texts.title}</h2>
      <Confirmations entry={entry} />
      {may === 'yes' ? <ConfirmForm {...props} /> : <p class="quiet">{texts[may]}</p>}
    </section>
  );
}

function Confirmations({ entry: { confirmations } }: { entry: Entry }) {
  const texts = useTexts('destinations').confirm;
  return (
    <dl class="facts">
      <dt>{texts.by}</dt>
      <dd>
        {confirmations.length === 0 && <span class="quiet">{texts.nobody}</span>}
        {confirmations.map(({ by, at }) => (
          <p key={by}>
            {by} · <Moment at={at} />
          </p>
        ))}
      </dd>
    </dl>
  );
}

function ConfirmForm({ entry, reload }: ConfirmSectionProps) {
  const { api, signer } = useApp();
  const texts = useTexts('destinations').confirm;
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string>();
  const check = useEntryCheck(entry);
  const action = useAction(async () => {
    if (typed !== lastCharacters(addressOf(entry))) return setError(texts.differs);
    if (check.state !== 'same') return;
    const { digest } = check;
    const { id } = entry;
    await signer.send({ purpose: 'destination', decision: 'confirm', subject: { id, digest } }, (signed) =>
      api.call('POST /whitelist/{id}/confirmations', { path: { id }, body: { digest, ...signed } }),
    );
    await reload();
  });
  if (check.state === 'differs') {
    return (
      <p class="notice bad" role="alert">
        {texts.tampered}
      </p>
    );
  }
  return (
    <>
      <p>{texts.read}</p>
      <Field label={texts.typed} hint={texts.typedHint} error={error}>
        {(input) => (
          <input
            {...input}
            autoComplete="off"
            autoCapitalize="off"
            spellcheck={false}
            value={typed}
            onPaste={(event) => {
              // What was copied from here is no other source.
              if (!isCopiedHere(event.clipboardData?.getData('text') ?? '')) return;
              event.preventDefault();
              setError(texts.copiedHere);
            }}
            onInput={({ currentTarget: { value } }) => {
              setTyped(value.trim());
              setError(undefined);
            }}
          />
        )}
      </Field>
      {action.error !== undefined && <Failure error={action.error} />}
      {check.state === 'checking' && <p role="status">{texts.checking}</p>}
      <SignNote purpose="destination" id={entry.id} />
      <div class="actions">
        <ActionButton
          action={action}
          look="main"
          label={texts.send}
          running={texts.running}
          isDisabled={check.state !== 'same'}
        />
      </div>
    </>
  );
}
