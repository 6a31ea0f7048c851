import { useEffect, useRef, useState } from 'preact/hooks';
import { flawOf, isShownBeside } from '../../../api/flaw-of.ts';
import { useApp, useTexts } from '../../../app/context.ts';
import { useAction } from '../../../app/use-action.ts';
import { useDraft } from '../../../app/use-draft.ts';
import { Failure } from '../../../ui/failure.tsx';
import { Field } from '../../../ui/field.tsx';
import { useFocusWrong } from '../../../ui/use-focus-wrong.ts';
import { mayStop } from './may-stop.ts';
import { type Paused, usePause } from './pause-context.ts';
import { ScopeFields } from './scope-fields.tsx';
import { emptyStopForm, reasonMax, stopRequest } from './stop-request.ts';
import { StopResult } from './stop-result.tsx';
import { WhoMayStop } from './who-may-stop.tsx';

interface StopFormProps {
  /** Told when the call begins, and when there is something to be read of it. */
  readonly tellSending?: (isSending: boolean) => void;
}

/** Stops sending. It takes one call and no read. */
export function StopForm({ tellSending = () => undefined }: StopFormProps) {
  const { me } = useApp();
  const [paused, setPaused] = useState<Paused>();
  if (!mayStop(me.roles)) return <WhoMayStop />;
  return paused === undefined ? (
    <Form onPaused={setPaused} tellSending={tellSending} />
  ) : (
    <StopResult paused={paused} another={() => setPaused(undefined)} />
  );
}

interface FormProps {
  readonly onPaused: (paused: Paused) => void;
  readonly tellSending: (isSending: boolean) => void;
}

function Form({ onPaused, tellSending }: FormProps) {
  const { api } = useApp();
  const texts = useTexts('stop');
  const { reload, setFailedStop } = usePause();
  const isLeft = useRef(false);
  useEffect(
    () => () => {
      isLeft.current = true;
    },
    [],
  );
  const { form, set, clear } = useDraft('stop', emptyStopForm);
  const [isTried, setTried] = useState(false);
  const focus = useFocusWrong();
  const request = stopRequest(form);
  const action = useAction(async () => {
    if (!request.isRight) return;
    const { scope, reason } = request;
    tellSending(true);
    setFailedStop(undefined);
    try {
      const { body } = await api.call('PUT /pause', { body: { scope, reason } });
      clear();
      onPaused(body);
      void reload();
    } catch (error) {
      if (isLeft.current) setFailedStop(error);
      focus.mark();
      throw error;
    } finally {
      tellSending(false);
    }
  });
  const submit = (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (request.isRight) action.run();
    else focus.mark();
  };
  const wrong = isTried && !request.isRight ? request : undefined;
  const reasonError = wrong?.reason === undefined ? flawOf(action.error, 'reason') : texts.reasonFlaws[wrong.reason];
  const nameError = wrong?.name === undefined ? flawOf(action.error, 'scope') : texts.nameMissing;
  return (
    <form ref={focus.form} onSubmit={submit} noValidate>
      <p>{texts.whatItDoes}</p>
      <ScopeFields form={form} set={set} nameError={nameError} />
      <Field label={texts.reason} hint={texts.reasonHint(reasonMax)} error={reasonError}>
        {(input) => (
          <input
            {...input}
            value={form.reason}
            required
            onInput={({ currentTarget: { value } }) => set({ reason: value })}
          />
        )}
      </Field>
      {action.error !== undefined && !isShownBeside(action.error, ['reason', 'scope']) && (
        <Failure error={action.error} />
      )}
      <div class="actions">
        <button type="submit" class="danger" aria-disabled={action.isRunning} aria-busy={action.isRunning}>
          {action.isRunning ? texts.stopping : texts.stopNow}
        </button>
      </div>
    </form>
  );
}
