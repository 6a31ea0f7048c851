import type { EditableTemplate } from '../editable.ts';

/** One mistake that a tired person makes, in the template of a stage that has everything. */
export interface Mistake {
  /** What somebody did. */
  readonly did: string;
  /** The rule that finds it, and no other does. */
  readonly rule: string;
  readonly make: (template: EditableTemplate) => void;
}
