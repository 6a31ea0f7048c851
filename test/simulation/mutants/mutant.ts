/** One place of one file under functions/, and what stands there instead. */
export interface Change {
  /** Under functions/. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
}

/** A deliberate bug: the change that is made while it is loaded. */
export interface Mutant extends Change {
  readonly name: string;
  /** Where other places would catch it by themselves: these changes too. */
  readonly also?: readonly Change[];
}
