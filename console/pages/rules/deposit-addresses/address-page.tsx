import { RefusedError } from '../../../api/errors.ts';
import type { BodyOfResponse } from '../../../api/routes.ts';
import { useTexts } from '../../../app/context.ts';
import type { PageProps } from '../../../app/page.ts';
import { useAnswer } from '../../../app/use-answer.ts';
import { Amount } from '../../../ui/amount.tsx';
import { Answered } from '../../../ui/answered.tsx';
import { Blocks } from '../../../ui/blocks.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { PageHeading } from '../../../ui/page-heading.tsx';
import { QrCode } from '../../../ui/qr-code.tsx';
import { ChangedAddress } from './changed-address.tsx';

type Instructions = BodyOfResponse<'GET /deposit-addresses/{coin}/{chain}'>;

/** The address to hand to payers; or that it changed, and what two people have to do. */
export function Page({ parameters: { coin = '', chain = '' } }: PageProps) {
  const texts = useTexts('depositAddresses');
  const { answer, reload } = useAnswer('GET /deposit-addresses/{coin}/{chain}', { path: { coin, chain } });
  const error = answer.state === 'loading' ? undefined : answer.error;
  const isChanged = error instanceof RefusedError && error.code === 'deposit-address-changed';
  return (
    <>
      <PageHeading text={texts.heading(coin, chain)} />
      {isChanged ? (
        <ChangedAddress coin={coin} chain={chain} reload={reload} />
      ) : (
        <Answered of={answer} reload={reload}>
          {(instructions, readAt) => <Handout instructions={instructions} readAt={readAt} />}
        </Answered>
      )}
      <p class="actions">
        <a href="#/deposit-addresses">{texts.another}</a>
      </p>
    </>
  );
}

/** What a payer needs, on one sheet of paper. */
function Handout({ instructions, readAt }: { instructions: Instructions; readAt: Date }) {
  const texts = useTexts('depositAddresses');
  const { coin, chain, address, tag, minQuantity, firstSeen } = instructions;
  return (
    <>
      <p class="notice warn">{texts.only(coin, chain)}</p>
      <h2>{texts.address}</h2>
      <p>
        <Blocks text={address} />
      </p>
      <QrCode text={address} label={texts.addressCode(address)} />
      {tag !== undefined && tag !== '' && (
        <div class="notice warn">
          <h2>{texts.tag}</h2>
          <p>
            <Blocks text={tag} />
          </p>
          <p>{texts.tagAdvice}</p>
          <QrCode text={tag} label={texts.tagCode(tag)} />
        </div>
      )}
      <dl class="facts">
        <dt>{texts.least}</dt>
        <dd>
          <Amount quantity={minQuantity} coin={coin} />
          <br />
          {texts.leastAdvice}
        </dd>
        <dt>{texts.firstSeen}</dt>
        <dd>
          <Moment at={firstSeen} />
        </dd>
        <dt>{texts.checkedAt}</dt>
        <dd>
          <Moment at={readAt.toISOString()} />
        </dd>
      </dl>
      <p>{texts.compare}</p>
      <div class="actions">
        <button type="button" onClick={() => print()}>
          {texts.print}
        </button>
      </div>
    </>
  );
}
