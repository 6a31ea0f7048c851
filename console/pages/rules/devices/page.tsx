import { useApp, useTexts } from '../../../app/context.ts';
import { isSamePerson } from '../../../app/me.ts';
import { useAnswer } from '../../../app/use-answer.ts';
import { Answered } from '../../../ui/answered.tsx';
import { PageHeading } from '../../../ui/page-heading.tsx';
import { AcceptRestore } from './accept-restore.tsx';
import { DeviceCard } from './device-card.tsx';
import { byStatus, type Device, type DeviceList } from './device-view.ts';
import { EnrolForm } from './enrol-form.tsx';

interface Reload {
  readonly reload: () => Promise<void>;
}

/** The devices that people sign with: one's own, and those of others to look at. */
export function Page() {
  const texts = useTexts('devices');
  const { answer, reload } = useAnswer('GET /passkeys', {}, { everyMs: 15_000 });
  return (
    <>
      <PageHeading text={texts.title} />
      <p>{texts.about}</p>
      <Answered of={answer} reload={reload}>
        {(list) => <Devices list={list} reload={reload} />}
      </Answered>
    </>
  );
}

function Devices({ list, reload }: { list: DeviceList } & Reload) {
  const { devices, people, unreadable = [], restored } = list;
  const { me } = useApp();
  const texts = useTexts('devices');
  const isMine = ({ owner }: Device) => isSamePerson(owner.by, me.person);
  const own = people.find(({ by }) => isSamePerson(by, me.person))?.inForce ?? 0;
  return (
    <>
      {restored !== undefined && <AcceptRestore list={list} restored={restored} reload={reload} />}
      {unreadable.length > 0 && (
        <p class="notice bad" role="alert">
          {texts.unreadable(unreadable.join(', '))}
        </p>
      )}
      <p class={own < 2 ? 'notice warn' : 'notice good'} role="status">
        {texts.inForce(own)} {own < 2 && texts.second}
      </p>
      <EnrolForm reload={reload} />
      <h2>{texts.own}</h2>
      <Cards devices={devices.filter(isMine)} reload={reload} />
      <h2>{texts.others}</h2>
      <ul>
        {people
          .filter(({ by }) => !isSamePerson(by, me.person))
          .map(({ by, inForce }) => (
            <li key={by}>{texts.count(by, inForce)}</li>
          ))}
      </ul>
      <Cards devices={devices.filter((device) => !isMine(device))} reload={reload} />
    </>
  );
}

function Cards({ devices, reload }: { devices: readonly Device[] } & Reload) {
  const texts = useTexts('devices');
  if (devices.length === 0) return <p>{texts.none}</p>;
  return (
    <ul class="cards">
      {byStatus(devices).map((device) => (
        <DeviceCard key={device.credentialId} device={device} reload={reload} />
      ))}
    </ul>
  );
}
