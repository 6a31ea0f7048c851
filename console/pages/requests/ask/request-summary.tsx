import { useEffect, useRef, useState } from 'preact/hooks';
import { RefusedError, UnansweredError } from '../../../api/errors.ts';
import { useApp, useTexts } from '../../../app/context.ts';
import { useAction } from '../../../app/use-action.ts';
import type { RequestsTexts } from '../../../texts/en/requests.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Amount } from '../../../ui/amount.tsx';
import { Failure } from '../../../ui/failure.tsx';
import { UserText } from '../../../ui/user-text.tsx';
import { DestinationFacts } from './destination-facts.tsx';
import type { FormProblem } from './form-problem.ts';
import { type Destination, type RequestForm, requestBody } from './request-form.ts';
import type { Asked } from './request-result.tsx';

interface RequestSummaryProps {
  readonly form: RequestForm;
  readonly destination: Destination;
  readonly back: (problem?: FormProblem) => void;
  readonly done: (asked: Asked) => void;
}

/** All of what is about to be asked for, once more. What is sent is what stands here. */
export function RequestSummary({ form, destination, back, done }: RequestSummaryProps) {
  const { api } = useApp();
  const texts = useTexts('requests');
  const heading = useRef<HTMLHeadingElement>(null);
  const [isUnanswered, setUnanswered] = useState(false);
  useEffect(() => heading.current?.focus(), []);
  const action = useAction(async () => {
    try {
      const { status, body } = await api.call('POST /withdrawals', { body: requestBody(form, destination) });
      done({ status, id: body.id });
    } catch (error) {
      const problem = problemOf(texts, error, form);
      if (problem !== undefined) return back(problem);
      if (mayHaveHappened(error)) setUnanswered(true);
      throw error;
    }
  });
  // Another id now could pay twice: the form says so too.
  const goBack = () => back(isUnanswered ? { words: texts.summary.unanswered, flaws: [], form } : undefined);
  return (
    <section>
      <h2 ref={heading} tabIndex={-1}>
        {texts.summary.title}
      </h2>
      <p>{texts.summary.explain}</p>
      <SummaryFacts form={form} destination={destination} />
      {action.error !== undefined && <Failure error={action.error} />}
      {isUnanswered && <p class="notice warn">{texts.summary.unanswered}</p>}
      <div class="actions">
        <ActionButton
          action={action}
          look="main"
          label={isUnanswered ? texts.summary.sendAgain : texts.summary.send}
          running={texts.summary.sending}
        />
        <button type="button" disabled={action.isRunning} onClick={goBack}>
          {texts.summary.back}
        </button>
      </div>
    </section>
  );
}

function SummaryFacts({ form, destination }: Pick<RequestSummaryProps, 'form' | 'destination'>) {
  const texts = useTexts('requests');
  const { summary, fundFrom } = texts;
  return (
    <dl class="facts">
      <dt>{summary.amount}</dt>
      <dd>
        <strong class="large-amount">
          <Amount quantity={form.quantity} coin={destination.coin} />
        </strong>
      </dd>
      <dt>{summary.to}</dt>
      <dd>
        <DestinationFacts entry={destination} />
      </dd>
      <dt>{summary.note}</dt>
      <dd>{form.note === '' ? <span class="quiet">{summary.noNote}</span> : <UserText text={form.note} />}</dd>
      <dt>{summary.id}</dt>
      <dd>{form.instructionId}</dd>
      {form.fundFrom !== '' && (
        <>
          <dt>{fundFrom.label}</dt>
          <dd>{fundFrom.from(form.fundFrom)}</dd>
        </>
      )}
    </dl>
  );
}

const mayHaveHappened = (error: unknown): boolean =>
  error instanceof UnansweredError || (error instanceof RefusedError && error.status >= 500);

/** What is set right in the form. Undefined for what is tried again as it is. */
function problemOf(texts: RequestsTexts, error: unknown, form: RequestForm): FormProblem | undefined {
  if (!(error instanceof RefusedError)) return undefined;
  if (error.code === 'instruction-conflict') {
    const words = texts.conflict(form.instructionId);
    const flaw = { field: 'instructionId', reason: error.message, expected: texts.instructionId.hint };
    return { words, flaws: [flaw], form };
  }
  if (error.status !== 422 && error.status !== 400) return undefined;
  return { words: texts.refused, flaws: error.details, form };
}
