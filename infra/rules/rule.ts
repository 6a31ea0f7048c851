import type { Stage } from '../constructs/stage.ts';
import type { DeclaredTemplate } from './template.ts';

/** One thing that every template must hold to. A mistake against it fails `cdk synth`, and a test by its name. */
export interface Rule {
  /** As findings and tests call it. */
  readonly name: string;
  /** What it asks for and why, for whoever broke it. */
  readonly requires: string;
  /** The logical ids of what breaks it, or the name of what is missing. Pure: it looks at nothing but the template. */
  readonly violations: (template: DeclaredTemplate, stage: Stage) => readonly string[];
}
