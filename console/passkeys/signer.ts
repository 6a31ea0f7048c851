import canonicalize from 'canonicalize';
import type { NamedPerson } from '../../functions/shared/passkeys/person.ts';
import type { Verdict } from '../../functions/shared/passkeys/purposes.ts';
import type { SignedWord } from '../../functions/shared/passkeys/signed-word.ts';
import { type Subject, statementContent } from '../../functions/shared/passkeys/statement-content.ts';
import type { ApiClient } from '../api/client.ts';
import { type Assertion, assertWith, type Challenge } from './ceremonies.ts';
import { DeviceError } from './device-error.ts';

/** What somebody decides, about what. Its digest was computed here, from what is shown. */
export type Decided = Verdict & { readonly subject: Subject };

/** What goes into the body of a call: the signature, where there is one. */
export interface Signed {
  readonly word?: SignedWord;
}

/** A challenge is given for five minutes. The rest is for clocks that are wrong. */
const longestMs = 3_600_000;

/** Has a person's own device sign what they decide. */
export class Signer {
  readonly #api: Pick<ApiClient, 'call'>;
  readonly #person: NamedPerson;
  readonly #stage: string;
  readonly #ask: (challenge: Challenge) => Promise<Assertion>;
  /** Whether more than approvals are signed here, as far as this page knows. */
  asksForAll: boolean;

  constructor(
    api: Pick<ApiClient, 'call'>,
    { person, stage, asksForAll }: { person: NamedPerson; stage: string; asksForAll: boolean },
    ask = assertWith,
  ) {
    this.#api = api;
    this.#person = person;
    this.#stage = stage;
    this.#ask = ask;
    this.asksForAll = asksForAll;
  }

  /**
   * Sends a decision, with a signature where one is asked for. Whoever sends none where one is asked for is taken for a
   * thief, and people are told: so the policy is read first. Throws DeviceError, and what the calls throw.
   */
  async send<Answer>(
    decided: Decided,
    send: (signed: Signed) => Promise<Answer>,
    isAsked = this.asksForAll,
  ): Promise<Answer> {
    if (isAsked) return send({ word: await this.#sign(decided) });
    // A payment was read just before, and says by itself what it takes.
    if (decided.purpose !== 'payment') await this.#requireUnsigned();
    return send({});
  }

  /** Nobody has read yet that a device signs: that is known the next time. */
  async #requireUnsigned(): Promise<void> {
    const { body } = await this.#api.call('GET /policy', {});
    this.asksForAll = body.inForce.policy.passkeys === 'all';
    if (this.asksForAll) throw new DeviceError('asked');
  }

  async #sign(decided: Decided): Promise<SignedWord> {
    const { body: given } = await this.#api.call('POST /passkeys/challenges', { body: decided });
    const { nonce, expiresAt, rpId, credentialIds } = given;
    const own = { ...decided, person: this.#person, stage: this.#stage, nonce, expiresAt };
    const text = canonicalize(statementContent(own));
    const isLate = !(Date.parse(expiresAt) - Date.now() < longestMs);
    if (isLate || text !== canonicalize(statementContent(given))) throw new DeviceError('differs');
    if (credentialIds.length === 0) throw new DeviceError('none');
    const challenge = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
    return { ...(await this.#ask({ rpId, challenge, credentialIds })), nonce, expiresAt };
  }
}
