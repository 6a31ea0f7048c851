import type { LoginPerson } from './identity-provider/people.ts';

export interface InvitationFacts {
  readonly httpUrl: string;
  readonly people: readonly LoginPerson[];
  /** Of a payment that two people can approve. */
  readonly waiting?: string;
}

/** What somebody at the terminal can do now that the demo is over. */
export function invitation({ httpUrl, people, waiting }: InvitationFacts): string {
  const width = Math.max(...people.map(({ name }) => name.length));
  const perPerson = (words: (person: LoginPerson) => string) =>
    people.map((person) => `  ${person.name.padEnd(width)}  ${words(person)}`);
  return [
    '',
    // Browsers have devices at a name, and at no address.
    `The console is at ${httpUrl.replace('127.0.0.1', 'localhost')}/ until Ctrl-C. Log in there as anybody, without a password:`,
    ...perPerson(({ mayDo }) => mayDo.join('; ')),
    ...(waiting === undefined ? [] : [`A payment waits there for bob and carol: ${waiting}`]),
    `The HTTP API is at ${httpUrl}. Tokens for it:`,
    ...perPerson(({ email, groups }) => `npm run token -- --sub ${email} --groups ${groups.join(',')}`),
  ].join('\n');
}
