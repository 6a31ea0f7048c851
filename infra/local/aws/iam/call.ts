/** Who calls. */
export type Caller =
  /** A role of the template, with its policies. */
  | { readonly kind: 'role'; readonly arn: string }
  /** An AWS service for itself, such as `events.amazonaws.com`. Only policies of resources speak of it. */
  | { readonly kind: 'service'; readonly name: string }
  /**
   * Who runs this machine: has a right to everything that no policy denies and that a key's policy leaves to the
   * account.
   */
  | { readonly kind: 'administrator'; readonly arn: string };

/** One call of an AWS API, as the policies see it. */
export interface Call {
  readonly caller: Caller;
  /** Such as `sqs:SendMessage`. */
  readonly action: string;
  /** An ARN, or `*` where the action knows none. */
  readonly resource: string;
  /** Condition keys, such as `dynamodb:LeadingKeys`, `aws:SourceArn` or `kms:ViaService`. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

/** One call of an API by somebody. */
export type RequestedCall = Omit<Call, 'caller'>;

/** The message is worded as AWS words it. */
export type Verdict = { readonly allowed: true } | { readonly allowed: false; readonly message: string };
