import { isObject } from '../../json.ts';
import { below, type Location, UnsupportedTemplateError } from './errors.ts';
import type { Names } from './names.ts';
import { creatorOf } from './resources/registry.ts';
import type { Created } from './resources/resource.ts';
import type { ResourceContext } from './resources/resource-context.ts';
import { evaluateCondition } from './template/conditions.ts';
import { noValue, resolveIntrinsics, type Scope } from './template/intrinsics.ts';
import { creationOrder } from './template/order.ts';
import { parameterValues } from './template/parameters.ts';
import type { ResourceDeclaration, Template } from './template/template.ts';

/** The template of one start: its parameters' values and what of it is already made. */
export class Provisioner implements Scope {
  private readonly template: Template;
  private readonly names: Names;
  private readonly parameters: ReadonlyMap<string, unknown>;
  private readonly created = new Map<string, Created>();

  constructor(template: Template, names: Names, parameters: Readonly<Record<string, string>>) {
    this.template = template;
    this.names = names;
    this.parameters = parameterValues(template.Parameters, parameters);
  }

  /** The resources to make, in an order that serves. Throws for a type that is not understood, before anything runs. */
  plan(): [string, ResourceDeclaration][] {
    const active = Object.entries(this.template.Resources).filter(
      ([logicalId, { Condition }]) =>
        Condition === undefined || this.condition(Condition, { logicalId, path: 'Condition' }),
    );
    for (const [logicalId, { Type }] of active) creatorOf(Type, logicalId);
    const resources = new Map(active);
    return creationOrder(resources).flatMap((logicalId) => {
      const resource = resources.get(logicalId);
      return resource ? [[logicalId, resource]] : [];
    });
  }

  async create(
    logicalId: string,
    { Type: type, Properties }: ResourceDeclaration,
    context: ResourceContext,
  ): Promise<void> {
    const properties = resolveIntrinsics(Properties, this, { logicalId, path: 'Properties' });
    if (!isObject(properties))
      throw new UnsupportedTemplateError({ logicalId, path: 'Properties' }, 'expected an object');
    this.created.set(logicalId, await creatorOf(type, logicalId)({ logicalId, type, properties }, context));
  }

  /** The values of the template's outputs, by their names. */
  outputs(): Record<string, string> {
    const active = Object.entries(this.template.Outputs).filter(
      ([name, { Condition }]) =>
        Condition === undefined || this.condition(Condition, { logicalId: name, path: 'Condition' }),
    );
    return Object.fromEntries(
      active.map(([name, output]) => [
        name,
        String(resolveIntrinsics(output.Value, this, { logicalId: name, path: 'Value' })),
      ]),
    );
  }

  ref(name: string, at: Location): unknown {
    if (name.startsWith('AWS::')) return this.pseudoParameter(name, at);
    if (this.parameters.has(name)) return this.parameters.get(name);
    const created = this.created.get(name);
    if (created) return created.ref;
    throw new UnsupportedTemplateError(at, `${name} is no parameter with a value and no resource of this stack`);
  }

  attribute(logicalId: string, attribute: string, at: Location): unknown {
    const { attributes = {} } = this.created.get(logicalId) ?? {};
    if (Object.hasOwn(attributes, attribute)) return attributes[attribute];
    throw new UnsupportedTemplateError(at, `the attribute ${attribute} of ${logicalId} is not known here`);
  }

  condition(name: string, at: Location): boolean {
    const conditions = this.template.Conditions;
    if (!Object.hasOwn(conditions, name)) throw new UnsupportedTemplateError(at, `there is no condition ${name}`);
    return evaluateCondition(conditions[name], this, below({ logicalId: 'Conditions', path: '' }, name));
  }

  private pseudoParameter(name: string, at: Location): unknown {
    switch (name) {
      case 'AWS::Region':
        return this.names.region;
      case 'AWS::AccountId':
        return this.names.account;
      case 'AWS::Partition':
        return 'aws';
      case 'AWS::URLSuffix':
        return 'amazonaws.com';
      case 'AWS::StackName':
        return this.names.stack;
      case 'AWS::StackId':
        return this.names.arn('cloudformation', `stack/${this.names.stack}/local`);
      case 'AWS::NoValue':
        return noValue;
      default:
        throw new UnsupportedTemplateError(at, `the pseudo parameter ${name} is not understood`);
    }
  }
}
