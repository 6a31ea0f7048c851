import { InfraError } from '../../errors.ts';

/** A service of AWS did not do what the tool needs, or there is nothing to talk to. Code `keys-not-reached`. */
export class KeysNotReachedError extends InfraError {
  constructor(message: string) {
    super('keys-not-reached', message);
  }
}
