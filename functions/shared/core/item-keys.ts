/**
 * The partition key of every item in the table. The template takes them from here too: with `*` where it varies,
 * a key is the pattern of its whole family, in the policies that keep each function to its own items.
 */

export const instructionKey = (id: string): string => `instruction#${id}`;

/**
 * The reservations under the limits of a coin, or of one account that it is paid into. An account has a `#` in it (see
 * canonical-account.ts). A part without one is the id of a destination, by which earlier versions kept them.
 */
export const limitBookKey = (coin: string, part?: string): string =>
  part === undefined ? `limit#${coin}` : `limit#${coin}#${part}`;

/** The id in such a key, or the key itself where it is another one. */
export function idInKey(key: string, keyOf: (id: string) => string): string {
  const prefix = keyOf('');
  return key.startsWith(prefix) ? key.slice(prefix.length) : key;
}

/** One entry of the search index, of an instruction or of a whitelist entry. */
export const searchEntryKey = (subject: string, listedBy: string): string => `search#${subject}#${listedBy}`;

/** How far the instructions of an earlier version are in the search index. */
export const searchBackfillKey = 'search-backfill';

export const whitelistEntryKey = (id: string): string => `whitelist#${id}`;

/** The item that names every whitelist entry there ever was. */
export const whitelistDirectoryKey = 'whitelist';

export const policyKey = 'policy';

/** An event of the policy that its item has no more room for. */
export const policyEventKey = (number: number | '*'): string => `policy-event#${number}`;

/** A policy that an event tells of, by its digest. */
export const policySnapshotKey = (digest: string): string => `policy-snapshot#${digest}`;

/** The one switch that stops sending. */
export const pauseKey = 'pause';

/** The item that paces a key of the exchange. */
export const paceKey = (key: string): string => `pace#${key}`;

/** What sweep has an account and coin to itself. */
export const sourceClaimKey = (source: string, coin: string): string => `source#${source}#${coin}`;

export const depositAddressKey = (coin: string, chain: string): string => `deposit-address#${coin}#${chain}`;

/** One deposit, by the exchange's id of it. */
export const depositKey = (kind: string, orderId: string): string => `deposit#${kind}#${orderId}`;

/** How far the lists of deposits were read. */
export const depositScanKey = 'deposit-scan';

/** How far the exchange's movements of a kind were looked through. */
export const movementScanKey = (kind: string): string => `movement-scan#${kind}`;

/** The latest order of ours of a kind that the exchange's records showed at its end. */
export const knownOrderKey = (kind: string): string => `known-order#${kind}`;

/** What is kept of the payments that settled. Its parts below are one family. */
export const paymentHistoryKey = (of: string): string => `paid#${of}`;

/** Of those to one account, in its canonical form, in one coin. */
export const paidToKey = (coin: string, account: string): string => paymentHistoryKey(`to#${coin}#${account}`);

/** Of those that one person asked for. */
export const paidByKey = (person: string): string => paymentHistoryKey(`by#${person}`);

/** Since when payments are kept so. */
export const paidSinceKey = paymentHistoryKey('since');

/** What the exchange was seen to ask of withdrawals, and the balances that they leave from. */
export const exchangeReadingsKey = 'exchange-readings';

/** What an account of ours was last seen to have. */
export const accountBalancesKey = (accountId: string): string => `account-balances#${accountId}`;

/** The last two-factor time step that was used of a secret, which is named by its fingerprint. */
export const twoFactorKey = (secret: string): string => `two-factor#${secret}`;

/** What the last check of a key of the exchange came to. */
export const keyHealthKey = (key: string): string => `key-health#${key}`;

/** How far the table is exported. */
export const ledgerExportKey = 'ledger-export';

/** That people were told something of a subject, such as `instruction inv-2026-0042`, at one of its steps. */
export const noticeKey = (about: string, kind: string, step: string): string => `notice#${about}#${kind}#${step}`;

/** What a statement of a day says, without its rows. */
export const statementKey = (account: string, date: string): string => `statement#${account}#${date}`;

/** Rows of a statement, in their order: parts from 1 on. */
export const statementRowsKey = (account: string, date: string, part: number | '*'): string =>
  `statement-rows#${account}#${date}#${part}`;

/** A note of a person on a row of a statement: each day's are counted from 1. */
export const statementNoteKey = (account: string, date: string, number: number | '*'): string =>
  `statement-note#${account}#${date}#${number}`;

/** Who signed a month, and what became of it. */
export const monthCloseKey = (month: string): string => `month-close#${month}`;

/** How far the statements of an account are made. */
export const statementProgressKey = (account: string): string => `statement-progress#${account}`;

/** When a tick last began that an event asked for, and where a tick stopped that had not the time for all. */
export const tickKey = 'tick';

/** A person's device, by what it calls its key. */
export const passkeyKey = (credentialId: string): string => `passkey#${credentialId}`;

/** What was given to be signed once, or to enrol a device with. */
export const passkeyNonceKey = (nonce: string): string => `passkey-nonce#${nonce}`;

/** What the registry of devices came to when it was read then, as ISO 8601. */
export const registryHeadKey = (at: string): string => `registry-head#${at}`;

/** In the table of device heads: that a payment which people signed was sent, by the digest of its content. */
export const sentKey = (digest: string): string => `sent#${digest}`;

/** How far a device has counted. */
export const passkeyUseKey = (credentialId: string): string => `passkey-use#${credentialId}`;
