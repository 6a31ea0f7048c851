import { type CfnOIDCProvider, FederatedPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Repository } from './repository.ts';

export const githubHost = 'token.actions.githubusercontent.com';

/** The audience that GitHub's tokens for AWS are made out to. */
export const githubAudience = 'sts.amazonaws.com';

export interface GithubRoleProps {
  readonly roleName: string;
  readonly description: string;
  readonly providerArn: CfnOIDCProvider['attrArn'];
  readonly repository: Repository;
  /**
   * What a job's token must say of its occasion, such as `environment:production`. Compared whole, without wildcards.
   */
  readonly subjects: readonly string[];
}

/** A role that jobs of one repository take on, on these occasions, for at most an hour. There is no key to steal. */
export function githubRole(scope: Construct, id: string, props: GithubRoleProps): Role {
  const { owner, name } = props.repository;
  return new Role(scope, id, {
    roleName: props.roleName,
    description: props.description,
    assumedBy: new FederatedPrincipal(
      props.providerArn,
      {
        StringEquals: {
          [`${githubHost}:aud`]: githubAudience,
          [`${githubHost}:sub`]: props.subjects.map((subject) => `repo:${owner}/${name}:${subject}`),
        },
      },
      'sts:AssumeRoleWithWebIdentity',
    ),
  });
}
