import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { ServiceError } from '../errors.ts';
import type { Guard } from '../guard/guard.ts';
import type { Identity } from '../guard/identity.ts';
import { arnService } from '../names.ts';
import type { JsonService } from './gateway.ts';
import { readRequest } from './request.ts';
import { type SecretVersion, SecretVersions } from './secret-versions.ts';

interface Secret {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  readonly versions: SecretVersions;
}

/** The secrets of the template. Values stay in this process's memory. */
export class Secrets {
  private readonly secrets: Secret[] = [];

  add(name: string, arn: string, value: string | undefined): void {
    const now = Date.now();
    const secret: Secret = { name, arn, createdAt: now, versions: new SecretVersions() };
    this.secrets.push(secret);
    if (value !== undefined) secret.versions.add(randomUUID(), value, ['AWSCURRENT'], now);
  }

  /** The full ARN of a secret that is named in any of these ways. */
  arnOf(id: string): string {
    return this.find(id).arn;
  }

  /** A secret by its name, its ARN, or its ARN without the six characters at the end. */
  private find(id: string): Secret {
    const wanted = (secret: Secret): boolean =>
      arnService(id) === undefined ? secret.name === id : secret.arn === id || secret.arn.slice(0, -7) === id;
    const secret = this.secrets.find(wanted);
    if (!secret)
      throw new ServiceError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    return secret;
  }

  get({ SecretId, VersionId, VersionStage }: v.InferOutput<typeof getRequest>): unknown {
    const secret = this.find(SecretId);
    const label = VersionStage ?? (VersionId === undefined ? 'AWSCURRENT' : undefined);
    const version = VersionId === undefined ? secret.versions.byLabel(label ?? '') : secret.versions.byId(VersionId);
    if (!version) {
      const what = VersionId === undefined ? `staging label: ${label}` : `VersionId: ${VersionId}`;
      throw new ServiceError(
        'ResourceNotFoundException',
        `Secrets Manager can't find the specified secret value for ${what}`,
      );
    }
    if (label !== undefined && !version.stages.has(label)) {
      const message = 'The version ID and the staging label are of different versions.';
      throw new ServiceError('InvalidRequestException', message);
    }
    return { ...named(secret), SecretString: version.value, ...versionEntry(version) };
  }

  put(request: v.InferOutput<typeof putRequest>): unknown {
    const secret = this.find(request.SecretId);
    const { ClientRequestToken: id = randomUUID(), VersionStages: labels = ['AWSCURRENT'], SecretString } = request;
    const same = secret.versions.byId(id);
    if (same && same.value !== SecretString) {
      throw new ServiceError('ResourceExistsException', 'A version with this token and another value exists already.');
    }
    // The same token with the same value is the same call, repeated: nothing changes, and no label moves.
    const { stages } = same ?? secret.versions.add(id, SecretString, labels, Date.now());
    return { ...named(secret), VersionId: id, VersionStages: [...stages] };
  }

  move(request: v.InferOutput<typeof moveRequest>): unknown {
    const secret = this.find(request.SecretId);
    const { VersionStage: label, RemoveFromVersionId: from, MoveToVersionId: to } = request;
    secret.versions.move({ label, from, to });
    return named(secret);
  }

  describe({ SecretId }: v.InferOutput<typeof describeRequest>): unknown {
    const secret = this.find(SecretId);
    const labelled = secret.versions.all().filter(({ stages }) => stages.size > 0);
    const VersionIdsToStages = Object.fromEntries(labelled.map(({ id, stages }) => [id, [...stages]]));
    return { ...named(secret), CreatedDate: secret.createdAt / 1000, VersionIdsToStages };
  }

  list({ SecretId, IncludeDeprecated = false }: v.InferOutput<typeof listRequest>): unknown {
    const secret = this.find(SecretId);
    const listed = secret.versions.all().filter(({ stages }) => IncludeDeprecated || stages.size > 0);
    return { ...named(secret), Versions: listed.map(versionEntry) };
  }
}

function named({ arn, name }: Secret): { ARN: string; Name: string } {
  return { ARN: arn, Name: name };
}

function versionEntry({ id, stages, createdAt }: SecretVersion) {
  return { VersionId: id, VersionStages: [...stages], CreatedDate: createdAt / 1000 };
}

const id = v.pipe(v.string(), v.minLength(32), v.maxLength(64));
const label = v.pipe(v.string(), v.minLength(1), v.maxLength(256));

const getRequest = v.strictObject({
  SecretId: v.string(),
  VersionStage: v.optional(label),
  VersionId: v.optional(id),
});

const putRequest = v.strictObject({
  SecretId: v.string(),
  SecretString: v.pipe(v.string(), v.maxLength(65_536)),
  ClientRequestToken: v.optional(id),
  VersionStages: v.optional(v.pipe(v.array(label), v.minLength(1), v.maxLength(20))),
});

const moveRequest = v.strictObject({
  SecretId: v.string(),
  VersionStage: label,
  RemoveFromVersionId: v.optional(id),
  MoveToVersionId: v.optional(id),
});

const describeRequest = v.strictObject({ SecretId: v.string() });

/** Without pages: a secret has a hundred versions at the most, and one page takes as many. */
const listRequest = v.strictObject({ SecretId: v.string(), IncludeDeprecated: v.optional(v.boolean()) });

interface Named {
  readonly SecretId: string;
  readonly VersionStage?: string | undefined;
}

/** Secrets Manager's API as far as it is served here: values, versions and their staging labels. */
export function secretsService(secrets: Secrets, guard: Guard): JsonService {
  const admit = (by: Identity, action: string, { SecretId, VersionStage }: Named): void => {
    const resource = secrets.arnOf(SecretId);
    const stage = VersionStage === undefined ? {} : { 'secretsmanager:VersionStage': VersionStage };
    const context = { 'secretsmanager:SecretId': resource, ...stage };
    guard.admit(by, [{ action: `secretsmanager:${action}`, resource, context }]);
  };
  /** One operation: its request is read, then admitted, then answered. */
  const operation =
    <const S extends v.GenericSchema<unknown, Named>>(
      action: string,
      schema: S,
      answer: (request: v.InferOutput<S>) => unknown,
    ): JsonService['operations'][string] =>
    (body, by) => {
      const request = readRequest(schema, body);
      admit(by, action, request);
      return answer(request);
    };
  return {
    name: 'Secrets Manager',
    operations: {
      GetSecretValue: operation('GetSecretValue', getRequest, (request) => secrets.get(request)),
      PutSecretValue: operation('PutSecretValue', putRequest, (request) => secrets.put(request)),
      UpdateSecretVersionStage: operation('UpdateSecretVersionStage', moveRequest, (request) => secrets.move(request)),
      DescribeSecret: operation('DescribeSecret', describeRequest, (request) => secrets.describe(request)),
      ListSecretVersionIds: operation('ListSecretVersionIds', listRequest, (request) => secrets.list(request)),
    },
  };
}
