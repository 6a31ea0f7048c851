import { below, type Location, UnsupportedTemplateError } from '../errors.ts';
import { localAccount } from '../names.ts';
import { fitsResource } from './arn.ts';
import type { Call, Verdict } from './call.ts';
import { decide, type Policies } from './decide.ts';
import { readDocument } from './document.ts';
import { readFunctionPermission } from './function-permission.ts';
import { ownerOf } from './owner.ts';
import {
  type ResourceStatement,
  readIdentityStatement,
  readResourceStatement,
  readTrustStatement,
  type Statement,
} from './statement.ts';

/** Every policy of the stack, and the decision on each call by them, as IAM decides within one account. */
export class AccessControl {
  readonly #account: string;
  readonly #roles = new Map<string, Statement[]>();
  readonly #resources = new Map<string, ResourceStatement[]>();

  constructor(account: string = localAccount) {
    this.#account = account;
  }

  /** `trust` is the role's AssumeRolePolicyDocument. */
  addRole(arn: string, trust: unknown, at: Location): void {
    if (this.#roles.has(arn)) throw new UnsupportedTemplateError(at, `the role ${arn} exists already`);
    this.#roles.set(arn, []);
    this.#resources.set(arn, [...readDocument(trust, at, readTrustStatement)]);
  }

  addIdentityPolicy(roleNames: readonly string[], document: unknown, at: Location): void {
    const statements = readDocument(document, at, readIdentityStatement);
    for (const name of roleNames) this.#roleNamed(name, at).push(...statements);
  }

  /** The policy of a queue, a topic, a secret, a bus, a bucket, a table or a key. Several of one resource add up. */
  addResourcePolicy(resourceArn: string, document: unknown, at: Location): void {
    const statements = readDocument(document, at, readResourceStatement);
    for (const statement of statements) checkOwner(resourceArn, statement, at);
    this.#addStatements(resourceArn, statements);
  }

  /** `permission` holds the properties of an AWS::Lambda::Permission. */
  addFunctionPermission(functionArn: string, permission: unknown, at: Location): void {
    this.#addStatements(functionArn, [readFunctionPermission(functionArn, permission, at)]);
  }

  decide(call: Call): Verdict {
    return decide(call, this.#policiesFor(call), this.#account);
  }

  /** Whether a service may take on a role, by the role's trust policy. */
  mayAssume(service: string, roleArn: string, context: Call['context']): Verdict {
    return this.decide({
      caller: { kind: 'service', name: service },
      action: 'sts:AssumeRole',
      resource: roleArn,
      context,
    });
  }

  #policiesFor({ caller, resource }: Call): Policies {
    return {
      ofCaller: caller.kind === 'role' ? (this.#roles.get(caller.arn) ?? []) : [],
      ofResource: this.#resources.get(ownerOf(resource)) ?? [],
    };
  }

  #addStatements(resourceArn: string, statements: readonly ResourceStatement[]): void {
    this.#resources.set(resourceArn, [...(this.#resources.get(resourceArn) ?? []), ...statements]);
  }

  #roleNamed(name: string, at: Location): Statement[] {
    const found = [...this.#roles].find(([arn]) => arn.endsWith(`/${name}`));
    if (found) return found[1];
    throw new UnsupportedTemplateError(at, `the policy is for the role ${name}, which does not exist`);
  }
}

function checkOwner(owner: string, statement: ResourceStatement, at: Location): void {
  const stranger = statement.resources.find(
    (pattern) => !fitsResource(pattern, owner) && !pattern.startsWith(`${owner}/`),
  );
  if (stranger === undefined) return;
  throw new UnsupportedTemplateError(below(at, 'Statement'), `the policy of ${owner} speaks of ${stranger}`);
}
