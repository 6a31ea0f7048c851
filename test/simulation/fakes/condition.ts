import { assert } from '../../../functions/shared/core/errors.ts';

/**
 * DynamoDB's condition expressions, as far as our code uses them: comparisons, `attribute_exists` and its opposite, AND,
 * OR and parentheses. test/simulation/condition.test.ts holds them against an emulator.
 */
export type Predicate = (item: Readonly<Record<string, unknown>>, values: Readonly<Record<string, unknown>>) => boolean;

const parsed = new Map<string, Predicate>();

export function parseCondition(text: string): Predicate {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const reader = new ConditionParser(text.match(/#\w+|:\w+|\w+|<=|>=|<>|[=<>()]/g) ?? []);
  const holds = reader.either();
  assert(reader.next() === undefined, 'a condition that is read to its end');
  parsed.set(text, holds);
  return holds;
}

type Operand = (item: Readonly<Record<string, unknown>>, values: Readonly<Record<string, unknown>>) => unknown;

class ConditionParser {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  next(): string | undefined {
    this.#at += 1;
    return this.#tokens[this.#at - 1];
  }

  either(): Predicate {
    const parts = [this.both()];
    while (this.#takes('OR')) parts.push(this.both());
    return (item, values) => parts.some((part) => part(item, values));
  }

  both(): Predicate {
    const parts = [this.one()];
    while (this.#takes('AND')) parts.push(this.one());
    return (item, values) => parts.every((part) => part(item, values));
  }

  one(): Predicate {
    if (this.#takes('(')) {
      const inner = this.either();
      this.#expect(')');
      return inner;
    }
    if (this.#takes('attribute_not_exists')) {
      const name = this.#name();
      return (item) => item[name] === undefined;
    }
    if (this.#takes('attribute_exists')) {
      const name = this.#name();
      return (item) => item[name] !== undefined;
    }
    const left = operandOf(this.next() ?? '');
    const sign = this.next() ?? '';
    const right = operandOf(this.next() ?? '');
    return (item, values) => compares(left(item, values), sign, right(item, values));
  }

  #name(): string {
    this.#expect('(');
    const name = this.next() ?? '';
    this.#expect(')');
    return name.replace('#', '');
  }

  #takes(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at += 1;
    return true;
  }

  #expect(token: string): void {
    assert(this.#takes(token), `a condition with ${token} in its place`);
  }
}

function operandOf(token: string): Operand {
  const name = token.slice(1);
  if (token.startsWith('#')) return (item) => item[name];
  assert(token.startsWith(':'), 'an operand that is a name or a value');
  return (_item, values) => values[name];
}

/** An attribute that is not there compares as nothing at all, and so do values of two kinds. */
function compares(left: unknown, sign: string, right: unknown): boolean {
  if (left === undefined || right === undefined) return false;
  if (sign === '=') return left === right;
  if (typeof left === 'number' && typeof right === 'number') return ordered(left, sign, right);
  return typeof left === 'string' && typeof right === 'string' && ordered(left, sign, right);
}

function ordered<Value extends number | string>(left: Value, sign: string, right: Value): boolean {
  if (sign === '<') return left < right;
  if (sign === '<=') return left <= right;
  if (sign === '>') return left > right;
  assert(sign === '>=', 'a comparison that is known');
  return left >= right;
}
