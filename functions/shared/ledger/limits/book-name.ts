import { limitBookKey } from '../../core/item-keys.ts';
import type { OutgoingContent } from '../instruction/content.ts';
import { canonicalAccount } from '../whitelist/canonical-account.ts';

/** Names a book: that of a coin, or that of one account that the coin is paid into. */
export interface BookName {
  readonly coin: string;
  /** In its canonical form: a destination that is revoked and listed again under another id is the same account. */
  readonly account?: string;
}

/**
 * A book as versions up to 0.1.0 kept it, for one id of the whitelist. Nothing new is entered in it. What is in it goes
 * on counting: see former-books.ts.
 */
export interface FormerBookName {
  readonly coin: string;
  readonly destination: string;
}

/** What decides in which books a withdrawal is entered. */
export type BookSubject =
  | Pick<Extract<OutgoingContent, { kind: 'withdrawal' }>, 'kind' | 'coin' | 'chain' | 'address' | 'tag'>
  | Pick<Extract<OutgoingContent, { kind: 'fiat-withdrawal' }>, 'kind' | 'coin' | 'address'>;

/**
 * The books that a withdrawal is entered in. Also where no limit holds for them: one that comes into force tomorrow
 * counts what left today. The account's comes first: who finds it full has then taken nothing from those to other
 * accounts. One that was rejected because nobody knew its destination has no account, and never has a reservation.
 */
export function booksFor(subject: BookSubject): readonly BookName[] {
  const { coin } = subject;
  const account = accountOf(subject);
  return account === undefined ? [{ coin }] : [{ coin, account }, { coin }];
}

/** The account that it is paid into, in its canonical form. */
export function accountOf(subject: BookSubject): string | undefined {
  const { address } = subject;
  if (address === undefined) return undefined;
  if (subject.kind === 'fiat-withdrawal') return canonicalAccount({ bankAccount: address });
  const { chain, tag } = subject;
  return canonicalAccount(tag === undefined ? { chain, address } : { chain, address, tag });
}

export function bookKey(name: BookName | FormerBookName): string {
  return limitBookKey(name.coin, 'destination' in name ? name.destination : name.account);
}

/** The name that a book has by its key. */
export function bookNameOf(key: string): BookName | FormerBookName {
  const [, coin = '', ...parts] = key.split('#');
  const part = parts.join('#');
  if (parts.length === 0) return { coin };
  return parts.length === 1 ? { coin, destination: part } : { coin, account: part };
}

export function isFormer(name: BookName | FormerBookName): name is FormerBookName {
  return 'destination' in name;
}
