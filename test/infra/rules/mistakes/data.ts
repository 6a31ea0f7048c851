import { statementOf } from '../editable.ts';
import type { Mistake } from './mistake.ts';

/** With what must not be lost, changed or read. */
export const dataMistakes: readonly Mistake[] = [
  {
    did: 'the table can be deleted by a call',
    rule: 'table-deletion-protection',
    make: (template) => template.set(template.get('Table'), ['DeletionProtectionEnabled'], false),
  },
  {
    did: 'the table cannot be brought back',
    rule: 'table-point-in-time-recovery',
    make: (template) => template.set(template.get('Table'), ['PointInTimeRecoverySpecification'], null),
  },
  {
    did: 'the table goes with the stack',
    rule: 'kept-on-removal',
    make: (template) => {
      template.get('Table').DeletionPolicy = 'Delete';
    },
  },
  {
    did: 'a key’s secret goes when its resource is replaced',
    rule: 'kept-on-removal',
    make: (template) => {
      delete template.get('KeyWithdrawal').UpdateReplacePolicy;
    },
  },
  {
    did: 'an address that the exchange knows goes with the stack',
    rule: 'kept-on-removal',
    make: (template) => {
      delete template.get('EgressAddress1').DeletionPolicy;
    },
  },
  {
    did: 'a log goes with the stack',
    rule: 'kept-on-removal',
    make: (template) => {
      template.get('ApprovalLog').DeletionPolicy = 'Delete';
    },
  },
  {
    did: 'what people are told lies under a key of AWS',
    rule: 'own-key-encryption',
    make: (template) => template.set(template.get('Alarms'), ['KmsMasterKeyId'], 'alias/aws/sns'),
  },
  {
    did: 'messages lie under a key of AWS',
    rule: 'own-key-encryption',
    make: (template) => template.set(template.get('ReleaseQueue'), ['KmsMasterKeyId'], null),
  },
  {
    did: 'the table lies under a key that the account shares',
    rule: 'own-key-encryption',
    make: (template) => template.set(template.get('Table'), ['SSESpecification', 'KMSMasterKeyId'], null),
  },
  {
    did: 'a key of the company’s own is never renewed',
    rule: 'key-rotation',
    make: (template) => template.set(template.get('LedgerEncryptionKey'), ['EnableKeyRotation'], false),
  },
  {
    did: 'an API key is written into the template',
    rule: 'no-secret-value',
    make: (template) => template.set(template.get('KeyFiat'), ['SecretString'], '{"apiKey":"…"}'),
  },
  {
    did: 'a queue takes messages in the clear',
    rule: 'tls-only',
    make: (template) => {
      const policy = template.find('AWS::SQS::QueuePolicy', '"ReleaseQueue"');
      statementOf(policy, 'PolicyDocument', 'SecureTransport').Condition = {};
    },
  },
];
