/** Who is logged in. Tokens stay in memory. */
export interface Session {
  /** As the user claim names them. */
  readonly person: string;
  readonly groups: readonly string[];
  /** A token for the API; with `isFresh` never one that was given before. Throws LoginExpiredError. */
  token(options?: { readonly isFresh: boolean }): Promise<string>;
  logOut(): Promise<void>;
}
