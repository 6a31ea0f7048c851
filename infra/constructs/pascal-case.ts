/** `asset-transfer` is `AssetTransfer` in the tree of constructs, and in logical ids. */
export function pascalCase(name: string): string {
  return name.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
