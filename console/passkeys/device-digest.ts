import { fromBase64url } from '../api/base64url.ts';
import { readJsonObject } from '../api/json-object.ts';
import { canonicalDigest } from '../digest/canonical-digest.ts';

/** What a page shows of a device, and its line, which has the key too. */
export interface ShownDevice {
  readonly credentialId: string;
  readonly owner: { readonly by: string; readonly issuer: string; readonly claim: string };
  readonly name: string;
  readonly model: string;
  readonly algorithm: string;
  readonly synced: boolean;
  readonly backedUp: boolean;
  readonly line: string;
}

/** The digest of a device as it is shown: who confirms it says by it that they saw whose it is. */
export async function deviceDigest(shown: ShownDevice): Promise<string> {
  const { credentialId, owner, name, model, algorithm, synced, backedUp, line } = shown;
  const text = new TextDecoder().decode(fromBase64url(line.slice(line.lastIndexOf(':') + 1)));
  return canonicalDigest({
    ...readJsonObject(text),
    ...{ credentialId, person: owner, name, algorithm },
    ...{ aaguid: model, isBackupEligible: synced, isBackedUp: backedUp },
  });
}
