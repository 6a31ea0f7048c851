import { enrolmentOf, keyOf } from '../../fakes/device-keys.ts';
import { sha256 } from '../../invariants/chain.ts';
import { ownerOf } from '../../plan/device-names.ts';
import type { DeviceName } from '../../plan/device-plan.ts';
import { isRecord, type Raw, recordOf } from '../raw.ts';

/** What somebody signed with a device, as they meant it. */
export interface Signing {
  /** The true time. */
  readonly at: number;
  /** By their e-mail address. */
  readonly by: string;
  readonly device: DeviceName;
  readonly purpose: string;
  readonly decision: string;
  readonly id: string;
  readonly digest: string;
  readonly nonce: string;
  readonly expiresAt: string;
  /** What the device counted. */
  readonly count: number;
  /** What was before them: the content of an instruction, or the target of a destination. */
  readonly seen: Raw;
  /** They read it, on the console's page, and their own device asked who they are. */
  readonly isProper: boolean;
}

/** What `passkeys` gave to be signed. */
interface Given {
  readonly to: string;
  readonly for: string;
}

/** A step of a device's life, as it came to its head. */
export interface HeadStep {
  readonly at: number;
  readonly entry: Raw;
}

/**
 * What devices there are, and what each person signed with theirs. Kept by what people did and by the steps that came to
 * the table of heads: no judge of the product is asked.
 */
export class DeviceBook {
  readonly #names = new Map<string, DeviceName>();
  readonly #roots: ReadonlySet<DeviceName>;
  readonly #signings = new Map<string, Signing>();
  readonly #given = new Map<string, Given>();
  readonly #counts = new Map<DeviceName, number>();
  readonly #steps = new Map<string, HeadStep[]>();

  constructor(roots: readonly DeviceName[]) {
    this.#roots = new Set(roots);
    for (const root of roots) this.add(root);
  }

  /** Somebody has this device. */
  add(device: DeviceName): void {
    this.#names.set(keyOf(device).credentialId, device);
  }

  /** In the order of their numbers. */
  devicesOf(person: string): readonly DeviceName[] {
    return [...this.#names.values()].filter((device) => ownerOf(device) === person).toSorted();
  }

  isRoot(device: DeviceName): boolean {
    return this.#roots.has(device);
  }

  /** Undefined for a device of nobody: an intruder's. */
  named(credentialId: unknown): DeviceName | undefined {
    return this.#names.get(String(credentialId));
  }

  give(nonce: string, to: string, verdict: Pick<Signing, 'purpose' | 'decision' | 'id' | 'digest'>): void {
    this.#given.set(nonce, { to, for: verdictText(verdict) });
  }

  wasGiven(signing: Signing): boolean {
    const given = this.#given.get(signing.nonce);
    return given?.to === signing.by && given.for === verdictText(signing);
  }

  /** What the device counts for the next signature. One that does not count says 0. */
  nextCount(device: DeviceName): number {
    return (this.#counts.get(device) ?? 0) + 1;
  }

  note(word: Raw, signing: Signing): void {
    this.#signings.set(wordText(word), signing);
    this.#counts.set(signing.device, Math.max(signing.count, this.#counts.get(signing.device) ?? 0));
  }

  /** Who signed this, and what. Undefined where no person did. */
  signingOf(word: unknown): Signing | undefined {
    return isRecord(word) ? this.#signings.get(wordText(word)) : undefined;
  }

  /** Those of a person, for whatever they were, in the order in which they were signed. */
  wordsOf(person: string): readonly Raw[] {
    return this.allWords().filter((word) => this.signingOf(word)?.by === person);
  }

  allWords(): readonly Raw[] {
    return [...this.#signings.keys()].map((text) => recordOf(JSON.parse(text)));
  }

  headWritten(credentialId: string, item: Raw, at: number): void {
    if (!isRecord(item.entry)) return;
    const steps = this.#steps.get(credentialId) ?? [];
    steps.push({ at, entry: item.entry });
    this.#steps.set(credentialId, steps);
  }

  /** The step that brought a device to this. */
  step(device: DeviceName, to: 'proposed' | 'confirmed' | 'revoked'): HeadStep | undefined {
    return this.#steps.get(keyOf(device).credentialId)?.find(({ entry }) => entry.to === to);
  }

  /** What its owner knows of it, and tells whoever is to confirm it. */
  enrolmentDigest(device: DeviceName): string {
    return sha256({ ...enrolmentOf(device, ownerOf(device)) });
  }
}

function verdictText({ purpose, decision, id, digest }: Pick<Signing, 'purpose' | 'decision' | 'id' | 'digest'>) {
  return JSON.stringify([purpose, decision, id, digest]);
}

/** All of its parts in one order. */
function wordText(word: Raw): string {
  return JSON.stringify(word, Object.keys(word).toSorted());
}
