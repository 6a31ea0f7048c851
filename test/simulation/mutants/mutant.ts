/** A deliberate bug: one place of one file under functions/, and what stands there instead while it is loaded. */
export interface Mutant {
  readonly name: string;
  /** Under functions/. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
}
