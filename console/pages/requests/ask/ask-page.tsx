import { useState } from 'preact/hooks';
import { useApp, useTexts } from '../../../app/context.ts';
import type { PageProps } from '../../../app/page.ts';
import { useDraft } from '../../../app/use-draft.ts';
import { useWhitelist } from '../../../app/use-whitelist.ts';
import { Answered } from '../../../ui/answered.tsx';
import { PageHeading } from '../../../ui/page-heading.tsx';
import { AskForm } from './ask-form.tsx';
import type { FormProblem } from './form-problem.ts';
import { type Destination, emptyForm } from './request-form.ts';
import { type Asked, RequestResult } from './request-result.tsx';
import { RequestSummary } from './request-summary.tsx';

/** Somebody asks for a payment: they fill in a form, read all of it once more, and see what became of it. */
export function AskPage({ query }: PageProps) {
  const { me } = useApp();
  const texts = useTexts('requests');
  return (
    <>
      <PageHeading text={texts.title} />
      {me.roles.has('requester') ? (
        <Ask suggested={query.destination ?? ''} />
      ) : (
        <p class="notice">{texts.notRequester}</p>
      )}
    </>
  );
}

type Step =
  | { readonly at: 'form'; readonly problem?: FormProblem }
  | { readonly at: 'summary'; readonly destination: Destination }
  | { readonly at: 'result'; readonly asked: Asked };

function Ask({ suggested }: { suggested: string }) {
  const texts = useTexts('requests');
  const { answer, reload } = useWhitelist();
  const draft = useDraft('ask', { ...emptyForm, destination: suggested });
  const [step, setStep] = useState<Step>({ at: 'form' });
  if (step.at === 'result') {
    return <RequestResult asked={step.asked} another={() => setStep({ at: 'form' })} />;
  }
  if (step.at === 'summary') {
    return (
      <RequestSummary
        form={draft.form}
        destination={step.destination}
        back={(problem) => setStep({ at: 'form', ...(problem === undefined ? {} : { problem }) })}
        done={(asked) => {
          draft.clear();
          setStep({ at: 'result', asked });
        }}
      />
    );
  }
  return (
    <>
      <p>{texts.intro}</p>
      <p>
        <a href="#/ask/file">{texts.toFile}</a>
      </p>
      <Answered of={answer} reload={reload}>
        {({ entries }) => (
          <AskForm
            draft={draft}
            entries={entries}
            suggested={suggested}
            problem={step.problem}
            review={(destination) => setStep({ at: 'summary', destination })}
          />
        )}
      </Answered>
    </>
  );
}
