/** What the process that runs the function says to the one that has the exchange. */
export type FromFunction =
  /** Its clock goes on by so many milliseconds. */
  { readonly kind: 'sleep'; readonly ms: number } | { readonly kind: 'done'; readonly run: RunReport };

export type ToFunction =
  /** Run once, at this moment. */
  | { readonly kind: 'run'; readonly now: number }
  /** The exchange has this time too. */
  | { readonly kind: 'now'; readonly now: number };

export interface RunReport {
  /** By account: the last day that is written. */
  readonly dates: Readonly<Record<string, string | undefined>>;
  /** Events and reports of the run. */
  readonly told: readonly unknown[];
  /** The most that the process ever had, in kilobytes. */
  readonly maxRssKb: number;
  /** Milliseconds that claims of a tick waited longer for their slots than they would have alone. */
  readonly tickWaits: readonly number[];
}
