import { useApp, useTexts } from '../../../app/context.ts';
import { Blocks } from '../../../ui/blocks.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Fact } from '../../../ui/fact.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { UserText } from '../../../ui/user-text.tsx';
import { ConfirmDevice } from './confirm-device.tsx';
import { type Device, type DeviceProps, mayConfirm, mayRevoke, standingOf } from './device-view.ts';
import { RevokeDevice } from './revoke-device.tsx';

/** One device: whose, how it stands, and what can be done about it. */
export function DeviceCard({ device, reload }: DeviceProps) {
  const { me } = useApp();
  const texts = useTexts('devices');
  const { name, owner, status, synced, model, digest, line } = device;
  return (
    <li class="card">
      <h3>
        <UserText text={name} />
      </h3>
      <dl class="facts">
        <Fact name={texts.owner}>
          <UserText text={owner.by} />
        </Fact>
        <Fact name={texts.state}>
          <Standing device={device} />
        </Fact>
        <Steps device={device} />
        <Fact name={texts.key}>{synced ? texts.synced : texts.bound}</Fact>
        <Fact name={texts.model}>{model}</Fact>
        <Fact name={texts.digest}>
          <Blocks text={digest} copy={false} />
        </Fact>
      </dl>
      <div class="actions">
        {mayConfirm(device, me) && <ConfirmDevice device={device} reload={reload} />}
        {mayRevoke(device, me) && <RevokeDevice device={device} reload={reload} />}
        {status !== 'revoked' && <CopyButton text={line} label={texts.line} />}
      </div>
    </li>
  );
}

function Standing({ device }: { device: Device }) {
  const { states } = useTexts('devices');
  const { actsFrom, flaw = '' } = device;
  const standing = standingOf(device);
  return (
    <>
      {states[standing]} {standing === 'later' && actsFrom !== undefined && <Moment at={actsFrom} />}
      {standing === 'flawed' && flaw}
    </>
  );
}

/** Who did what with it, and when. */
function Steps({ device }: { device: Device }) {
  const { steps } = useTexts('devices');
  return (
    <>
      {(['proposed', 'confirmed', 'revoked'] as const).map((step) => {
        const stamp = device[step];
        return (
          stamp !== undefined && (
            <Fact key={step} name={steps[step]}>
              <UserText text={stamp.by} />, <Moment at={stamp.at} />
            </Fact>
          )
        );
      })}
    </>
  );
}
