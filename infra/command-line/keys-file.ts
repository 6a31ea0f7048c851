import * as v from 'valibot';
import { InvalidInputError } from '../../functions/shared/core/errors.ts';
import { type KeyName, keyNames } from '../../functions/shared/core/key-names.ts';
import { accountIdSchema, nameSchema } from '../../functions/shared/core/schemas.ts';
import { validate } from '../../functions/shared/core/validate.ts';
import { cryptoProposalSchema } from '../../functions/shared/ledger/whitelist/proposal.ts';
import { readSecretFile } from './secret-file.ts';

/** A key as its secret holds it. The signing layer checks it when it is used. */
const secretSchema = v.record(v.string(), v.string(), 'a secret such as {"apiKey", "secretKey", "signing"}');

const schema = v.strictObject({
  read: secretSchema,
  transfer: secretSchema,
  withdrawal: secretSchema,
  whitelist: secretSchema,
  fiat: v.optional(secretSchema),
  accounts: v.objectWithRest({ trading: accountIdSchema, custody: accountIdSchema }, accountIdSchema),
  whitelistEntries: v.pipe(v.array(cryptoProposalSchema), v.minLength(1, 'at least one entry to withdraw to')),
});

/** What `npm run exchange` prints: the same in other words, with keys beside that are for other APIs. */
const simulatorSchema = v.looseObject({
  keys: v.record(v.string(), v.unknown()),
  accounts: v.unknown(),
  whitelist: v.unknown(),
});

/** As a keys file has it. Its own schema then says what is missing. */
function ofSimulator({ keys, accounts, whitelist }: v.InferOutput<typeof simulatorSchema>): unknown {
  const ours = Object.entries(keys).filter(([name]) => isKeyName(name));
  return { ...Object.fromEntries(ours), accounts, whitelistEntries: whitelist };
}

function isKeyName(text: string): text is KeyName {
  return keyNames.some((name) => name === text);
}

/** A destination to withdraw to, as in the configuration. */
export type Payee = v.InferOutput<typeof cryptoProposalSchema>;

/** What is needed to work with an exchange. */
export interface ExchangeAccess {
  /** Each key's secret, as JSON text. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly accounts: { readonly trading: string; readonly custody: string };
  readonly whitelist: readonly Payee[];
}

/**
 * Reads the file that `--keys` names: one for an exchange, or the line that `npm run exchange` printed. Throws
 * InvalidInputError, which shows nothing of what the file holds.
 */
export async function readKeysFile(file: string): Promise<ExchangeAccess> {
  const content = parse(await readSecretFile('--keys', 'a file that can be read', file));
  const parsed = validate('keys file', schema, v.is(simulatorSchema, content) ? ofSimulator(content) : content);
  for (const name of Object.keys(parsed.accounts)) validate('keys file', nameSchema, name);
  return exchangeAccess(parsed, parsed.accounts, parsed.whitelistEntries);
}

/** The same from parts. */
export function exchangeAccess(
  keys: Readonly<Partial<Record<KeyName, unknown>>>,
  accounts: ExchangeAccess['accounts'],
  whitelist: ExchangeAccess['whitelist'],
): ExchangeAccess {
  const given = keyNames.filter((name) => keys[name] !== undefined);
  return { secrets: Object.fromEntries(given.map((name) => [name, JSON.stringify(keys[name])])), accounts, whitelist };
}

/** The keys as the template's secrets hold them, by the secrets' names. */
export function secretsByName({ secrets }: Pick<ExchangeAccess, 'secrets'>): Record<string, string> {
  return Object.fromEntries(Object.entries(secrets).map(([key, text]) => [`hashkey-treasury/local/${key}`, text]));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // The parser's message quotes the file, and the file holds keys.
    throw new InvalidInputError('keys file', [
      { field: '', reason: 'is not JSON', expected: 'the JSON of docs/local-stack.md' },
    ]);
  }
}
