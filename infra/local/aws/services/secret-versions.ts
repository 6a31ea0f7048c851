import { ServiceError } from '../errors.ts';

export interface SecretVersion {
  readonly id: string;
  readonly value: string;
  readonly createdAt: number;
  readonly stages: Set<string>;
}

/** What is to become of one staging label. */
export interface LabelMove {
  readonly label: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** Secrets Manager keeps the most recent hundred; those without a label are the first to go. */
const versionsMax = 100;

/**
 * The versions of one secret and their staging labels, as Secrets Manager documents them: a label is on one version at
 * the most, AWSPREVIOUS follows AWSCURRENT by itself, and a version without labels is deprecated.
 */
export class SecretVersions {
  private readonly versions: SecretVersion[] = [];

  all(): readonly SecretVersion[] {
    return this.versions;
  }

  byId(id: string): SecretVersion | undefined {
    return this.versions.find((version) => version.id === id);
  }

  byLabel(label: string): SecretVersion | undefined {
    return this.versions.find(({ stages }) => stages.has(label));
  }

  /** Adds a version. The first one of a secret is the current one, whatever labels were asked for. */
  add(id: string, value: string, labels: readonly string[], createdAt: number): SecretVersion {
    const added: SecretVersion = { id, value, createdAt, stages: new Set() };
    const wanted = this.versions.length === 0 ? new Set([...labels, 'AWSCURRENT']) : labels;
    this.versions.push(added);
    for (const label of wanted) this.attach(label, added);
    this.pruneVersions();
    return added;
  }

  /**
   * Moves, adds or takes away a label. Who moves one says which version has it now: two at a time cannot both move it.
   */
  move({ label, from, to }: LabelMove): void {
    const [source, target] = [this.required(from), this.required(to)];
    if (source !== undefined && source !== this.byLabel(label))
      throw invalid(`The staging label ${label} is not attached to version ${source.id}.`);
    if (target === undefined) this.removeLabel(label, source);
    else this.assignLabel(label, target, source);
  }

  private assignLabel(label: string, target: SecretVersion, source: SecretVersion | undefined): void {
    const holder = this.byLabel(label);
    if (holder !== undefined && holder !== target && source === undefined) {
      const where = `Staging label ${label} is currently attached to version ${holder.id}`;
      const wanted = 'so you must explicitly reference that version in RemoveFromVersionId.';
      throw invalid(`The parameter RemoveFromVersionId can't be empty. ${where}, ${wanted}`);
    }
    this.attach(label, target);
  }

  private removeLabel(label: string, source: SecretVersion | undefined): void {
    if (source === undefined) throw invalid('Either RemoveFromVersionId or MoveToVersionId is needed.');
    if (label === 'AWSCURRENT') {
      throw invalid(`You can only move staging label ${label} to a different secret version. It can't be removed.`);
    }
    source.stages.delete(label);
  }

  private attach(label: string, to: SecretVersion): void {
    const from = this.byLabel(label);
    if (from === to) return;
    from?.stages.delete(label);
    to.stages.add(label);
    if (label !== 'AWSCURRENT') return;
    to.stages.delete('AWSPREVIOUS');
    if (from !== undefined) this.attach('AWSPREVIOUS', from);
  }

  private required(id: string | undefined): SecretVersion | undefined {
    if (id === undefined) return undefined;
    const version = this.byId(id);
    if (version === undefined) throw invalid(`Not a valid version: ${id}`);
    return version;
  }

  private pruneVersions(): void {
    while (this.versions.length > versionsMax) {
      const oldest = this.versions.findIndex(({ stages }) => stages.size === 0);
      if (oldest < 0) throw new ServiceError('LimitExceededException', 'too many versions with staging labels');
      this.versions.splice(oldest, 1);
    }
  }
}

function invalid(message: string): ServiceError {
  return new ServiceError('InvalidParameterException', message);
}
