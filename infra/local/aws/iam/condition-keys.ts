/** What the values of a condition key are. */
export type KeyType = 'text' | 'arn' | 'flag' | 'number';

export interface KeyForm {
  readonly type: KeyType;
  /** The key may have several values in one request, so a policy must say `ForAllValues:` or `ForAnyValue:`. */
  readonly many: boolean;
}

const text: KeyForm = { type: 'text', many: false };
const texts: KeyForm = { type: 'text', many: true };
const arn: KeyForm = { type: 'arn', many: false };
const flag: KeyForm = { type: 'flag', many: false };
const number: KeyForm = { type: 'number', many: false };

/** Keys that follow from who calls. The engine supplies them itself, so nobody can claim them. */
const callerKeys = {
  'aws:PrincipalAccount': text,
  'aws:PrincipalArn': arn,
  'aws:PrincipalIsAWSService': flag,
  'aws:PrincipalServiceName': text,
  'aws:ResourceAccount': text,
  'aws:SecureTransport': flag,
  'aws:ViaAWSService': flag,
  'kms:CallerAccount': text,
} as const satisfies Record<string, KeyForm>;

/** Keys that the service which checks a call supplies, where AWS does so for that call. */
const callKeys = {
  'aws:CalledVia': texts,
  'aws:CalledViaFirst': text,
  'aws:CalledViaLast': text,
  'aws:SourceAccount': text,
  'aws:SourceArn': arn,
  'dynamodb:Attributes': texts,
  'dynamodb:LeadingKeys': texts,
  'dynamodb:ReturnValues': text,
  'dynamodb:Select': text,
  'events:detail-type': text,
  'events:source': text,
  'kms:EncryptionContextKeys': texts,
  'kms:GrantIsForAWSResource': flag,
  'kms:ViaService': text,
  'lambda:FunctionArn': arn,
  's3:object-lock-legal-hold': text,
  's3:object-lock-mode': text,
  's3:object-lock-remaining-retention-days': number,
  's3:x-amz-server-side-encryption': text,
  's3:x-amz-server-side-encryption-aws-kms-key-id': arn,
  'secretsmanager:SecretId': arn,
  'secretsmanager:VersionId': text,
  'secretsmanager:VersionStage': text,
  'sns:Protocol': text,
} as const satisfies Record<string, KeyForm>;

/** Keys with a name of the user's own at their end. */
const families = {
  'kms:EncryptionContext:': text,
  'secretsmanager:ResourceTag/': text,
} as const satisfies Record<string, KeyForm>;

export type CallerKey = keyof typeof callerKeys;

const forms: ReadonlyMap<string, KeyForm> = new Map(
  Object.entries({ ...callerKeys, ...callKeys }).map(([name, form]) => [name.toLowerCase(), form]),
);

/** The form of a key; undefined where this machine never supplies it. Names of keys are not case-sensitive. */
export function keyForm(name: string): KeyForm | undefined {
  const wanted = name.toLowerCase();
  const family = Object.entries(families).find(
    ([prefix]) => wanted.startsWith(prefix.toLowerCase()) && wanted.length > prefix.length,
  );
  return forms.get(wanted) ?? family?.[1];
}
