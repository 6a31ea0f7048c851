import type { TokenSource } from '../api/client.ts';

/** Who is logged in. Tokens stay in memory. */
export interface Session extends TokenSource {
  /** As the user claim names them. */
  readonly person: string;
  readonly groups: readonly string[];
  logOut(): Promise<void>;
}
