/** What the values of a condition key are. Every key can be compared as text, too. */
export type KeyType = 'text' | 'arn' | 'flag' | 'number';

export interface KeyForm {
  readonly type: KeyType;
  /**
   * How many values a request can have for it. A policy must say `ForAllValues:` or `ForAnyValue:` for several and must
   * not for one: AWS warns of both mistakes, and the second lets everything pass where the key is absent.
   */
  readonly values: 'one' | 'several' | 'one-or-several';
}

const text: KeyForm = { type: 'text', values: 'one' };
const texts: KeyForm = { type: 'text', values: 'several' };
const arn: KeyForm = { type: 'arn', values: 'one' };
const flag: KeyForm = { type: 'flag', values: 'one' };
const number: KeyForm = { type: 'number', values: 'one' };

/** Keys that follow from who calls, and how. The engine supplies them itself, so no call can claim another value. */
const callerKeys = {
  'aws:PrincipalAccount': text,
  'aws:PrincipalArn': arn,
  'aws:PrincipalIsAWSService': flag,
  'aws:PrincipalServiceName': text,
  'aws:ResourceAccount': text,
  'aws:SecureTransport': flag,
  'aws:ViaAWSService': flag,
  'kms:CallerAccount': text,
  's3:TlsVersion': number,
} as const satisfies Record<string, KeyForm>;

/** Keys that the local services supply with the calls that they ask about. A new one is added here and there. */
const callKeys = {
  'aws:SourceAccount': text,
  'aws:SourceArn': arn,
  'dynamodb:Attributes': texts,
  'dynamodb:LeadingKeys': texts,
  'dynamodb:ReturnValues': text,
  'dynamodb:Select': text,
  'events:detail-type': text,
  // PutEvents is decided entry by entry, so there is one; the guide of EventBridge shows both forms of operators.
  'events:source': { type: 'text', values: 'one-or-several' },
  'kms:EncryptionContextKeys': texts,
  'kms:ViaService': text,
  'secretsmanager:SecretId': arn,
  'secretsmanager:VersionStage': text,
} as const satisfies Record<string, KeyForm>;

/**
 * Keys that AWS has only for calls that nobody makes here, such as kms:CreateGrant, so absent is what they are there
 * too.
 */
const keysOfOtherCalls = {
  'kms:GrantIsForAWSResource': flag,
  'lambda:FunctionArn': arn,
  'sns:Protocol': text,
} as const satisfies Record<string, KeyForm>;

/** Keys whose name ends in a word of the service's own. Some hold an ARN, such as that of a log group. */
const families = { 'kms:EncryptionContext:': arn } as const satisfies Record<string, KeyForm>;

export type CallerKey = keyof typeof callerKeys;

const forms: ReadonlyMap<string, KeyForm> = new Map(
  Object.entries({ ...callerKeys, ...callKeys, ...keysOfOtherCalls }).map(([name, form]) => [name.toLowerCase(), form]),
);

/** The form of a key; undefined where this machine never supplies it. Names of keys are not case-sensitive. */
export function keyForm(name: string): KeyForm | undefined {
  const wanted = name.toLowerCase();
  const family = Object.entries(families).find(
    ([prefix]) => wanted.startsWith(prefix.toLowerCase()) && wanted.length > prefix.length,
  );
  return forms.get(wanted) ?? family?.[1];
}

/** The service that supplies a key; undefined for the keys of all services, which begin with `aws:`. */
export function serviceOfKey(name: string): string | undefined {
  const service = name.slice(0, name.indexOf(':')).toLowerCase();
  return service === 'aws' ? undefined : service;
}
