import type { RequestOf } from '../../../api/routes.ts';
import { useApp, useTexts } from '../../../app/context.ts';
import type { Entry } from '../../../app/read-whitelist.ts';
import { mayProve } from './entry-steps.ts';
import { ProofForm } from './proof-form.tsx';

interface ProveSectionProps {
  readonly entry: Entry;
  readonly reload: () => Promise<void>;
}

type ProofBody = RequestOf<'POST /whitelist/{id}/proofs'>['body'];

/** Shows whose it is. Only where somebody may, and where it is still missing. */
export function ProveSection({ entry, reload }: ProveSectionProps) {
  const { me, api } = useApp();
  const texts = useTexts('destinations').prove;
  if (!mayProve(entry, me)) return null;
  const { id, kind } = entry;
  const send = async (body: ProofBody) => {
    await api.call('POST /whitelist/{id}/proofs', { path: { id }, body });
    await reload();
  };
  return (
    <section>
      <h2>{texts.title}</h2>
      {kind === 'bank' ? <DocumentForm id={id} send={send} /> : <WalletForms id={id} send={send} />}
    </section>
  );
}

interface FormsProps {
  readonly id: string;
  readonly send: (body: ProofBody) => Promise<void>;
}

function DocumentForm({ id, send }: FormsProps) {
  const texts = useTexts('destinations').prove;
  return (
    <ProofForm
      name={`proof ${id} document`}
      fields={[{ name: 'text', label: texts.document, hint: texts.documentHint, kind: 'lines' }]}
      label={texts.documentSend}
      send={({ text = '' }) => send({ kind: 'document', text })}
    />
  );
}

function WalletForms({ id, send }: FormsProps) {
  const texts = useTexts('destinations').prove;
  return (
    <>
      <details>
        <summary>{texts.microTitle}</summary>
        <ProofForm
          name={`proof ${id} payment`}
          fields={[{ name: 'quantity', label: texts.quantity, hint: texts.quantityHint, kind: 'amount' }]}
          label={texts.microSend}
          send={({ quantity = '' }) => send({ kind: 'micro-payment', quantity })}
        />
      </details>
      <details>
        <summary>{texts.signatureTitle}</summary>
        <ProofForm
          name={`proof ${id} signature`}
          fields={[
            { name: 'message', label: texts.message, hint: texts.messageHint, kind: 'lines' },
            { name: 'signature', label: texts.signature, hint: texts.signatureHint, kind: 'line' },
          ]}
          label={texts.signatureSend}
          send={({ message = '', signature = '' }) => send({ kind: 'wallet-signature', message, signature })}
        />
      </details>
    </>
  );
}
