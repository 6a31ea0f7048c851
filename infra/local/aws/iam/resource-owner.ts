import { below, type Location, UnsupportedTemplateError } from '../errors.ts';
import { serviceOf } from './action.ts';
import { arnParts, fitsResource } from './arn.ts';
import type { Call } from './call.ts';
import type { ResourceStatement } from './statement.ts';

/** The resource whose policy speaks of a resource: an object's bucket, an index's table, else the resource itself. */
export function ownerOf(resource: string): string {
  const service = arnParts(resource)?.[2];
  if (service === 's3') return resource.replace(/\/.*$/s, '');
  if (service === 'dynamodb') return resource.replace(/\/index\/.*$/s, '');
  return resource;
}

/** True where a role's policy is not enough: a key's policy and a role's trust policy must allow as well. */
export function needsResourcePolicy({ action, resource }: Call): boolean {
  const service = arnParts(resource)?.[2];
  return service === 'kms' || (service === 'iam' && action.toLowerCase().startsWith('sts:'));
}

/** Services refuse a policy that speaks of another resource or of another service's actions. */
export function checkOwner(owner: string, statement: ResourceStatement, at: Location): void {
  const stranger = statement.resources.find((pattern) => !fitsResource(pattern, owner) && ownerOf(pattern) !== owner);
  if (stranger !== undefined) {
    throw new UnsupportedTemplateError(below(at, 'Resource'), `the policy of ${owner} speaks of ${stranger}`);
  }
  const service = arnParts(owner)?.[2];
  const action = statement.actions.find((pattern) => (serviceOf(pattern) ?? service) !== service);
  if (action !== undefined) {
    throw new UnsupportedTemplateError(below(at, 'Action'), `the policy of ${owner} speaks of ${action}`);
  }
}
