import { isObject, valueAt } from '../json.ts';
import { type DeclaredResource, type DeclaredTemplate, list, property } from './template.ts';

/** One statement of a policy, its lists spread out. */
export interface Statement {
  readonly effect: string;
  readonly actions: readonly string[];
  readonly resources: readonly unknown[];
  /** `[kind, who]`, where `Principal: '*'` reads as `['AWS', '*']`. */
  readonly principals: readonly (readonly [kind: string, who: unknown])[];
  readonly condition: unknown;
}

/** Where each type that holds a policy for something has it. */
const resourcePolicies: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': 'ResourcePolicy.PolicyDocument',
  'AWS::SQS::QueuePolicy': 'PolicyDocument',
  'AWS::SNS::TopicPolicy': 'PolicyDocument',
  'AWS::S3::BucketPolicy': 'PolicyDocument',
  'AWS::SecretsManager::ResourcePolicy': 'ResourcePolicy',
  'AWS::KMS::Key': 'KeyPolicy',
  'AWS::Events::EventBus': 'Policy',
  'AWS::Events::EventBusPolicy': 'Statement',
  'AWS::EC2::VPCEndpoint': 'PolicyDocument',
};

/** What may be done to things, and by whom, with the resource that says so. */
export function resourceStatements(template: DeclaredTemplate): readonly (readonly [DeclaredResource, Statement])[] {
  return template.ofType(...Object.keys(resourcePolicies)).flatMap((policy) => {
    const document = property(policy, ...(resourcePolicies[policy.type] ?? '').split('.'));
    return statementsOf(document).map((statement) => [policy, statement] as const);
  });
}

/** What the roles of the template may do, with the resource that says so. */
export function roleStatements(template: DeclaredTemplate): readonly (readonly [DeclaredResource, Statement])[] {
  const policies = template
    .ofType('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy')
    .flatMap((policy) => statementsOf(property(policy, 'PolicyDocument')).map((each) => [policy, each] as const));
  const inline = template
    .ofType('AWS::IAM::Role')
    .flatMap((role) =>
      list(property(role, 'Policies')).flatMap((policy) =>
        statementsOf(valueAt(policy, ['PolicyDocument'])).map((each) => [role, each] as const),
      ),
    );
  return [...policies, ...inline];
}

/** The statements of a document; of a bus policy, the one statement that it is. */
export function statementsOf(document: unknown): readonly Statement[] {
  const statements = valueAt(document, ['Statement']) ?? document;
  return list(statements).map((statement) => ({
    effect: String(valueAt(statement, ['Effect'])),
    actions: list(valueAt(statement, ['Action'])).map(String),
    resources: list(valueAt(statement, ['Resource'])),
    principals: principalsOf(valueAt(statement, ['Principal'])),
    condition: valueAt(statement, ['Condition']),
  }));
}

function principalsOf(principal: unknown): Statement['principals'] {
  if (isObject(principal)) {
    return Object.entries(principal).flatMap(([kind, who]) => list(who).map((each) => [kind, each] as const));
  }
  return principal === undefined ? [] : [['AWS', principal]];
}
