import { useApp, useTexts } from '../../../app/context.ts';
import { useAction } from '../../../app/use-action.ts';
import { pauseDigest } from '../../../digest/pause-digest.ts';
import { DeviceError } from '../../../passkeys/device-error.ts';
import { scopeWords } from '../../../texts/scope-words.ts';
import { Moment } from '../../../ui/moment.tsx';
import { SignNote } from '../../../ui/sign-note.tsx';
import { UserText } from '../../../ui/user-text.tsx';
import { ConfirmStep } from '../confirm-step.tsx';
import { mayStop } from './may-stop.ts';
import { type Pause, usePause } from './pause-context.ts';
import { resumeStep } from './resume-step.ts';

/** One pause that stands: what, who, when, why, and how it ends. */
export function PauseCard({ pause }: { pause: Pause }) {
  const { me } = useApp();
  const texts = useTexts('stop');
  const { scope, reason, by, at, inForceAt, resume } = pause;
  return (
    <li class="card">
      <h3>{scopeWords(scope, texts.scopes)}</h3>
      <dl class="facts">
        <dt>{texts.reason}</dt>
        <dd>
          <UserText text={reason} />
        </dd>
        <dt>{texts.by}</dt>
        <dd>
          <UserText text={by} />, <Moment at={at} />
        </dd>
        <dt>{texts.nothingFrom}</dt>
        <dd>
          <Moment at={inForceAt} />
        </dd>
        <dt>{texts.resume}</dt>
        <dd>
          {resume === undefined ? (
            texts.nobodyResumes
          ) : (
            <>
              {texts.waitsForSecond(resume.by)} <Moment at={resume.at} />
            </>
          )}
        </dd>
      </dl>
      {mayStop(me.roles) ? <Resume pause={pause} /> : <p class="quiet">{texts.whoMay}</p>}
    </li>
  );
}

function Resume({ pause }: { pause: Pause }) {
  const { api, me, signer } = useApp();
  const texts = useTexts('stop');
  const { reload } = usePause();
  const action = useAction(async () => {
    const digest = await pauseDigest(pause);
    if (digest !== pause.digest) throw new DeviceError('differs');
    await signer.send({ purpose: 'pause', decision: 'resume', subject: { id: pause.scope, digest } }, ({ word }) => {
      const query = { scope: pause.scope };
      return api.call('DELETE /pause', word === undefined ? { query } : { query, body: { word } });
    });
    await reload();
  });
  const step = resumeStep(pause, me.person, signer.asksForAll);
  if (step === 'own') return <p class="quiet">{texts.ownResume}</p>;
  const { ask, means, confirm } = texts.steps[step];
  const scope = scopeWords(pause.scope, texts.scopes);
  return (
    <ConfirmStep
      key={step}
      ask={ask}
      about={scope}
      means={means}
      confirm={confirm(scope)}
      running={texts.resuming}
      keep={texts.keepPaused}
      action={action}
    >
      <SignNote purpose="pause" id={scope} />
    </ConfirmStep>
  );
}
