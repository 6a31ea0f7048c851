import { iso, type Millis } from '../../../functions/shared/core/clock.ts';
import { nextLink } from '../../../functions/shared/core/history-chain.ts';
import { passkeyKey, registryHeadKey } from '../../../functions/shared/core/item-keys.ts';
import type { RecordedHead } from '../../../functions/shared/ledger/passkeys/registry-heads.ts';
import type { Device } from '../../../functions/shared/passkeys/device.ts';
import {
  type ChainEnd,
  chainEndOf,
  type RegistryHead,
  type Rollback,
  rollbacks,
} from '../../../functions/shared/passkeys/registry-head.ts';
import type { Finding, Readable } from './verify-item.ts';

export interface RegistryVerification {
  /** How many heads of the registry were there. */
  readonly heads: number;
  /** Those that statements name. */
  readonly statements: number;
  readonly findings: readonly Finding[];
}

/** A head that a statement names. */
interface StatementHead {
  readonly item: string;
  readonly head: RegistryHead;
}

/** A step that is written while the registry is read may be in its head, or not. */
const underWayMs: Millis = 60_000;

const words = {
  missing: 'is gone',
  shorter: 'has fewer steps',
  rewritten: 'has another step at the same place',
} as const satisfies Readonly<Record<Rollback['kind'], string>>;

/**
 * Finds a registry of devices that was rolled back or rewritten: each head goes on from the one before, the devices go
 * on from the last one, none of them is older than a head that does not know it, and each head that a statement names
 * is one that was kept.
 */
export class RegistryCheck {
  private readonly devices = new Map<string, Device>();
  private readonly heads = new Map<Millis, RecordedHead>();
  private readonly named: StatementHead[] = [];

  note(seen: Readable): void {
    if (seen.kind === 'device') this.devices.set(seen.device.enrolment.credentialId, seen.device);
    if (seen.kind === 'registry-head') this.heads.set(seen.head.at, seen.head);
  }

  noteStatement(item: string, head: RegistryHead | undefined): void {
    if (head !== undefined) this.named.push({ item, head });
  }

  /** `until`: what was kept later is not among what was shown. Without it no heads were shown, but in statements. */
  verify(until: Millis | undefined): RegistryVerification {
    const heads = [...this.heads.values()].toSorted((a, b) => a.at - b.at);
    const last = heads.at(-1);
    const ofStatements =
      until === undefined ? this.shrunkFindings() : this.named.flatMap((each) => this.statementFindings(each, until));
    return {
      heads: heads.length,
      statements: this.named.length,
      findings: [
        ...heads.flatMap((head, index) => this.extensionFindings(heads[index - 1], head)),
        ...(last === undefined ? [] : this.deviceFindings(last)),
        ...ofStatements,
      ],
    };
  }

  private extensionFindings(before: RecordedHead | undefined, head: RecordedHead): readonly Finding[] {
    if (before === undefined) return [];
    const later = new Map(head.chains.map((end) => [end.credentialId, end]));
    return rollbacks(before.chains, later, (id, version) => this.linkAfter(id, version)).map(
      ({ credentialId, kind }) => ({
        item: registryHeadKey(iso(head.at)),
        problem: `${passkeyKey(credentialId)} ${words[kind]}, compared with the head of ${iso(before.at)}`,
      }),
    );
  }

  /** What the devices are, against the last head. */
  private deviceFindings(last: RecordedHead): readonly Finding[] {
    const known = new Map(last.chains.map((end) => [end.credentialId, end]));
    const ends = new Map([...this.devices].flatMap(([id, device]) => endOf(id, device.history.at(-1))));
    const back = rollbacks(last.chains, ends, (id, version) => this.linkAfter(id, version))
      // A crash can leave a proposal without its item. It counts for nothing.
      .filter(({ credentialId, kind }) => kind !== 'missing' || known.get(credentialId)?.status !== 'proposed')
      .map(({ credentialId, kind }) => ({
        item: passkeyKey(credentialId),
        problem: `it ${words[kind]}, compared with the head of the registry of ${iso(last.at)}`,
      }));
    const ahead = [...this.devices].flatMap(([id, device]) => aheadOf(last.at, known.get(id), device));
    return [...back, ...ahead];
  }

  private linkAfter(credentialId: string, version: number): string | undefined {
    const entry = this.devices.get(credentialId)?.history[version - 1];
    return entry === undefined ? undefined : nextLink('', entry);
  }

  private statementFindings({ item, head }: StatementHead, until: Millis): readonly Finding[] {
    const kept = this.heads.get(head.at);
    if (kept?.digest === head.digest && kept.devices === head.devices) return [];
    if (kept !== undefined) {
      return [{ item, problem: `it names another head of the registry than was kept at ${iso(head.at)}` }];
    }
    if (head.at > until - underWayMs) return [];
    return [{ item, problem: `it names a head of the registry of ${iso(head.at)}, which was not kept` }];
  }

  /** Of heads in statements alone only the count can be compared. It never falls. */
  private shrunkFindings(): readonly Finding[] {
    const sorted = this.named.toSorted((a, b) => a.head.at - b.head.at);
    return sorted.flatMap(({ item, head }, index) => {
      const before = sorted[index - 1]?.head;
      if (before === undefined || head.devices >= before.devices) return [];
      const was = `${before.devices} at ${iso(before.at)}`;
      return [{ item, problem: `the registry has ${head.devices} devices at ${iso(head.at)}, and had ${was}` }];
    });
  }
}

function endOf(id: string, latest: Device['history'][number] | undefined): [string, ChainEnd][] {
  return latest === undefined ? [] : [[id, chainEndOf(id, latest)]];
}

/** Steps that are older than a head that does not have them: no function of ours made them. */
function aheadOf(at: Millis, known: ChainEnd | undefined, { enrolment, history, state }: Device): readonly Finding[] {
  // Of a root that was revoked a crash can keep it from the heads, and nobody gains by saying so of one.
  if (state.status === 'revoked' && state.before.status === 'root') return [];
  const older = history.filter((entry) => entry.at < at - underWayMs).length;
  if (older <= (known?.version ?? 0)) return [];
  const item = passkeyKey(enrolment.credentialId);
  return [{ item, version: older, problem: `the head of the registry of ${iso(at)} does not know this step` }];
}
