import type { FunctionComponent } from 'preact';
import type { Section } from '../texts/catalogue.ts';
import type { ShellTexts } from '../texts/en/shell.ts';

export interface PageProps {
  /** The parameters of the page's path. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
}

/** One page. Its code and its texts are loaded when somebody comes to it. */
export interface PageDefinition {
  /** Such as `/payments/{id}`. */
  readonly pattern: string;
  /** How the navigation calls it; absent for what is reached from another page. */
  readonly navigation?: keyof ShellTexts['pages'];
  readonly sections: readonly Section[];
  readonly load: () => Promise<{ readonly Page: FunctionComponent<PageProps> }>;
}
