import { useTexts } from '../../../app/context.ts';
import type { Entry } from '../../../app/read-whitelist.ts';
import { Amount } from '../../../ui/amount.tsx';
import { Blocks } from '../../../ui/blocks.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { QrCode } from '../../../ui/qr-code.tsx';
import { UserText } from '../../../ui/user-text.tsx';
import { listedAt } from './entry-steps.ts';

type Proof = Entry['proofs'][number];
type MicroPayment = Extract<Proof, { kind: 'micro-payment' }>;

/** How it was shown whose the destination is. */
export function ProofsSection({ entry }: { entry: Entry }) {
  const texts = useTexts('destinations').proofs;
  return (
    <section>
      <h2>{texts.title}</h2>
      {entry.proofs.length === 0 && <p class="quiet">{texts.none}</p>}
      <ul class="cards">
        {entry.proofs.map((proof) => (
          <li key={`${proof.kind} ${proof.at}`} class="card">
            <p>
              <strong>{texts[proof.kind]}</strong> · {proof.by} · <Moment at={proof.at} />
            </p>
            <ProofView entry={entry} proof={proof} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ProofView({ entry, proof }: { entry: Entry; proof: Proof }) {
  const texts = useTexts('destinations').proofs;
  switch (proof.kind) {
    case 'micro-payment':
      return <Payment entry={entry} proof={proof} />;
    case 'wallet-signature':
      return (
        <dl class="facts">
          <dt>{texts.message}</dt>
          <dd>
            <UserText text={proof.message} />
          </dd>
          <dt>{texts.signatureDigest}</dt>
          <dd>
            <Blocks text={proof.signatureDigest} copy={false} /> {texts[proof.answer]}
          </dd>
        </dl>
      );
    case 'document':
      return (
        <dl class="facts">
          <dt>{texts.seen}</dt>
          <dd>
            <UserText text={proof.text} />
          </dd>
        </dl>
      );
  }
}

/** What to pay to where, and whether it arrived. */
function Payment({ entry, proof }: { entry: Entry; proof: MicroPayment }) {
  const texts = useTexts('destinations').proofs;
  const listed = listedAt(entry);
  if (listed !== undefined || entry.status === 'revoked') return <PaymentFacts entry={entry} proof={proof} />;
  return (
    <>
      <PaymentFacts entry={entry} proof={proof} />
      <p>{texts.fromWallet}</p>
      <QrCode text={proof.depositAddress} label={texts.qrLabel(proof.depositAddress)} />
      <p class="hint">{texts.qrCode}</p>
      <p role="status">{entry.status === 'confirmed' ? texts.notArrived : texts.notLookedFor}</p>
    </>
  );
}

function PaymentFacts({ entry, proof }: { entry: Entry; proof: MicroPayment }) {
  const texts = useTexts('destinations').proofs;
  const listed = listedAt(entry);
  return (
    <dl class="facts">
      <dt>{texts.pay}</dt>
      <dd>
        <strong>
          <Amount quantity={proof.depositAmount} coin={entry.coin} />
        </strong>
      </dd>
      <dt>{texts.payTo}</dt>
      <dd>
        <Blocks text={proof.depositAddress} />
      </dd>
      {listed !== undefined && (
        <>
          <dt>{texts.arrived}</dt>
          <dd>
            <Moment at={listed} />
          </dd>
        </>
      )}
    </dl>
  );
}
