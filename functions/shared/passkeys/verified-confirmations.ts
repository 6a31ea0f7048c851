import { canonicalDigest } from '../core/canonical-digest.ts';
import type { PublicKey } from './public-key.ts';
import { type GivenWord, type Place, verifyWord } from './verify-word.ts';

/**
 * Confirmations whose signatures were verified, by the digest of all that they were verified over: so each costs once.
 * It holds as many as it is told to, and forgets the oldest.
 */
export class VerifiedConfirmations {
  readonly #known = new Set<string>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#known.size;
  }

  /** Whether this key signed it. */
  isVerified({ publicKey, algorithm }: PublicKey, given: GivenWord, place: Place): boolean {
    const { stage, origin, rpId } = place;
    const digest = canonicalDigest({ key: { publicKey, algorithm }, given, place: { stage, origin, rpId } });
    if (this.#known.has(digest)) return true;
    // What is wrong is not kept: whoever writes the table could fill it.
    if (verifyWord({ publicKey, algorithm }, given, place).kind === 'invalid') return false;
    this.#keep(digest);
    return true;
  }

  #keep(digest: string): void {
    this.#known.add(digest);
    if (this.#known.size <= this.#most) return;
    const [oldest] = this.#known;
    if (oldest !== undefined) this.#known.delete(oldest);
  }
}
