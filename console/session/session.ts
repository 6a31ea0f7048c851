import type { TokenSource } from '../api/client.ts';
import type { Drafts } from './drafts.ts';
import type { LoginProblem } from './login-problem.ts';

/** Who is logged in. Tokens stay in memory. */
export interface Session extends TokenSource {
  /** As the user claim names them. */
  readonly person: string;
  readonly groups: readonly string[];
  /** What this person typed and did not send yet. */
  readonly drafts: Drafts;
  /** Leaves for the login and comes back to the place of now. What was typed is kept. Throws UnansweredError. */
  logInAgain(): Promise<void>;
  /** Forgets everything here, and leaves for the provider to log out there too. */
  logOut(): Promise<void>;
}

/** What came of the start. In every other state than `logged-in` nothing of the treasury can be shown. */
export type SessionState =
  | { readonly kind: 'logged-in'; readonly session: Session }
  /** The browser is on its way to the provider: there is nothing to do here any more. */
  | { readonly kind: 'leaving' }
  /** Somebody logged out here. `logIn` leaves for the provider. */
  | { readonly kind: 'logged-out'; readonly logIn: () => Promise<SessionState> }
  | { readonly kind: 'failed'; readonly problem: LoginProblem; readonly logIn: () => Promise<SessionState> };
