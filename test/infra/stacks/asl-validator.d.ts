declare module 'asl-validator' {
  interface Verdict {
    readonly isValid: boolean;
    readonly errors: readonly { readonly 'Error code': string; readonly Message: string }[];
  }

  /** Checks a definition in Amazon States Language. */
  export default function validate(definition: unknown): Verdict;
}
