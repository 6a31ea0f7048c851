import { type App, BootstraplessSynthesizer, CfnOutput, type IStackSynthesizer, Stack } from 'aws-cdk-lib';
import { CfnOIDCProvider, ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { assert } from '../../../functions/shared/core/errors.ts';
import { allow } from '../../constructs/grants.ts';
import { cloudFormationPermissions } from './cloudformation-permissions.ts';
import { githubAudience, githubHost, githubRole } from './github-role.ts';
import type { Repository } from './repository.ts';

export interface DeliveryStackProps {
  readonly repository: Repository;
  /** Stages that are deployed to this account. Each is also an environment at GitHub. */
  readonly stages: readonly string[];
  /** An account can have one identity provider for GitHub only; another team may have made it. */
  readonly providerExists: boolean;
}

/** The qualifier that `cdk bootstrap` names its roles by, where none is given. */
const qualifier = 'hnb659fds';

/** What GitHub's jobs may do in one account. It has no assets, so that it can be deployed before `cdk bootstrap`. */
export class DeliveryStack extends Stack {
  constructor(app: App, { repository, stages, providerExists }: DeliveryStackProps) {
    super(app, 'HashkeyTreasuryDelivery', {
      description: 'What GitHub Actions may do to deploy hashkey-treasury',
      terminationProtection: true,
      analyticsReporting: false,
      synthesizer: withoutBootstrap(),
    });
    const providerArn = providerExists ? this.existingProviderArn() : this.createProvider();
    const diff = githubRole(this, 'Diff', {
      roleName: 'hashkey-treasury-diff',
      description: 'Compares what is proposed with what is deployed',
      providerArn,
      repository,
      subjects: ['pull_request', 'ref:refs/heads/main'],
    });
    const stacks = stages.map((stage) => this.arn('cloudformation', '*', `stack/HashkeyTreasury-${stage}/*`));
    allow(diff, ['cloudformation:DescribeStacks', 'cloudformation:GetTemplate'], stacks);
    new CfnOutput(this, 'DiffRoleArn', { value: diff.roleArn, description: 'Variable AWS_DIFF_ROLE_ARN of GitHub' });
    for (const stage of stages) this.createDeployer(stage, providerArn, repository);
    const policy = new ManagedPolicy(this, 'CloudFormation', {
      managedPolicyName: 'hashkey-treasury-cloudformation',
      description: 'What CloudFormation may do to deploy hashkey-treasury',
      statements: cloudFormationPermissions(this.partition, this.account),
    });
    const description = 'For cdk bootstrap --cloudformation-execution-policies';
    new CfnOutput(this, 'CloudFormationPolicyArn', { value: policy.managedPolicyArn, description });
  }

  /** It may do nothing itself: it takes on the roles that the bootstrap made for the CDK. */
  private createDeployer(stage: string, providerArn: string, repository: Repository): void {
    const role = githubRole(this, `Deploy-${stage}`, {
      roleName: `hashkey-treasury-deploy-${stage}`,
      description: `Deploys stage ${stage}, from GitHub's environment of that name`,
      providerArn,
      repository,
      subjects: [`environment:${stage}`],
    });
    const bootstrapped = ['deploy', 'file-publishing'].map((name) =>
      this.arn('iam', '', `role/cdk-${qualifier}-${name}-role-${this.account}-*`),
    );
    allow(role, ['sts:AssumeRole'], bootstrapped);
    const description = `Variable AWS_DEPLOY_ROLE_ARN of GitHub's environment ${stage}`;
    new CfnOutput(this, `DeployRoleArn-${stage}`, { value: role.roleArn, description });
  }

  private createProvider(): string {
    const url = `https://${githubHost}`;
    return new CfnOIDCProvider(this, 'GitHub', { url, clientIdList: [githubAudience] }).attrArn;
  }

  private existingProviderArn(): string {
    return this.arn('iam', '', `oidc-provider/${githubHost}`);
  }

  private arn(service: string, region: string, resource: string): string {
    return `arn:${this.partition}:${service}:${region}:${this.account}:${resource}`;
  }
}

/** It comes before the bootstrap, so it cannot ask for its version. */
function withoutBootstrap(): IStackSynthesizer {
  const synthesizer: unknown = new BootstraplessSynthesizer();
  assert(isSynthesizer(synthesizer), 'the CDK has a synthesizer of this name');
  return synthesizer;
}

/** The class does not fit its own interface under exactOptionalPropertyTypes, by `bootstrapQualifier`. */
function isSynthesizer(value: unknown): value is IStackSynthesizer {
  return value instanceof BootstraplessSynthesizer;
}
