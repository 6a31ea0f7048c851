import { useEffect, useRef, useState } from 'preact/hooks';
import { RefusedError } from '../../../api/errors.ts';
import { useApp, useTexts } from '../../../app/context.ts';
import { hrefTo } from '../../../app/route.ts';
import { useAction } from '../../../app/use-action.ts';
import { useDraft } from '../../../app/use-draft.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Failure } from '../../../ui/failure.tsx';
import { LookAlikeSection } from './look-alike-section.tsx';
import { type Difference, lookAlikeIds } from './look-alikes.ts';
import { ProposalFields } from './proposal-fields.tsx';
import {
  emptyProposal,
  isBank,
  missingFields,
  type ProposalField,
  type ProposalForm,
  proposalBody,
} from './proposal-form.ts';

/** What is proposed. An address that looks like a known one takes a difference, named by whoever read both. */
export function ProposeForm({ coins }: { coins: readonly string[] }) {
  const { api } = useApp();
  const texts = useTexts('destinations').proposal;
  const { form, set, clear } = useDraft('propose', emptyProposal);
  const [sent, setSent] = useState<ProposalForm>();
  const [named, setNamed] = useState<ReadonlyMap<string, Difference>>(new Map());
  const element = useRef<HTMLDivElement>(null);
  const [tries, setTries] = useState(0);
  const action = useAction(async () => {
    setTries((last) => last + 1);
    setSent(form);
    const body = missingFields(form).length > 0 ? undefined : proposalBody(form, alike.flatMap(namedOf));
    if (body === undefined) return;
    const { id } = (await api.call('POST /whitelist', { body })).body;
    clear();
    location.hash = hrefTo(['destinations', id]);
  });
  const alike = useLookAlikes(action.error, form.address);
  const namedOf = (id: string): readonly Difference[] => {
    const difference = named.get(id);
    return difference === undefined ? [] : [difference];
  };
  useEffect(() => {
    if (tries > 0 && !action.isRunning) element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries, action.isRunning]);
  const wrong = (field: ProposalField): string | undefined => {
    if (tries > 0 && missingFields(form).includes(field)) return texts.missing;
    return sent?.[field] === form[field] ? saidOf(field, action.error) : undefined;
  };
  return (
    <div ref={element}>
      <ProposalFields form={form} set={set} coins={coins} wrong={wrong} />
      {alike.length > 0 && !isBank(form) && (
        <LookAlikeSection
          address={form.address}
          ids={alike}
          name={(id, difference) => setNamed((last) => withDifference(last, id, difference))}
        />
      )}
      {action.error !== undefined && !isLookAlike(action.error) && <Failure error={action.error} />}
      <div class="actions">
        <ActionButton
          action={action}
          look="main"
          label={texts.send}
          running={texts.running}
          isDisabled={alike.some((id) => !named.has(id))}
        />
      </div>
    </div>
  );
}

const isLookAlike = (error: unknown): error is RefusedError =>
  error instanceof RefusedError && error.code === 'look-alike';

/** What this address was refused for looking like. It stays until another address is typed. */
function useLookAlikes(error: unknown, address: string): readonly string[] {
  const [found, setFound] = useState<{ readonly address: string; readonly ids: readonly string[] }>();
  useEffect(() => {
    if (!isLookAlike(error)) return;
    const ids = lookAlikeIds(error.details);
    // One that was named before is not told of again.
    setFound((last) => ({ address, ids: [...new Set([...(last?.address === address ? last.ids : []), ...ids])] }));
  }, [error]);
  return found?.address === address ? found.ids : [];
}

function withDifference(
  named: ReadonlyMap<string, Difference>,
  id: string,
  difference: Difference | undefined,
): ReadonlyMap<string, Difference> {
  const others = [...named].filter(([each]) => each !== id);
  return new Map(difference === undefined ? others : [...others, [id, difference]]);
}

function saidOf(field: ProposalField, error: unknown): string | undefined {
  if (!(error instanceof RefusedError)) return undefined;
  if (error.code === 'whitelist-conflict') return field === 'id' ? error.message : undefined;
  const flaws = error.details.filter((flaw) => flaw.field === field);
  return flaws.length === 0 ? undefined : flaws.map(({ reason, expected }) => `${reason}; ${expected}`).join('. ');
}
