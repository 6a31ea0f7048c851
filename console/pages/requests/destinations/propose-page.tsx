import { useApp, useTexts } from '../../../app/context.ts';
import { hrefTo } from '../../../app/route.ts';
import { useAnswer } from '../../../app/use-answer.ts';
import { Answered } from '../../../ui/answered.tsx';
import { PageHeading } from '../../../ui/page-heading.tsx';
import { ProposeForm } from './propose-form.tsx';

/** Somebody brings in a destination. Another person confirms it later. */
export function ProposePage() {
  const { me } = useApp();
  const texts = useTexts('destinations');
  const { answer, reload } = useAnswer('GET /policy', {});
  return (
    <>
      <PageHeading text={texts.proposal.title} />
      {me.roles.has('whitelister') ? (
        <>
          <p>{texts.proposal.intro}</p>
          <Answered of={answer} reload={reload}>
            {({ inForce }) => <ProposeForm coins={Object.keys(inForce.policy.coins)} />}
          </Answered>
        </>
      ) : (
        <p class="notice">{texts.mayNotPropose}</p>
      )}
      <p>
        <a href={hrefTo(['destinations'])}>{texts.all}</a>
      </p>
    </>
  );
}
