import { useRef, useState } from 'preact/hooks';
import { flawOf } from '../../../api/flaw-of.ts';
import type { BodyOfResponse } from '../../../api/routes.ts';
import { useApp, useTexts } from '../../../app/context.ts';
import { useAction } from '../../../app/use-action.ts';
import { useDraft } from '../../../app/use-draft.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Failure } from '../../../ui/failure.tsx';
import { Field } from '../../../ui/field.tsx';

export type StatementNote = BodyOfResponse<'POST /statements/{id}/notes'>;

interface NoteFormProps {
  /** Of the day: the account and the date. */
  readonly statementId: string;
  /** The id of the movement. */
  readonly row: string;
  readonly added: (note: StatementNote) => void;
}

/** Says what a movement is that no instruction explains. The same text twice is one note. */
export function NoteForm(props: NoteFormProps) {
  const { me } = useApp();
  const texts = useTexts('books').note;
  const mayWrite = me.roles.has('requester') || me.roles.has('approver');
  return mayWrite ? <Form {...props} /> : <p class="quiet">{texts.whoMay}</p>;
}

function Form({ statementId, row, added }: NoteFormProps) {
  const { api } = useApp();
  const texts = useTexts('books').note;
  const { form, set, clear } = useDraft(`note.${statementId}.${row}`, { text: '' });
  const [isMissing, setMissing] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const add = useAction(async () => {
    const text = form.text.trim();
    setMissing(text === '');
    if (text === '') {
      field.current?.focus();
      return;
    }
    const { body } = await api.call('POST /statements/{id}/notes', { path: { id: statementId }, body: { row, text } });
    clear();
    added(body);
  });
  const flaw = isMissing ? texts.empty : flawOf(add.error, 'text');
  return (
    <div class="note-form">
      <Field label={texts.label} hint={texts.hint} error={flaw}>
        {(input) => (
          <textarea
            {...input}
            ref={field}
            rows={2}
            maxLength={1_000}
            value={form.text}
            onInput={({ currentTarget }) => set({ text: currentTarget.value })}
          />
        )}
      </Field>
      {add.error !== undefined && flaw === undefined && <Failure error={add.error} />}
      <ActionButton action={add} label={texts.add} running={texts.adding} />
    </div>
  );
}
