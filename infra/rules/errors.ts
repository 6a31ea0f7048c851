import { InfraError } from '../errors.ts';

/** A stack that breaks a rule, or that CDK cannot make a template of. Nothing was deployed. */
export class SynthesisError extends InfraError {
  constructor(stage: string, cause: Error) {
    super('synthesis-failed', `stage ${stage} cannot be synthesized: ${cause.message}`, { cause });
  }
}
