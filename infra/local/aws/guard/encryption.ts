import { type Location, UnsupportedTemplateError } from '../errors.ts';
import type { RequestedCall } from '../iam/call.ts';
import { arnName, arnService, type Names } from '../names.ts';
import type { Identity } from './identity.ts';

interface KeyUse {
  /** Calls of the service that make it use the key, without the service's name. */
  readonly calls: readonly string[];
  readonly needs: readonly ('kms:Decrypt' | 'kms:GenerateDataKey')[];
}

interface ServiceUses {
  /** The encryption context that the service gives with every use of the key. */
  readonly context: (resourceArn: string, names: Names) => Readonly<Record<string, string>>;
  readonly uses: readonly KeyUse[];
}

const items = ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'Scan', 'BatchGetItem', 'BatchWriteItem'];
const decrypt = ['kms:Decrypt'] as const;
const encrypt = ['kms:GenerateDataKey', 'kms:Decrypt'] as const;

/** What services do with a customer's key in the name of whoever calls them. */
const byService: Readonly<Record<string, ServiceUses>> = {
  // DynamoDB guide, "How DynamoDB encryption at rest works": it decrypts the table's key for each caller, and keeps it
  // for five minutes at most. Writing needs no more: the keys of items lie under the table's.
  dynamodb: {
    context: (arn, names) => ({
      'aws:dynamodb:tableName': arn.slice(arn.indexOf('/') + 1),
      'aws:dynamodb:subscriberId': names.account,
    }),
    uses: [{ calls: items, needs: decrypt }],
  },
  // SQS guide, "Key management": producers need both, consumers need Decrypt.
  sqs: {
    context: (arn) => ({ 'aws:sqs:arn': arn }),
    uses: [
      { calls: ['SendMessage'], needs: encrypt },
      { calls: ['ReceiveMessage'], needs: decrypt },
    ],
  },
  // SNS guide, "Key management": publishers need both.
  sns: { context: (arn) => ({ 'aws:sns:topicArn': arn }), uses: [{ calls: ['Publish'], needs: encrypt }] },
  // Secrets Manager guide, "Encryption and decryption processes": a new version is encrypted and nothing is decrypted
  // for it. Only to compare a version that is put again with the one that is there would take Decrypt.
  secretsmanager: {
    context: (arn) => ({ SecretARN: arn }),
    uses: [
      { calls: ['GetSecretValue'], needs: decrypt },
      { calls: ['PutSecretValue', 'UpdateSecret'], needs: ['kms:GenerateDataKey'] },
    ],
  },
  // S3 guide, "Using server-side encryption with AWS KMS keys", with an S3 Bucket Key: the context is the bucket's ARN.
  s3: {
    context: (arn) => ({ 'aws:s3:arn': arn }),
    uses: [
      { calls: ['PutObject'], needs: encrypt },
      { calls: ['GetObject'], needs: decrypt },
    ],
  },
};

/** Which resource is encrypted with which key of the customer's. Keys that AWS owns or manages ask nobody. */
export class Encryption {
  private readonly names: Names;
  private readonly keys = new Set<string>();
  /** ARNs of keys by the names of aliases. */
  private readonly aliases = new Map<string, string>();
  private readonly keyByResource = new Map<string, string>();

  constructor(names: Names) {
    this.names = names;
  }

  addKey(arn: string): void {
    this.keys.add(arn);
  }

  /** `name` with its `alias/`. */
  addAlias(name: string, key: string, at: Location): void {
    const arn = this.find(key, at);
    if (arn !== undefined) this.aliases.set(name, arn);
  }

  /**
   * Notes the key of a resource as its template names it: by id, ARN or alias. A key that is none of ours is refused.
   */
  encrypt(resourceArn: string, key: unknown, at: Location): void {
    if (key === undefined) return;
    if (typeof key !== 'string') throw new UnsupportedTemplateError(at, 'expected the id, ARN or alias of a KMS key');
    const arn = this.find(key, at);
    if (arn !== undefined) this.keyByResource.set(resourceArn, arn);
  }

  keyOf(resourceArn: string): string | undefined {
    return this.keyByResource.get(resourceArn);
  }

  /** What the service of this call does with the resource's key in the caller's name. */
  impliedBy({ caller }: Identity, { action, resource, context }: RequestedCall): RequestedCall[] {
    const service = arnService(resource) ?? '';
    const arn = encrypted(resource);
    const key = this.keyByResource.get(arn);
    const known = Object.hasOwn(byService, service) ? byService[service] : undefined;
    if (key === undefined || known === undefined) return [];
    const wanted = known.uses.flatMap(({ calls, needs }) =>
      calls.some((one) => action === `${service}:${one}`) ? needs : [],
    );
    const via = { 'kms:ViaService': `${service}.${this.names.region}.amazonaws.com` };
    const withKey = {
      ...(caller.kind === 'service' ? sourceOf(caller.name, context) : via),
      ...encryptionContext(known.context(arn, this.names)),
    };
    return wanted.map((use) => ({ action: use, resource: key, context: withKey }));
  }

  private find(key: string, at: Location): string | undefined {
    const name = arnService(key) === undefined ? key : arnName(key);
    // AWS's own keys let everybody of the account use them who may use the service.
    if (name.startsWith('alias/aws/')) return undefined;
    const arn = name.startsWith('alias/')
      ? this.aliases.get(name)
      : this.names.arn('kms', name.replace(/^(?!key\/)/, 'key/'));
    if (arn !== undefined && this.keys.has(arn)) return arn;
    throw new UnsupportedTemplateError(at, `${key} is no KMS key of this stack`);
  }
}

/**
 * What an AWS service does for itself reaches KMS with its source, and in the name of no account. Of EventBridge's
 * source KMS is not told for topics (SNS guide, "Configuring AWS KMS permissions"); for queues no guide says that it
 * is.
 */
function sourceOf(service: string, context: RequestedCall['context']): RequestedCall['context'] {
  if (service === 'events.amazonaws.com') return {};
  const keys = ['aws:SourceArn', 'aws:SourceAccount'];
  return Object.fromEntries(Object.entries(context).filter(([name]) => keys.includes(name)));
}

/** The condition keys of an encryption context. */
export function encryptionContext(pairs: Readonly<Record<string, string>>): RequestedCall['context'] {
  const named = Object.entries(pairs).map(([name, value]) => [`kms:EncryptionContext:${name}`, value] as const);
  return { ...Object.fromEntries(named), 'kms:EncryptionContextKeys': Object.keys(pairs) };
}

/** What lies encrypted: of an index its table, of an object its bucket. */
function encrypted(arn: string): string {
  if (arnService(arn) === 'dynamodb') return arn.replace(/\/index\/.*$/, '');
  return arnService(arn) === 's3' ? arn.replace(/\/.*$/, '') : arn;
}
