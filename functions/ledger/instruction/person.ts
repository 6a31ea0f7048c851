/** A person is the token's claim, and the same one in capitals. */
export function isSamePerson(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
