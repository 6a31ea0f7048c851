import { describeFlaws, type Flaw } from '../../functions/shared/core/errors.ts';
import { InfraError } from '../errors.ts';

/** A stage's configuration that cannot be deployed. It fails `cdk synth` with each path and reason. */
export class ConfigError extends InfraError {
  readonly flaws: readonly Flaw[];

  constructor(flaws: readonly Flaw[]) {
    super('config-invalid', describeFlaws('configuration', flaws));
    this.flaws = flaws;
  }
}
