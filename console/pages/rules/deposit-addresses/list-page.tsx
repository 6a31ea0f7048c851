import { useEffect, useId, useState } from 'preact/hooks';
import { useApp, useTexts } from '../../../app/context.ts';
import { hrefTo } from '../../../app/route.ts';
import { useAnswer } from '../../../app/use-answer.ts';
import { useDraft } from '../../../app/use-draft.ts';
import { Field } from '../../../ui/field.tsx';
import { PageHeading } from '../../../ui/page-heading.tsx';
import { useFocusWrong } from '../../../ui/use-focus-wrong.ts';
import { chainsIn } from './chains-in.ts';

const empty = { coin: '', chain: '' };

/** Which address: the coin is one of the policy's, the chain any that the exchange has it on. */
export function Page() {
  const texts = useTexts('depositAddresses');
  const { form, set } = useDraft('deposit-address', empty);
  const [isTried, setTried] = useState(false);
  const focus = useFocusWrong();
  const { answer } = useAnswer('GET /policy', {});
  const coins = answer.state === 'ready' ? Object.keys(answer.body.inForce.policy.coins) : [];
  const chains = useChains();
  const [coin, chain] = [form.coin.trim(), form.chain.trim()];
  const submit = (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (coin === '' || chain === '') focus.mark();
    else location.hash = hrefTo(['deposit-addresses', coin, chain]);
  };
  return (
    <>
      <PageHeading text={texts.title} />
      <p>{texts.about}</p>
      <form ref={focus.form} onSubmit={submit} noValidate>
        <Choice
          label={texts.coin}
          hint={texts.coinHint}
          value={form.coin}
          options={coins}
          error={isTried && coin === '' ? texts.coinMissing : undefined}
          set={(value) => set({ coin: value })}
        />
        <Choice
          label={texts.chain}
          hint={texts.chainHint}
          value={form.chain}
          options={chains}
          error={isTried && chain === '' ? texts.chainMissing : undefined}
          set={(value) => set({ chain: value })}
        />
        <div class="actions">
          <button type="submit" class="main">
            {texts.show}
          </button>
        </div>
      </form>
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly options: readonly string[];
  readonly error: string | undefined;
  readonly set: (value: string) => void;
}

/** A name of a list, or any other. */
function Choice({ label, hint, value, options, error, set }: ChoiceProps) {
  const list = useId();
  return (
    <>
      <Field label={label} hint={hint} error={error}>
        {(input) => (
          <input
            {...input}
            list={list}
            value={value}
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            onInput={({ currentTarget }) => set(currentTarget.value)}
          />
        )}
      </Field>
      <datalist id={list}>
        {options.map((option) => (
          <option key={option} value={option} />
        ))}
      </datalist>
    </>
  );
}

/** Chains to choose from: those that our destinations are on. Another one can be typed. */
function useChains(): readonly string[] {
  const { api } = useApp();
  const [chains, setChains] = useState<readonly string[]>([]);
  useEffect(() => {
    let isWanted = true;
    api.call('GET /whitelist', {}).then(
      ({ body }) => isWanted && setChains(chainsIn(body.entries)),
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [api]);
  return chains;
}
