import { useState } from 'preact/hooks';
import { flawOf, isShownBeside } from '../../../api/flaw-of.ts';
import { useApp, useTexts } from '../../../app/context.ts';
import { useAction } from '../../../app/use-action.ts';
import { register } from '../../../passkeys/ceremonies.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Failure } from '../../../ui/failure.tsx';
import { TextInput } from '../../../ui/inputs.tsx';

/** Enrolls a device of one's own. Another person confirms it then. */
export function EnrolForm({ reload }: { reload: () => Promise<void> }) {
  const { api } = useApp();
  const texts = useTexts('devices');
  const [name, setName] = useState('');
  const action = useAction(async () => {
    const { body } = await api.call('POST /passkeys/enrolments', { body: { name } });
    await api.call('POST /passkeys', { body: { registration: await register(body.options) } });
    setName('');
    await reload();
  });
  return (
    <>
      <TextInput
        label={texts.name}
        hint={texts.nameHint}
        value={name}
        set={setName}
        error={flawOf(action.error, 'name')}
      />
      {action.error !== undefined && !isShownBeside(action.error, ['name']) && <Failure error={action.error} />}
      <div class="actions">
        <ActionButton action={action} look="main" label={texts.enroll} running={texts.enrolling} />
      </div>
    </>
  );
}
