import type { CheckedTreasury } from './schema.ts';

/** What the committed files bring: the simulator's account ids, and the sample address of EIP-55. */
const exampleAccounts: ReadonlySet<string> = new Set(['1649292498437183232', '1649292498437183235']);
const exampleAddresses: ReadonlySet<string> = new Set(['0x52908400098527886e0f7030069857d2e4169ee7']);

/** Names that RFC 2606 keeps for examples: no login is ever there. */
const exampleHost = /(^|\.)(example|test|invalid|localhost|example\.(com|net|org))$/;

/**
 * Paths of values that the committed files bring as examples. With one of them a stage can be synthesized and looked
 * at, but money would be sent from an account that is not the company's, or tokens be taken from a login that does not
 * exist.
 */
export function findExamples({
  environment,
  accounts,
  whitelist,
  identity,
  notifications,
}: CheckedTreasury): readonly string[] {
  // The simulator has these very accounts, and the local stack signs the tokens itself.
  if (environment === 'local') return [];
  return [
    ...Object.keys(accounts).flatMap((name) => (exampleAccounts.has(accounts[name] ?? '') ? [`accounts.${name}`] : [])),
    ...whitelist.flatMap((entry, index) =>
      'address' in entry && exampleAddresses.has(entry.address.toLowerCase()) ? [`whitelist.${index}.address`] : [],
    ),
    ...(exampleHost.test(new URL(identity.issuer).hostname) ? ['identity.issuer'] : []),
    ...notifications.emails.flatMap((email, index) => (isExample(email) ? [`notifications.emails.${index}`] : [])),
    ...(notifications.people ?? []).flatMap(({ email }, index) =>
      isExample(email) ? [`notifications.people.${index}.email`] : [],
    ),
  ];
}

function isExample(email: string): boolean {
  return exampleHost.test(email.slice(email.indexOf('@') + 1).toLowerCase());
}
