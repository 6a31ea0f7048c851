import { below, type Location, UnsupportedTemplateError } from '../errors.ts';
import { localAccount } from '../names.ts';
import type { Call, Verdict } from './call.ts';
import { requestContext } from './context.ts';
import { readDocument } from './document.ts';
import { evaluatePolicies } from './evaluate-policies.ts';
import { readFunctionPermission } from './function-permission.ts';
import { checkOwner, ownerOf } from './resource-owner.ts';
import {
  type ResourceStatement,
  readIdentityStatement,
  readResourceStatement,
  readTrustStatement,
  type Statement,
} from './statement.ts';

/**
 * Every policy of the stack, and the decision on each call by them, as IAM decides within one account.
 * A policy that is not understood is refused with an UnsupportedTemplateError when it is added.
 */
export class AccessControl {
  readonly #roles = new Map<string, readonly Statement[]>();
  readonly #resources = new Map<string, readonly ResourceStatement[]>();

  /** `trust` is the role's AssumeRolePolicyDocument. */
  addRole(arn: string, trust: unknown, at: Location): void {
    if (this.#roles.has(arn)) throw new UnsupportedTemplateError(at, `the role ${arn} exists already`);
    const statements = readDocument(trust, at, (value, here) => this.#known(readTrustStatement(value, here), here));
    this.#roles.set(arn, []);
    this.#resources.set(arn, statements);
  }

  /** The policy of one role or several, which must exist. Several policies of one role add up. */
  addIdentityPolicy(roleNames: readonly string[], document: unknown, at: Location): void {
    const statements = readDocument(document, at, readIdentityStatement);
    const roles = roleNames.map((name) => this.#roleNamed(name, at));
    for (const [arn, others] of roles) this.#roles.set(arn, [...others, ...statements]);
  }

  /** The policy of a queue, a topic, a secret, a bus, a bucket, a table or a key. Several of one resource add up. */
  addResourcePolicy(resourceArn: string, document: unknown, at: Location): void {
    const statements = readDocument(document, at, (value, here) => {
      const statement = readResourceStatement(value, here);
      checkOwner(resourceArn, statement, here);
      return this.#known(statement, here);
    });
    this.#addToResource(resourceArn, statements);
  }

  /**
   * `permission` holds the properties of an AWS::Lambda::Permission. `functionArn` has the version or alias it is for.
   */
  addFunctionPermission(functionArn: string, permission: unknown, at: Location): void {
    const statement = readFunctionPermission(functionArn, permission, at);
    checkOwner(functionArn, statement, at);
    this.#addToResource(functionArn, [this.#known(statement, at)]);
  }

  decide(call: Call): Verdict {
    return evaluatePolicies(call, requestContext(call, localAccount), {
      ofCaller: call.caller.kind === 'role' ? (this.#roles.get(call.caller.arn) ?? []) : [],
      ofResource: this.#resources.get(ownerOf(call.resource)) ?? [],
    });
  }

  /** Whether a service may take on a role, by the role's trust policy. */
  mayAssume(service: string, roleArn: string, context: Call['context']): Verdict {
    const caller = { kind: 'service', name: service } as const;
    return this.decide({ caller, action: 'sts:AssumeRole', resource: roleArn, context });
  }

  #addToResource(resourceArn: string, statements: readonly ResourceStatement[]): void {
    this.#resources.set(resourceArn, [...(this.#resources.get(resourceArn) ?? []), ...statements]);
  }

  /** AWS refuses a policy whose principal is a role that does not exist. */
  #known(statement: ResourceStatement, at: Location): ResourceStatement {
    for (const principal of statement.principals) {
      if (principal.kind === 'role' && !this.#roles.has(principal.arn)) {
        throw new UnsupportedTemplateError(below(at, 'Principal'), `the role ${principal.arn} does not exist`);
      }
    }
    return statement;
  }

  #roleNamed(name: string, at: Location): [string, readonly Statement[]] {
    const found = [...this.#roles].find(([arn]) => arn.endsWith(`/${name}`));
    if (found) return found;
    throw new UnsupportedTemplateError(at, `the role ${name} does not exist`);
  }
}
