import { useEffect, useState } from 'preact/hooks';
import { useTexts } from '../../../app/context.ts';
import { useDraft } from '../../../app/use-draft.ts';
import { Blocks } from '../../../ui/blocks.tsx';
import { Field } from '../../../ui/field.tsx';
import { comparedBlocks, type Difference, readDifference, type TypedDifference } from './look-alikes.ts';

interface DifferenceFormProps {
  readonly id: string;
  /** The address that is proposed, and the known one. */
  readonly here: string;
  readonly there: string;
  readonly name: (difference: Difference | undefined) => void;
}

const nothing: TypedDifference = { block: '', here: '', there: '' };

/** Two addresses side by side, and what somebody names as their difference. Nothing is filled in for them. */
export function DifferenceForm({ id, here, there, name }: DifferenceFormProps) {
  const texts = useTexts('destinations').lookAlike;
  const { form, set } = useDraft(`difference ${id} ${here}`, nothing);
  const [isTouched, setTouched] = useState(false);
  const compared = comparedBlocks(here, there);
  const marked = compared.filter(({ differs }) => differs).map(({ block }) => block);
  const read = readDifference(id, form, compared);
  const difference = 'difference' in read ? read.difference : undefined;
  const named = JSON.stringify(difference);
  useEffect(() => name(difference), [named]);
  const change = (changes: Partial<TypedDifference>) => {
    setTouched(true);
    set(changes);
  };
  return (
    <fieldset>
      <legend>{texts.there(id)}</legend>
      <dl class="facts">
        <dt>{texts.here}</dt>
        <dd>
          <Blocks text={here} marked={marked} copy={false} />
        </dd>
        <dt>{texts.there(id)}</dt>
        <dd>
          <Blocks text={there} marked={marked} copy={false} />
        </dd>
      </dl>
      <Field label={texts.block} error={isTouched && 'flaw' in read ? texts.flaws[read.flaw] : undefined}>
        {(input) => (
          <select {...input} value={form.block} onChange={({ currentTarget: { value } }) => change({ block: value })}>
            <option value="">{texts.choose}</option>
            {compared.map(({ block }) => (
              <option key={block} value={String(block)}>
                {texts.blockNumber(block)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <BlockField label={texts.readsHere} value={form.here} type={(value) => change({ here: value })} />
      <BlockField label={texts.readsThere} value={form.there} type={(value) => change({ there: value })} />
      <p role="status">{difference === undefined ? '' : texts.named}</p>
    </fieldset>
  );
}

function BlockField({ label, value, type }: { label: string; value: string; type: (value: string) => void }) {
  return (
    <Field label={label}>
      {(input) => (
        <input
          {...input}
          maxLength={4}
          autoComplete="off"
          autoCapitalize="off"
          spellcheck={false}
          value={value}
          onInput={({ currentTarget }) => type(currentTarget.value.trim())}
        />
      )}
    </Field>
  );
}
