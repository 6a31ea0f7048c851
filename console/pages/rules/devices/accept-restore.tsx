import { useApp, useTexts } from '../../../app/context.ts';
import { isSamePerson } from '../../../app/me.ts';
import { useAction } from '../../../app/use-action.ts';
import { acceptRestore } from '../../../passkeys/accept-restore.ts';
import { Blocks } from '../../../ui/blocks.tsx';
import { Fact } from '../../../ui/fact.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { SignNote } from '../../../ui/sign-note.tsx';
import { UserText } from '../../../ui/user-text.tsx';
import { ConfirmStep } from '../confirm-step.tsx';
import { type Device, type DeviceList, newestStep, type Restored, type Standing, standingOf } from './device-view.ts';

interface AcceptRestoreProps {
  readonly list: DeviceList;
  readonly restored: Restored;
  readonly reload: () => Promise<void>;
}

/** What was restored, who accepted it, and one's own acceptance, signed with a device. */
export function AcceptRestore({ list, restored, reload }: AcceptRestoreProps) {
  const { api, signer, me } = useApp();
  const texts = useTexts('devices').restored;
  const { table, acceptedBy } = restored;
  const action = useAction(async () => {
    await acceptRestore({ api, signer }, list, restored);
    await reload();
  });
  const isOwn = acceptedBy !== undefined && isSamePerson(acceptedBy.by, me.person);
  return (
    <section class="card">
      <h2>{texts.title}</h2>
      <p class="notice bad" role="alert">
        {texts.means}
      </p>
      <RestoredFacts list={list} restored={restored} />
      <Counted devices={list.devices} />
      {isOwn ? (
        <p class="notice good">{texts.own}</p>
      ) : (
        <ConfirmStep {...texts.accept} about={texts.title} action={action}>
          <SignNote purpose="restore" id={table} isAsked />
        </ConfirmStep>
      )}
    </section>
  );
}

function RestoredFacts({ list: { devices }, restored }: Omit<AcceptRestoreProps, 'reload'>) {
  const texts = useTexts('devices').restored;
  const { table, from, digest, devices: chains, acceptedBy } = restored;
  const newest = newestStep(devices);
  return (
    <dl class="facts">
      <Fact name={texts.table}>{table}</Fact>
      <Fact name={texts.from}>{from}</Fact>
      {newest !== undefined && (
        <Fact name={texts.newest}>
          <Moment at={newest} />
        </Fact>
      )}
      <Fact name={texts.digest}>
        <Blocks text={digest} copy={false} /> {texts.of(chains.length)}
      </Fact>
      {acceptedBy !== undefined && (
        <Fact name={texts.accepted}>
          <UserText text={acceptedBy.by} />, <Moment at={acceptedBy.at} />
        </Fact>
      )}
      <Fact name={texts.missing}>{acceptedBy === undefined ? texts.two : texts.another}</Fact>
    </dl>
  );
}

/** Which devices the acceptance brings back, by name, and how many of the others there are. */
function Counted({ devices }: { devices: readonly Device[] }) {
  const texts = useTexts('devices').restored;
  const standing = (wanted: Standing) => devices.filter((each) => standingOf(each) === wanted);
  return (
    <>
      {(['again', 'later'] as const).map((kind) => {
        const counted = standing(kind === 'again' ? 'restored' : 'later');
        return (
          <div key={kind}>
            <p>{texts[kind](counted.length)}</p>
            <ul>
              {counted.map(({ credentialId, name, owner }) => (
                <li key={credentialId}>
                  <UserText text={name} />, <UserText text={owner.by} />
                </li>
              ))}
            </ul>
          </div>
        );
      })}
      <p>{texts.revoked(standing('revoked').length)}</p>
    </>
  );
}
