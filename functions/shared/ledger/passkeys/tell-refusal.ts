import type { PublishedErrorCode } from '../../core/error-codes.ts';
import type { Bus } from '../messaging/bus.ts';
import { passkeyRefusedEvent } from '../messaging/passkey-refused-event.ts';
import {
  PasskeyNotInForceError,
  PasskeyRefusedError,
  PasskeyRequiredError,
  RegistryInconsistentError,
} from './errors.ts';
import type { OfferedWord } from './offered-word.ts';

/** Whoever has a token could fill everybody's mail with the same news. */
const againAfter = 3_600_000;

/** As many are remembered in the life of an instance of a function. */
const rememberedMax = 1_000;

/** Tells people that a word was refused, or missing: it may be somebody else who has a person's token. */
export interface RefusalTeller {
  /** Of one person and reason once an hour. Throws BusUnavailableError. */
  tell(error: unknown, offered: OfferedWord): Promise<void>;
}

export function openRefusalTeller(bus: Bus): RefusalTeller {
  const told = new Map<string, number>();
  return {
    tell: async (error, { word, said, at }) => {
      const code = refusalCode(error);
      if (code === undefined) return;
      const key = JSON.stringify([said.person.issuer, said.person.claim, said.person.by, code]);
      const last = told.get(key);
      if (last !== undefined && at < last + againAfter) return;
      await bus.publish([passkeyRefusedEvent(said, word?.credentialId, code)]);
      if (told.size >= rememberedMax) told.clear();
      told.set(key, at);
    },
  };
}

/** Of a copied device people are told by an event of its own. */
function refusalCode(error: unknown): PublishedErrorCode | undefined {
  if (error instanceof PasskeyRefusedError) return error.refusal === 'passkey-cloned' ? undefined : error.refusal;
  if (error instanceof PasskeyRequiredError) return 'passkey-required';
  if (error instanceof PasskeyNotInForceError) return 'passkey-not-in-force';
  return error instanceof RegistryInconsistentError ? 'registry-inconsistent' : undefined;
}
