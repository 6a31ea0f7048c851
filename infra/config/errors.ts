import { type Flaw, InvalidInputError } from '../../functions/shared/core/errors.ts';

/** A stage's configuration that cannot be deployed. It fails `cdk synth` with each path and reason. */
export class ConfigError extends InvalidInputError {
  constructor(flaws: readonly Flaw[]) {
    super('configuration', flaws, 'config-invalid');
  }
}
