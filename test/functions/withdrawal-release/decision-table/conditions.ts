/** The conditions that the authorization looks at, each with all that it can be. */
export const conditions = {
  /**
   * Where the whitelist's entry of the destination stands. `cooled`: its cool-off is over, and nobody wrote that down
   * yet.
   */
  destination: ['unknown', 'proposed', 'proving', 'confirmed', 'cooling-off', 'cooled', 'active', 'revoked'],
  /** Whether the entry is for what is asked for. */
  target: ['same', 'other-coin', 'other-chain', 'bank'],
  /** Whether the entry's address and tag are those that were written into the instruction. */
  place: ['same', 'other-address', 'other-tag'],
  coin: ['allowed', 'without-limits', 'without-settings'],
  decimals: ['fit', 'too-many'],
  quantity: ['within', 'over-window', 'over-destination-window', 'over-destination', 'over-instruction'],
  approvals: ['enough', 'too-few', 'no-group', 'proposer', 'confirmer', 'none'],
  pause: ['none', 'paused'],
  age: ['fresh', 'expired'],
  attempts: ['some', 'exhausted'],
  /** Whether it is held until a time. */
  held: ['no', 'until-later'],
} as const;

export type Condition = keyof typeof conditions;
export type Case = { readonly [Name in Condition]: (typeof conditions)[Name][number] };

/** A row of a decision table: it is for all cases that have one of the listed values in each named condition. */
export interface Row {
  readonly when: { readonly [Name in Condition]?: readonly Case[Name][] };
  /** Status and reason code, such as `rejected coin-not-allowed`. */
  readonly result: string;
}

/** The first value of each condition is the one in which nothing is wrong, but for the destination. */
const nothingWrong: Case = {
  destination: 'active',
  target: 'same',
  place: 'same',
  coin: 'allowed',
  decimals: 'fit',
  quantity: 'within',
  approvals: 'enough',
  pause: 'none',
  age: 'fresh',
  attempts: 'some',
  held: 'no',
};

/** Why a combination cannot be. Undefined: it can, and has to have a row. */
export function impossible({ destination, target, place }: Case): string | undefined {
  if (destination === 'unknown' && (target !== 'same' || place !== 'same'))
    return 'without an entry there is no target';
  if (target === 'bank' && place !== 'same') return 'a bank account is no address on a chain';
  return undefined;
}

/** Every combination of the named conditions that can be; the others are as where nothing is wrong. */
export function* combinations(names: readonly Condition[]): Generator<Case> {
  const count = names.reduce((product, name) => product * conditions[name].length, 1);
  for (let number = 0; number < count; number += 1) {
    const testCase = caseOfNumber(names, number);
    if (impossible(testCase) === undefined) yield testCase;
  }
}

/** The digits of the number, each in the base of its condition, choose the values. */
function caseOfNumber(names: readonly Condition[], number: number): Case {
  const digits = new Map<Condition, number>();
  let left = number;
  for (const name of names) {
    digits.set(name, left % conditions[name].length);
    left = Math.floor(left / conditions[name].length);
  }
  // A condition that is not named has no digit, and stays as where nothing is wrong.
  const value = <Value>(name: Condition, values: readonly Value[], usual: Value): Value =>
    values[digits.get(name) ?? -1] ?? usual;
  return {
    destination: value('destination', conditions.destination, nothingWrong.destination),
    target: value('target', conditions.target, nothingWrong.target),
    place: value('place', conditions.place, nothingWrong.place),
    coin: value('coin', conditions.coin, nothingWrong.coin),
    decimals: value('decimals', conditions.decimals, nothingWrong.decimals),
    quantity: value('quantity', conditions.quantity, nothingWrong.quantity),
    approvals: value('approvals', conditions.approvals, nothingWrong.approvals),
    pause: value('pause', conditions.pause, nothingWrong.pause),
    age: value('age', conditions.age, nothingWrong.age),
    attempts: value('attempts', conditions.attempts, nothingWrong.attempts),
    held: value('held', conditions.held, nothingWrong.held),
  };
}

/** The first row that is for this case. */
export function rowOf(rows: readonly Row[], testCase: Case): Row | undefined {
  return rows.find((row) => requiredValuesOf(row).every(([name, values]) => values.includes(testCase[name])));
}

const requiredValuesByRow = new Map<Row, readonly (readonly [Condition, readonly string[]])[]>();

/** What a row asks of a case. Looked up for each of some 200,000 cases, so it is kept. */
function requiredValuesOf(row: Row): readonly (readonly [Condition, readonly string[]])[] {
  const known = requiredValuesByRow.get(row);
  if (known !== undefined) return known;
  const names = Object.keys(conditions) as Condition[];
  const required = names.flatMap((name) => {
    const values = row.when[name];
    return values === undefined ? [] : [[name, values] as const];
  });
  requiredValuesByRow.set(row, required);
  return required;
}
