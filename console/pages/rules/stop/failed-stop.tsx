import { useTexts } from '../../../app/context.ts';
import { Failure } from '../../../ui/failure.tsx';
import { usePause } from './pause-context.ts';

/** On every page: the stop failed whose form was left before the answer. What was typed is still in the form. */
export function FailedStop() {
  const texts = useTexts('stop');
  const { failedStop, setFailedStop } = usePause();
  if (failedStop === undefined) return null;
  const toForm = () => {
    setFailedStop(undefined);
    location.assign('#/stop');
  };
  return (
    <section aria-label={texts.failed}>
      <p>
        <strong>{texts.failed}</strong>
      </p>
      <Failure error={failedStop} retry={{ label: texts.open, run: toForm }} />
    </section>
  );
}
