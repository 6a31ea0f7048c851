import type { Invariant, Observed, PublishedEvent } from '../run/observed.ts';
import { instructionOf, listOf, type RawInstruction, recordOf } from '../run/raw.ts';

/** Every step of every instruction is on the bus at least once, and says what its history says. */
export const events: Invariant = {
  name: 'every step is published',
  watch: (observed) => ({
    ended: () => {
      const changes = observed.events.filter(({ type }) => type === 'InstructionStatusChanged');
      const calls = observed.events.filter(({ type }) => type === 'NeedsAttention');
      const all = observed.items().flatMap((item) => instructionOf(item) ?? []);
      return (
        unpublishedBan(observed) ??
        unpublishedPause(observed) ??
        all.map((each) => unpublished(each, changes) ?? unalerted(each, calls)).find((wrong) => wrong !== undefined)
      );
    },
  }),
};

function unpublished({ id, history, content }: RawInstruction, changes: readonly PublishedEvent[]): string | undefined {
  const wrong = history.find(
    (entry) =>
      !changes.some(
        ({ detail }) =>
          detail.id === id &&
          detail.version === entry.version &&
          detail.status === entry.to &&
          detail.reason === entry.reason &&
          detail.quantity === content.quantity &&
          detail.kind === content.kind,
      ),
  );
  return wrong === undefined ? undefined : `${id}: ${wrong.to} (version ${wrong.version}) is not on the bus`;
}

/** People were called, unless others had resolved it before. */
function unalerted({ id, status }: RawInstruction, calls: readonly PublishedEvent[]): string | undefined {
  if (status !== 'needs-attention' || calls.some(({ detail }) => detail.id === id)) return undefined;
  return `nobody was called for ${id}`;
}

/** A ban by the exchange is told to people. Of two in a row, the later one is enough. */
function unpublishedBan({ item, events: all }: Observed): string | undefined {
  const { blockedBy, blockedUntil } = item('pace#read') ?? {};
  if (blockedBy !== 'ip-banned') return undefined;
  const until = new Date(Number(blockedUntil)).toISOString();
  return all.some(({ type, detail }) => type === 'ExchangeBan' && detail.until === until)
    ? undefined
    : `nobody was told of the ban until ${until}`;
}

/** Each change of the pause is told to people, with its number. */
function unpublishedPause({ item, events: all }: Observed): string | undefined {
  const pauseState = item('pause')?.switch;
  const published = all.filter(({ type }) => type === 'PauseChanged').map(({ detail }) => detail);
  const missed = pauseState === undefined ? [] : listOf(recordOf(pauseState).changes);
  const wrong = missed.find(
    (change) =>
      !published.some(
        ({ number, what, scope, by }) =>
          number === change.number && what === change.what && scope === change.scope && by === change.by,
      ),
  );
  return wrong === undefined ? undefined : `nobody was told that ${wrong.scope} was ${wrong.what} by ${wrong.by}`;
}
