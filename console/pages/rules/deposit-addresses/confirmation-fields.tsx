import { useState } from 'preact/hooks';
import { flawOf, isShownBeside } from '../../../api/flaw-of.ts';
import type { ResponseOf } from '../../../api/routes.ts';
import { useApp, useTexts } from '../../../app/context.ts';
import { useAction } from '../../../app/use-action.ts';
import { useDraft } from '../../../app/use-draft.ts';
import { canonicalDigest } from '../../../digest/canonical-digest.ts';
import { Failure } from '../../../ui/failure.tsx';
import { Field } from '../../../ui/field.tsx';
import { TextInput } from '../../../ui/inputs.tsx';
import { SignNote } from '../../../ui/sign-note.tsx';
import { useFocusWrong } from '../../../ui/use-focus-wrong.ts';
import { type ConfirmationForm, confirmationOf, emptyConfirmation } from './confirmation.ts';

interface ConfirmationFieldsProps {
  readonly coin: string;
  readonly chain: string;
  readonly onAnswer: (answer: ResponseOf<'POST /deposit-addresses/{coin}/{chain}/confirmations'>) => void;
}

/** The new address as this person has it from elsewhere: what the exchange gives is not shown here to be copied. */
export function ConfirmationFields({ coin, chain, onAnswer }: ConfirmationFieldsProps) {
  const { api, signer } = useApp();
  const texts = useTexts('depositAddresses');
  const { form, set, clear } = useDraft(`deposit-address ${coin} ${chain}`, emptyConfirmation);
  const [isTried, setTried] = useState(false);
  const focus = useFocusWrong();
  const confirmation = confirmationOf(form);
  const action = useAction(async () => {
    if (!confirmation.isRight) return;
    try {
      const { body } = confirmation;
      const subject = { id: `${coin}/${chain}`, digest: await canonicalDigest(body) };
      const answer = await signer.send({ purpose: 'deposit-address', decision: 'accept', subject }, (signed) =>
        api.call('POST /deposit-addresses/{coin}/{chain}/confirmations', {
          path: { coin, chain },
          body: { ...body, ...signed },
        }),
      );
      onAnswer(answer);
      clear();
      setTried(false);
    } catch (error) {
      focus.mark();
      throw error;
    }
  });
  const submit = (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (confirmation.isRight) action.run();
    else focus.mark();
  };
  const wrong = isTried && !confirmation.isRight ? confirmation : undefined;
  const text = (name: 'address' | 'tag', label: string, hint: string, error: string | undefined) => (
    <TextInput label={label} hint={hint} error={error} value={form[name]} set={(value) => set({ [name]: value })} />
  );
  return (
    <form ref={focus.form} onSubmit={submit} noValidate>
      <h2>{texts.confirmTitle}</h2>
      {text(
        'address',
        texts.newAddress,
        texts.newAddressHint,
        wrong?.isAddressMissing === true ? texts.addressMissing : flawOf(action.error, 'address'),
      )}
      {text('tag', texts.newTag, texts.newTagHint, flawOf(action.error, 'tag'))}
      <Source form={form} set={set} error={wrong?.isSourceMissing === true ? texts.sourceMissing : undefined} />
      {action.error !== undefined && !isShownBeside(action.error, ['address', 'tag']) && (
        <Failure error={action.error} />
      )}
      <SignNote purpose="deposit-address" id={`${coin}/${chain}`} />
      <div class="actions">
        <button type="submit" class="main" aria-disabled={action.isRunning} aria-busy={action.isRunning}>
          {action.isRunning ? texts.confirming : texts.confirm}
        </button>
      </div>
    </form>
  );
}

interface SourceProps {
  readonly form: ConfirmationForm;
  readonly set: (changes: Partial<ConfirmationForm>) => void;
  readonly error: string | undefined;
}

/** That it is from another source is for the person to say: nobody can see it. */
function Source({ form, set, error }: SourceProps) {
  const texts = useTexts('depositAddresses');
  return (
    <Field label={texts.source} error={error}>
      {(input) => (
        <input
          {...input}
          type="checkbox"
          checked={form.source === 'yes'}
          onChange={({ currentTarget: { checked } }) => set({ source: checked ? 'yes' : '' })}
        />
      )}
    </Field>
  );
}
