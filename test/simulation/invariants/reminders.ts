import type { Invariant, PublishedEvent } from '../run/observed.ts';
import { instructionOf, type Raw } from '../run/raw.ts';

/** What is noted as told is never told again: so it is on the bus before, and it is noted once. */
export const reminders: Invariant = {
  name: 'people are reminded before it is noted, and it is noted once',
  watch: ({ events }) => ({
    written: ({ item, before }) => {
      const id = instructionOf(item)?.id;
      if (id === undefined) return undefined;
      const [noted, known] = [namesIn(item), namesIn(before)];
      if (new Set(noted).size < noted.length) return `${id}: a reminder is noted twice: ${noted.join(', ')}`;
      const given = new Set(events.filter(({ detail }) => detail.id === id).map(nameOf));
      const untold = noted.find((name) => !known.includes(name) && !given.has(name));
      return untold === undefined ? undefined : `${id}: "${untold}" is noted, and nobody was told`;
    },
  }),
};

function namesIn(item: Raw | undefined): readonly string[] {
  const names = item?.reminders;
  return Array.isArray(names) ? names.map(String) : [];
}

function nameOf({ type, detail }: PublishedEvent): string | undefined {
  if (type === 'InstructionExpiresSoon') return 'expires-soon';
  return type === 'InstructionHeld' ? `held ${String(detail.since)}` : undefined;
}
