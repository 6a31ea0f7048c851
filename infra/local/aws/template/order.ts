import { UnsupportedTemplateError } from '../errors.ts';
import { references } from './intrinsics.ts';
import type { ResourceDeclaration } from './template.ts';

/** The logical ids in an order in which each comes after all that it refers to. Throws where they form a circle. */
export function creationOrder(resources: ReadonlyMap<string, ResourceDeclaration>): string[] {
  const ordered = new Set<string>();
  const visit = (logicalId: string, path: readonly string[]): void => {
    const resource = resources.get(logicalId);
    if (!resource || ordered.has(logicalId)) return;
    if (path.includes(logicalId)) {
      const circle = [...path.slice(path.indexOf(logicalId)), logicalId].join(' → ');
      throw new UnsupportedTemplateError({ logicalId, path: 'DependsOn' }, `resources wait for each other: ${circle}`);
    }
    for (const needed of dependencies(resource)) visit(needed, [...path, logicalId]);
    ordered.add(logicalId);
  };
  for (const logicalId of resources.keys()) visit(logicalId, []);
  return [...ordered];
}

function dependencies(resource: ResourceDeclaration): string[] {
  return [...[resource.DependsOn].flat(), ...references(resource.Properties)];
}
