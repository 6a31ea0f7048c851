import type { Flaw } from '../core/errors.ts';
import { SecretFormatError } from './errors.ts';
import {
  apiKeyRule,
  type FieldRule,
  fieldFlaw,
  isSigningMode,
  keyRules,
  modesText,
  type SigningMode,
  totpRule,
  unknownField,
} from './secret-rules.ts';

/** Secrets Manager itself takes no longer text. */
const secretTextMax = 65_536;

/** The content of a key's secret. `key` is the text of `secretKey` or `privateKey`, by its mode. */
export interface KeySecret {
  readonly apiKey: string;
  readonly signing: SigningMode;
  readonly key: string;
  readonly totpSecret: string | undefined;
}

/**
 * Reads the JSON of a secret (docs/keys.md). Unknown fields are refused, and so is white space around
 * a key: its signatures would be wrong and nothing would say why. Throws a SecretFormatError that shows no value.
 */
export function parseSecret(secretId: string, text: string): KeySecret {
  const fields = parseObject(text);
  if (fields === undefined) {
    const expected = `an object with apiKey, signing and secretKey or privateKey, at most ${secretTextMax} characters`;
    throw new SecretFormatError(secretId, [{ field: '', reason: 'not a JSON object', expected }]);
  }
  const signing = fields.get('signing');
  if (!isSigningMode(signing)) {
    const reason = signing === undefined ? 'missing' : 'not a signing mode';
    throw new SecretFormatError(secretId, [{ field: 'signing', reason, expected: modesText }]);
  }
  const flaws: Flaw[] = [];
  const read = (rule: FieldRule) => readText(fields.get(rule.field), rule, flaws);
  const hasTotp = fields.has(totpRule.field);
  const secret = {
    apiKey: read(apiKeyRule),
    signing,
    key: read(keyRules[signing]),
    totpSecret: hasTotp ? read(totpRule) : undefined,
  };
  const known: readonly string[] = ['signing', apiKeyRule.field, keyRules[signing].field, totpRule.field];
  for (const name of fields.keys()) if (!known.includes(name)) flaws.push(unknownField(name, signing));
  if (flaws.length > 0) throw new SecretFormatError(secretId, flaws);
  return secret;
}

function parseObject(text: string): Map<string, unknown> | undefined {
  if (text.length > secretTextMax) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined;
    return new Map(Object.entries(parsed));
  } catch {
    // The parser's own error quotes its input, so it is not kept as a cause.
    return undefined;
  }
}

function readText(value: unknown, rule: FieldRule, flaws: Flaw[]): string {
  const reason = valueFlaw(value, rule);
  if (reason !== undefined) flaws.push(fieldFlaw(rule, reason));
  return typeof value === 'string' ? value : '';
}

function valueFlaw(value: unknown, rule: FieldRule): string | undefined {
  if (value === undefined) return 'missing';
  return typeof value === 'string' ? rule.findFlaw(value) : 'not a text';
}
