import { useEffect, useMemo, useState } from 'preact/hooks';
import { useApp } from '../../../app/context.ts';
import { LatestCall } from './latest-call.ts';
import type { Preview } from './objections.ts';
import { type Destination, formFlaws, type RequestBody, type RequestForm, requestBody } from './request-form.ts';

export type PreviewState =
  | { readonly state: 'incomplete' }
  | { readonly state: 'running' }
  | { readonly state: 'failed'; readonly error: unknown }
  | { readonly state: 'ready'; readonly preview: Preview };

const waitMs = 400;

function later(act: () => void, ms: number): () => void {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
}

/** What would become of the form as it is typed. It is checked anew where `tries` grows. */
export function usePreview(form: RequestForm, destination: Destination | undefined, tries: number): PreviewState {
  const { api } = useApp();
  const [state, setState] = useState<PreviewState>({ state: 'incomplete' });
  // Nothing is written by a preview: as long as no id is typed, one that nobody has stands for it.
  const standIn = useMemo(() => `preview-${crypto.randomUUID()}`, []);
  const latest = useMemo(
    () =>
      new LatestCall<RequestBody, Preview>({
        waitMs,
        later,
        call: async (body) => (await api.call('POST /withdrawals/preview', { body })).body,
        tell: (_, outcome) =>
          setState(
            outcome.state === 'answered'
              ? { state: 'ready', preview: outcome.output }
              : { state: 'failed', error: outcome.error },
          ),
      }),
    [api],
  );
  const body = previewBody(form, destination, standIn);
  const wanted = JSON.stringify(body);
  useEffect(() => {
    if (body === undefined) {
      latest.drop();
      setState({ state: 'incomplete' });
    } else {
      setState({ state: 'running' });
      latest.ask(body);
    }
    return () => latest.drop();
  }, [latest, wanted, tries]);
  return state;
}

function previewBody(
  form: RequestForm,
  destination: Destination | undefined,
  standIn: string,
): RequestBody | undefined {
  if (destination === undefined) return undefined;
  const { quantity, note, instructionId } = formFlaws(form);
  if (quantity !== undefined || note !== undefined) return undefined;
  const id = instructionId === undefined ? form.instructionId : standIn;
  return requestBody({ ...form, instructionId: id }, destination);
}
