import * as v from 'valibot';
import { amount, amountPattern, parseAmount, zero } from './amount.ts';
import { latestMoment, type Millis } from './clock.ts';
import { accountId, accountIdPattern, instructionId, instructionIdPattern } from './ids.ts';
import { rule } from './rule.ts';

const amountForm = 'a decimal text such as "1250.50"';
const positiveForm = 'a decimal text above zero, such as "1250.50"';

/** A decimal text such as `1250.50`. Numbers are refused: a float cannot hold money. */
export const amountSchema = v.pipe(v.string(amountForm), v.regex(amountPattern, amountForm), v.transform(amount));

export const positiveAmountSchema = v.pipe(
  v.string(amountForm),
  v.regex(amountPattern, amountForm),
  v.metadata({ pattern: `^(?=.*[1-9])${amountPattern.source.slice(1)}` }),
  rule((text) => parseAmount(text) !== zero, { reason: 'is zero', expected: positiveForm }),
  v.transform(amount),
);

export const instructionIdSchema = v.pipe(
  v.string('1 to 64 letters, digits, dots, underscores or hyphens, the first a letter or digit'),
  v.regex(instructionIdPattern, '1 to 64 letters, digits, dots, underscores or hyphens, the first a letter or digit'),
  v.transform(instructionId),
);

/** Ids are text: as a number the last digits of 19 are lost. */
export const accountIdSchema = v.pipe(
  v.string('an account id as text of 1 to 20 digits'),
  v.regex(accountIdPattern, 'an account id as text of 1 to 20 digits'),
  v.transform(accountId),
);

/** Names in configuration and paths: entry ids, sweep ids, account names. */
export const namePattern = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

const nameForm = 'a name of 1 to 64 letters, digits, underscores or hyphens, the first a letter or digit';

export const nameSchema = v.pipe(v.string(nameForm), v.regex(namePattern, nameForm));

export const coinPattern = /^[A-Z0-9]{1,20}$/;

export const coinSchema = v.pipe(
  v.string('a coin such as "USDT"'),
  v.regex(coinPattern, 'a coin in capitals, such as "USDT"'),
);

/** Money of a bank account, and no coin on a chain (exchange-api.md 3.12). */
export const fiatCoins = ['USD', 'HKD'] as const;
export const fiatCoinSchema = v.picklist(fiatCoins, '"USD" or "HKD", what the exchange pays to banks');

/** The request-side chain names of exchange-api.md section 6, such as `ETH`, `BTC`, `Tron`. Case matters. */
export const chainSchema = v.pipe(
  v.string('a chain such as "ETH"'),
  v.regex(/^[A-Za-z0-9][A-Za-z0-9 ]{0,31}$/, 'a chain such as "ETH", "BTC" or "Tron"'),
);

const digestForm = 'the digest as it is shown here, 64 hexadecimal digits';

/** What a person has read, as the SHA-256 of it. Whoever decides sends it back. */
export const digestSchema = v.pipe(v.string(digestForm), v.regex(/^[0-9a-f]{64}$/, digestForm));

const personForm = 'a person such as "alice@example.com", up to 254 printable characters';

/**
 * Whom a token or an event names. People are compared by `comparePeople`. In brackets it is a list, as an HTTP API
 * writes one: it names nobody, or several.
 */
export const personSchema = v.pipe(v.string(personForm), v.regex(/^(?!\[.*\]$)[\x21-\x7e]{1,254}$/, personForm));

/** A moment as items keep it: milliseconds since 1970, of which a date can be made. */
export const timeSchema: v.GenericSchema<unknown, Millis> = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(0),
  v.maxValue(latestMoment),
);

/** A moment, as answers show it: `2026-11-20T10:00:00.000Z`. */
export const momentSchema = v.pipe(v.string(), v.isoTimestamp());

const durationPattern = /^([1-9]\d{0,4})(s|m|h|d)$/;
const unitMillis = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

const durationForm = 'a duration such as "30m", "24h" or "7d"';

/** How short and how long a duration may be, each as the text that says so. */
export interface DurationLimits {
  readonly least?: string;
  readonly most?: string;
}

/** A duration such as `24h`, as milliseconds. */
export function durationSchema({ least, most }: DurationLimits = {}) {
  const isOver = (text: string, limit: string | undefined) => limit !== undefined && millisOf(text) > millisOf(limit);
  const isUnder = (text: string, limit: string | undefined) => limit !== undefined && millisOf(text) < millisOf(limit);
  return v.pipe(
    v.string(durationForm),
    v.regex(durationPattern, durationForm),
    rule((text) => !isUnder(text, least), { reason: 'is too short', expected: `at least ${inWords(least)}` }),
    rule((text) => !isOver(text, most), { reason: 'is too long', expected: `at most ${inWords(most)}` }),
    v.transform(millisOf),
  );
}

function millisOf(text: string): number {
  const unit = text.slice(-1);
  const factor = unit === 's' || unit === 'm' || unit === 'h' || unit === 'd' ? unitMillis[unit] : 0;
  return Number(text.slice(0, -1)) * factor;
}

const unitWords: Readonly<Record<string, string>> = { s: 'second', m: 'minute', h: 'hour', d: 'day' };

/** `30d` as `30 days, written "30d"`. */
function inWords(limit = ''): string {
  const count = limit.slice(0, -1);
  return `${count} ${unitWords[limit.slice(-1)]}${count === '1' ? '' : 's'}, written "${limit}"`;
}
