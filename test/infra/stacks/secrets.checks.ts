import { describe, expect, test } from '@jest/globals';
import { stackOf } from './stack-fixture.ts';
import { field, type Json, list } from './template.ts';

const template = stackOf('sandbox');
const roles = template.ofType('AWS::IAM::Role').map(([id]) => id);
const roleOf = (name: string) => template.roleOf(`hashkey-treasury-sandbox-${name}`);
const statementsOfKey = (key: string) => list(field(plainKey(key), 'KeyPolicy', 'Statement'));
const plainKey = (id: string) => new Map(template.ofType('AWS::KMS::Key')).get(id);

/** Each secret, and the functions whose roles read it. */
const readers: [secret: string, functions: string[]][] = [
  ['KeyRead', ['reconciliation', 'deposits', 'statements']],
  ['KeyTransfer', ['asset-transfer']],
  ['KeyWithdrawal', ['withdrawal-release']],
  ['KeyWhitelist', ['deposit-address', 'whitelist']],
  ['KeyFiat', ['withdrawal-release']],
];

describe.each(readers)('%s', (secret, functions) => {
  const arns = functions.map((name) => `${roleOf(name)}.Arn`);
  const encryptionKey = `${secret}EncryptionKey`;

  test('is encrypted with a key of its own', () => {
    const { KmsKeyId } = new Map(template.ofType('AWS::SecretsManager::Secret')).get(secret) ?? {};
    expect(KmsKeyId).toBe(`${encryptionKey}.Arn`);
    const others = template.ofType('AWS::SecretsManager::Secret').filter(([, it]) => it.KmsKeyId === KmsKeyId);
    expect(others).toHaveLength(1);
  });

  test(`is read by ${functions} and by no other role`, () => {
    expect(thoseWhoMay('secretsmanager:GetSecretValue', secret)).toEqual(functions.map(roleOf));
    expect(thoseWhoMay('kms:Decrypt', `${encryptionKey}.Arn`)).toEqual(functions.map(roleOf));
    for (const action of ['kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:CreateGrant', 'kms:PutKeyPolicy']) {
      expect(thoseWhoMay(action, `${encryptionKey}.Arn`)).toEqual([]);
    }
    for (const action of ['PutSecretValue', 'PutResourcePolicy', 'DeleteResourcePolicy', 'RotateSecret']) {
      expect(thoseWhoMay(`secretsmanager:${action}`, secret)).toEqual([]);
    }
  });

  test('denies its value to everybody else, whatever their own policies say, and cannot be made public', () => {
    expect(template.one('AWS::SecretsManager::ResourcePolicy', 'SecretId', secret)).toEqual({
      SecretId: secret,
      BlockPublicPolicy: true,
      ResourcePolicy: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'ReadersOnly',
            Effect: 'Deny',
            Principal: '*',
            Action: ['secretsmanager:GetSecretValue', 'secretsmanager:ReplicateSecretToRegions'],
            Resource: secret,
            Condition: { ArnNotEquals: { 'aws:PrincipalArn': arns } },
          },
        ],
      },
    });
  });

  test('is decrypted by its readers, and by nobody else but in the trial that brings key and secret together', () => {
    const decrypting = statementsOfKey(encryptionKey).filter((statement) => allows(statement, 'kms:Decrypt'));
    const ofSecret = `:secret:hashkey-treasury/sandbox/${secret.slice(3).toLowerCase()}-??????`;
    for (const statement of decrypting) {
      expect(field(statement, 'Condition', 'StringEquals', 'kms:ViaService')).toBe(
        'secretsmanager.AWS::Region.amazonaws.com',
      );
      expect(field(statement, 'Condition', 'StringLike', 'kms:EncryptionContext:SecretARN')).toContain(ofSecret);
    }
    const trial = { 'kms:EncryptionContext:SecretVersionId': 'RequestToValidateKeyAccess' };
    const [toAccount, ...rest] = decrypting;
    expect(toAccount).toMatchObject({ Condition: { StringEquals: trial } });
    expect(rest.flatMap((statement) => list(field(statement, 'Principal', 'AWS'))).sort()).toEqual([...arns].sort());
  });

  test('may be written by who may not decrypt it: an administrator puts a key there and cannot read it back', () => {
    const writing = statementsOfKey(encryptionKey).filter((statement) => allows(statement, 'kms:GenerateDataKey'));
    expect(writing).toHaveLength(1);
    expect(list(field(writing[0], 'Action'))).toEqual(['kms:GenerateDataKey']);
    expect(String(field(writing[0], 'Principal', 'AWS'))).toMatch(/:root$/);
  });
});

describe('the secrets', () => {
  test('are one a key, by name', () => {
    const names = template.ofType('AWS::SecretsManager::Secret').map(([, { Name }]) => Name);
    const keys = ['read', 'transfer', 'withdrawal', 'whitelist', 'fiat'];
    expect(names).toEqual(keys.map((key) => `hashkey-treasury/sandbox/${key}`));
    expect(readers.map(([id]) => id)).toEqual(template.ofType('AWS::SecretsManager::Secret').map(([id]) => id));
  });

  test('have no value in the template, not even a generated one', () => {
    for (const [, properties] of template.ofType('AWS::SecretsManager::Secret')) {
      expect(Object.keys(properties).sort()).toEqual(['Description', 'KmsKeyId', 'Name']);
    }
    expect(template.text).not.toMatch(/SecretString|resolve:secretsmanager/);
  });

  test.each(readers)(
    '%s: no role may take on that of a reader, pass it on, or change what a reader does',
    (_, names) => {
      for (const name of names) {
        for (const action of ['sts:AssumeRole', 'iam:PassRole', 'iam:PutRolePolicy', 'iam:UpdateAssumeRolePolicy']) {
          expect(thoseWhoMay(action, `${roleOf(name)}.Arn`)).toEqual([]);
        }
        const [id] = template.ofType('AWS::Lambda::Function').find(([, it]) => it.Role === `${roleOf(name)}.Arn`) ?? [];
        for (const action of ['UpdateFunctionCode', 'UpdateFunctionConfiguration', 'AddPermission']) {
          expect(thoseWhoMay(`lambda:${action}`, `${id}.Arn`)).toEqual([]);
        }
      }
    },
  );
});

/** The roles of the stack that have this right by a policy of their own, by its name or by a wildcard. */
function thoseWhoMay(action: string, resource: string): string[] {
  return roles.filter((id) =>
    template.rightsOf(id).some((right) => {
      const [actions = '', resources = ''] = right.split(' ');
      return matches(actions, action) && matches(resources, resource);
    }),
  );
}

function allows(statement: Json, action: string): boolean {
  const actions = list(field(statement, 'Action'));
  return actions.some((each) => matches(String(each), action));
}

/** Whether a pattern of IAM, with `*`, names this. */
function matches(pattern: string, name: string): boolean {
  const text = pattern.split('*').map((part) => part.replaceAll(/[^\w:/]/g, String.raw`\$&`));
  return new RegExp(`^${text.join('.*')}$`, 'i').test(name);
}
