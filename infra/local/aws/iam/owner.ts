import { arnParts } from './arn.ts';

/** The resource whose policy decides: an object's bucket and an index's table; else the resource itself. */
export function ownerOf(resource: string): string {
  const parts = arnParts(resource);
  if (parts?.[2] === 's3') return resource.split('/', 1).join('');
  if (parts?.[2] === 'dynamodb') return resource.replace(/\/index\/.*$/s, '');
  return resource;
}

/** True where a role's own policy is not enough: the key's policy or the role's trust policy must allow as well. */
export function decidesItself(action: string, resource: string): boolean {
  const [, , service, , , name = ''] = arnParts(resource) ?? [];
  if (service === 'kms') return name.startsWith('key/');
  return service === 'iam' && action.toLowerCase().startsWith('sts:');
}
