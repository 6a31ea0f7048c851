import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { ServiceError } from '../errors.ts';
import type { Guard } from '../guard/guard.ts';
import type { Identity } from '../guard/identity.ts';
import { arnService } from '../names.ts';
import type { JsonService } from './gateway.ts';
import { readRequest } from './request.ts';

interface Version {
  readonly id: string;
  readonly value: string;
  readonly createdAt: number;
}

interface Secret {
  readonly name: string;
  readonly arn: string;
  current?: Version;
  previous?: Version;
}

/** The two versions that a rotation needs: AWSCURRENT and AWSPREVIOUS. Values stay in this process's memory. */
export class Secrets {
  private readonly secrets: Secret[] = [];

  add(name: string, arn: string, value: string | undefined): void {
    const secret: Secret = { name, arn };
    this.secrets.push(secret);
    if (value !== undefined) put(secret, value, randomUUID());
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

  get(request: v.InferOutput<typeof getRequest>): unknown {
    const secret = this.find(request.SecretId);
    const label = request.VersionStage ?? 'AWSCURRENT';
    const byLabel = label === 'AWSCURRENT' ? secret.current : label === 'AWSPREVIOUS' ? secret.previous : undefined;
    const byId = [secret.current, secret.previous].find((version) => version?.id === request.VersionId);
    const version = request.VersionId === undefined ? byLabel : byId;
    if (!version) {
      const what = request.VersionId === undefined ? `staging label: ${label}` : `VersionId: ${request.VersionId}`;
      throw new ServiceError(
        'ResourceNotFoundException',
        `Secrets Manager can't find the specified secret value for ${what}`,
      );
    }
    return {
      ARN: secret.arn,
      Name: secret.name,
      VersionId: version.id,
      SecretString: version.value,
      VersionStages: [version === secret.current ? 'AWSCURRENT' : 'AWSPREVIOUS'],
      CreatedDate: version.createdAt / 1000,
    };
  }

  put(request: v.InferOutput<typeof putRequest>): unknown {
    const secret = this.find(request.SecretId);
    const id = request.ClientRequestToken ?? randomUUID();
    const same = [secret.current, secret.previous].find((version) => version?.id === id);
    if (same && same.value !== request.SecretString) {
      throw new ServiceError('ResourceExistsException', 'A version with this token and another value exists already.');
    }
    // The same token with the same value is the same call, repeated.
    if (!same) put(secret, request.SecretString, id);
    return { ARN: secret.arn, Name: secret.name, VersionId: id, VersionStages: ['AWSCURRENT'] };
  }
}

function put(secret: Secret, value: string, id: string): void {
  if (secret.current) secret.previous = secret.current;
  secret.current = { id, value, createdAt: Date.now() };
}

const getRequest = v.strictObject({
  SecretId: v.string(),
  VersionStage: v.optional(v.string()),
  VersionId: v.optional(v.string()),
});

const putRequest = v.strictObject({
  SecretId: v.string(),
  SecretString: v.pipe(v.string(), v.maxLength(65_536)),
  ClientRequestToken: v.optional(v.string()),
  VersionStages: v.optional(v.tuple([v.literal('AWSCURRENT')])),
});

interface Named {
  readonly SecretId: string;
  readonly VersionStage?: string | undefined;
}

/** Secrets Manager's API as far as it is served here: GetSecretValue and PutSecretValue. */
export function secretsService(secrets: Secrets, guard: Guard): JsonService {
  const admit = (by: Identity, action: string, { SecretId, VersionStage }: Named): void => {
    const resource = secrets.arnOf(SecretId);
    const stage = VersionStage === undefined ? {} : { 'secretsmanager:VersionStage': VersionStage };
    const context = { 'secretsmanager:SecretId': resource, ...stage };
    guard.admit(by, [{ action: `secretsmanager:${action}`, resource, context }]);
  };
  return {
    name: 'Secrets Manager',
    operations: {
      GetSecretValue: (body, by) => {
        const request = readRequest(getRequest, body);
        admit(by, 'GetSecretValue', request);
        return secrets.get(request);
      },
      PutSecretValue: (body, by) => {
        const request = readRequest(putRequest, body);
        admit(by, 'PutSecretValue', request);
        return secrets.put(request);
      },
    },
  };
}
