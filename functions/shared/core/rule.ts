import * as v from 'valibot';

/** A rule in words of ours. Neither shows the value. */
export interface RuleWords {
  /** What is wrong where it does not hold, such as `is too long`. */
  readonly reason: string;
  /** What would be right, such as `at most 30 days`. */
  readonly expected: string;
}

/** A check that says what is wrong, where the kind of a value alone would be no reason. */
export function rule<Input>(holds: (value: Input) => boolean, { reason, expected }: RuleWords) {
  const check = v.rawCheck<Input>(({ dataset, addIssue }) => {
    if (dataset.typed && !holds(dataset.value)) addIssue({ message: expected, received: reason });
  });
  // For the API's document, as the library's own checks carry theirs.
  return { ...check, message: expected };
}
