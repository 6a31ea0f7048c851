import { InfraError } from '../errors.ts';

/** Code that cannot be bundled, or must not be bundled where it was found. Nothing was deployed. */
export class BundlingError extends InfraError {
  constructor(bundle: string, reason: string, options?: { cause?: unknown }) {
    super('bundling-failed', `${bundle} cannot be bundled: ${reason}`, options);
  }
}
