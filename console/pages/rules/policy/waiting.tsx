import { useApp, useTexts } from '../../../app/context.ts';
import { useAction } from '../../../app/use-action.ts';
import { Moment } from '../../../ui/moment.tsx';
import { ConfirmStep } from '../confirm-step.tsx';
import { mayStop } from '../stop/may-stop.ts';
import { ChangesTable } from './changes-table.tsx';
import { deployerWords } from './history.tsx';
import { type PolicyView, waitingChanges } from './policy-sections.ts';

/** The looser policy that waits: when it acts, what it changes, and the veto. */
export function Waiting({ policy, reload }: { policy: PolicyView; reload: () => Promise<void> }) {
  const { me } = useApp();
  const texts = useTexts('policy');
  const { pending, inForce } = policy;
  if (pending === undefined) return <p class="notice good">{texts.nothingWaits}</p>;
  return (
    <div class="notice warn">
      <p>
        <strong>
          {texts.actsFrom} <Moment at={pending.actsAt} />
        </strong>
      </p>
      <p>
        {texts.proposedBy(deployerWords(pending.by, texts))} <Moment at={pending.proposedAt} />
      </p>
      <ChangesTable label={texts.waiting} changes={waitingChanges(inForce.policy, pending.policy)} />
      {mayStop(me.roles) ? <Veto reload={reload} /> : <p>{texts.whoMayVeto}</p>}
    </div>
  );
}

function Veto({ reload }: { reload: () => Promise<void> }) {
  const { api } = useApp();
  const texts = useTexts('policy');
  const action = useAction(async () => {
    await api.call('DELETE /policy/pending', {});
    await reload();
  });
  const { ask, about, means, confirm, running, keep } = texts.veto;
  return (
    <ConfirmStep
      ask={ask}
      about={about}
      means={means}
      confirm={confirm}
      running={running}
      keep={keep}
      action={action}
    />
  );
}
