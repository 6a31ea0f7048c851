/** Who asks, pauses and resumes. */
export const requesters = ['alice@example.com', 'bob@example.com', 'carol@example.com'] as const;

/** Everybody, with the groups that the identity provider gives them. Some who ask could also approve, of others. */
const groups: Readonly<Record<string, readonly string[]>> = {
  'alice@example.com': ['ops', 'finance', 'oncall'],
  'bob@example.com': ['ops', 'oncall'],
  'carol@example.com': ['ops', 'treasury', 'oncall'],
  'tina@example.com': ['treasury'],
  'theo@example.com': ['treasury'],
  'fiona@example.com': ['finance'],
  'frank@example.com': ['finance'],
  'gina@example.com': ['treasury', 'finance'],
  'brian@example.com': ['board'],
  'wanda@example.com': ['treasury'],
  'walter@example.com': ['finance'],
  'dave@example.com': ['oncall'],
  'erin@example.com': ['oncall'],
  'grace@example.com': ['oncall'],
  'heidi@example.com': ['oncall'],
  'mallory@example.com': ['interns'],
};

const subPrefix = 'id-';

/** The same person by the other claim. */
export function subOf(email: string): string {
  return `${subPrefix}${email.split('@')[0]}`;
}

/** Who it is, by whichever name, and in capitals too. What names nobody stays as it is. */
export function personNamed(name: unknown): string {
  const lower = String(name).toLowerCase();
  return lower.startsWith(subPrefix) ? `${lower.slice(subPrefix.length)}@example.com` : lower;
}

/** Whether somebody goes by this name, written in just this way. */
export function isNameOf(email: string, name: string): boolean {
  return name === email || name === subOf(email);
}

/** By whichever name, and in capitals too, they are the same. */
export function groupsOf(name: string): readonly string[] {
  return groups[personNamed(name)] ?? [];
}

/** May approve, and is of none of the groups that a tier names. */
export const boardMember = 'brian@example.com';

/** Who approves when nothing is wrong with it. */
export const approvers = ['tina@example.com', 'fiona@example.com', 'gina@example.com'] as const;

/** Of no group that has a role. */
export const intruder = 'mallory@example.com';

/** Who proposed the destinations, and who alone confirmed them: neither counts for what is paid to them. */
export const proposer = 'wanda@example.com';
export const confirmer = 'walter@example.com';
/** Where this one has confirmed too, nobody has alone. */
export const secondConfirmer = 'frank@example.com';

/** What they pause: all, or a part of what may be on its way. One names nothing that there is. */
export const scopes = [
  'all',
  'kind:withdrawal',
  'kind:asset-transfer',
  'coin:USDT',
  'destination:acme',
  'destination:tron',
  'destination:newco',
  'destination:custody',
  'sweep:above',
  'sweep:top-up',
  'coin:BTC',
  'kind:fiat-withdrawal',
  'coin:USD',
  'destination:house',
] as const;
