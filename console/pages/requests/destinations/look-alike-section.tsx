import { useEffect, useRef } from 'preact/hooks';
import { useTexts } from '../../../app/context.ts';
import { useAnswer } from '../../../app/use-answer.ts';
import { Answered } from '../../../ui/answered.tsx';
import { DifferenceForm } from './difference-form.tsx';
import { type Difference, type KnownAddress, knownAddress } from './look-alikes.ts';
import { addressOf } from './order.ts';

interface LookAlikeSectionProps {
  /** What is proposed. */
  readonly address: string;
  /** What it looks like, by the ids that the refusal gave. */
  readonly ids: readonly string[];
  readonly name: (id: string, difference: Difference | undefined) => void;
}

/** Both addresses block by block. Whoever proposes names a block in which they differ, for each that it looks like. */
export function LookAlikeSection({ address, ids, name }: LookAlikeSectionProps) {
  const texts = useTexts('destinations').lookAlike;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class="notice warn">
      <h2 ref={heading} tabIndex={-1}>
        {texts.title}
      </h2>
      <p>{texts.explain}</p>
      {ids.map((id) => (
        <Known key={id} id={id} address={address} name={(difference) => name(id, difference)} />
      ))}
    </section>
  );
}

interface KnownProps {
  readonly id: string;
  readonly address: string;
  readonly name: (difference: Difference | undefined) => void;
}

function Known(props: KnownProps) {
  const known = knownAddress(props.id);
  return known.kind === 'entry' ? <KnownEntry {...props} /> : <OwnAddress {...props} known={known} />;
}

function KnownEntry({ id, address, name }: KnownProps) {
  const { answer, reload } = useAnswer('GET /whitelist/{id}', { path: { id } });
  return (
    <Answered of={answer} reload={reload}>
      {(entry) => <DifferenceForm id={id} here={address} there={addressOf(entry)} name={name} />}
    </Answered>
  );
}

interface OwnAddressProps extends KnownProps {
  readonly known: Extract<KnownAddress, { kind: 'deposit-address' }>;
}

/** One of our own, which payers were told. */
function OwnAddress({ id, address, name, known: { coin, chain } }: OwnAddressProps) {
  const { answer, reload } = useAnswer('GET /deposit-addresses/{coin}/{chain}', { path: { coin, chain } });
  return (
    <Answered of={answer} reload={reload}>
      {(told) => <DifferenceForm id={id} here={address} there={told.address} name={name} />}
    </Answered>
  );
}
