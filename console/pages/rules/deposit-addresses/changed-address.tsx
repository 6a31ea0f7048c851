import { useState } from 'preact/hooks';
import type { ResponseOf } from '../../../api/routes.ts';
import { useApp, useTexts } from '../../../app/context.ts';
import { Acceptance } from './acceptance.tsx';
import { ConfirmationFields } from './confirmation-fields.tsx';

interface ChangedAddressProps {
  readonly coin: string;
  readonly chain: string;
  readonly reload: () => Promise<void>;
}

/** The exchange gives another address than payers were told: nobody is told it before two people have looked. */
export function ChangedAddress({ coin, chain, reload }: ChangedAddressProps) {
  const { me } = useApp();
  const texts = useTexts('depositAddresses');
  const [answer, setAnswer] = useState<ResponseOf<'POST /deposit-addresses/{coin}/{chain}/confirmations'>>();
  const mayConfirm = me.roles.has('whitelister') || me.roles.has('approver');
  return (
    <>
      <div class="notice bad" role="alert">
        <p>
          <strong>{texts.changed(coin, chain)}</strong>
        </p>
        <ol>
          {texts.changedSteps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </div>
      {answer !== undefined && <Acceptance answer={answer} show={() => void reload()} />}
      {answer?.status !== 200 &&
        (mayConfirm ? (
          <ConfirmationFields coin={coin} chain={chain} onAnswer={setAnswer} />
        ) : (
          <p class="notice">{texts.whoMay}</p>
        ))}
    </>
  );
}
