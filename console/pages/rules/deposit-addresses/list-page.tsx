import { useEffect, useState } from 'preact/hooks';
import { useApp, useTexts } from '../../../app/context.ts';
import { hrefTo } from '../../../app/route.ts';
import { useAnswer } from '../../../app/use-answer.ts';
import { useDraft } from '../../../app/use-draft.ts';
import { Answered } from '../../../ui/answered.tsx';
import { NameInput } from '../../../ui/inputs.tsx';
import { PageHeading } from '../../../ui/page-heading.tsx';
import { useFocusWrong } from '../../../ui/use-focus-wrong.ts';
import { chainsIn } from './chains-in.ts';
import { ToldAddresses } from './told-addresses.tsx';

const empty = { coin: '', chain: '' };

/** Which address: the coin is one of the policy's, the chain any that the exchange has it on. */
export function Page() {
  const texts = useTexts('depositAddresses');
  const { form, set } = useDraft('deposit-address', empty);
  const [isTried, setTried] = useState(false);
  const focus = useFocusWrong();
  const { answer } = useAnswer('GET /policy', {});
  const coins = answer.state === 'ready' ? Object.keys(answer.body.inForce.policy.coins) : [];
  const { answer: told, reload } = useAnswer('GET /deposit-addresses', {});
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
        <NameInput
          label={texts.coin}
          hint={texts.coinHint}
          value={form.coin}
          known={coins}
          error={isTried && coin === '' ? texts.coinMissing : undefined}
          set={(value) => set({ coin: value })}
        />
        <NameInput
          label={texts.chain}
          hint={texts.chainHint}
          value={form.chain}
          known={chains}
          error={isTried && chain === '' ? texts.chainMissing : undefined}
          set={(value) => set({ chain: value })}
        />
        <div class="actions">
          <button type="submit" class="main">
            {texts.show}
          </button>
        </div>
      </form>
      <Answered of={told} reload={reload}>
        {(body) => <ToldAddresses body={body} />}
      </Answered>
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
