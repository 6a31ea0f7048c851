import type { ComponentChildren } from 'preact';
import { useTexts } from '../app/context.ts';
import type { Answer } from '../app/use-answer.ts';
import { Failure } from './failure.tsx';
import { Loading } from './loading.tsx';

/** Shows what was answered; while it is on its way or where it failed, that. */
export function Answered<Body>({
  of: answer,
  reload,
  children,
}: {
  of: Answer<Body>;
  reload: () => Promise<void>;
  children: (body: Body, readAt: Date) => ComponentChildren;
}) {
  const texts = useTexts('shell');
  const retry = { label: texts.retry, run: () => void reload() };
  if (answer.state === 'loading') return <Loading />;
  if (answer.state === 'failed') return <Failure error={answer.error} retry={retry} />;
  return (
    <>
      {answer.error !== undefined && <Failure error={answer.error} retry={retry} />}
      {children(answer.body, answer.readAt)}
    </>
  );
}
