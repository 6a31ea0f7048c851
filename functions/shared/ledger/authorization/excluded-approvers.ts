import type { WhitelistEntry } from '../whitelist/entry.ts';

/**
 * The people whose approval does not count: who asked for it, who proposed the destination, and who confirmed the
 * destination with nobody else. Otherwise two people could bring in an address and pay to it with no third who looks.
 */
export function excludedApprovers(requestedBy: string, entry: WhitelistEntry | undefined): readonly string[] {
  if (entry === undefined) return [requestedBy];
  const [first, ...others] = entry.confirmations;
  const alone = first !== undefined && others.length === 0 ? [first.by] : [];
  return [requestedBy, entry.proposedBy, ...alone];
}
