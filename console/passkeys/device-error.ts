/** Why there is no answer of the person's device. Nothing was decided. */
export type DeviceFailure =
  /** This browser, or the address that the page has, knows no passkeys. */
  | 'unsupported'
  /** The person has no device in force. */
  | 'none'
  /** The page did not know that a signature is asked for, so that nobody has read what is signed. */
  | 'asked'
  /** The person cancelled, it took too long, or the device is not there or cannot do it: browsers do not say which. */
  | 'no-answer'
  /** The device has a passkey of this person for this stage already. */
  | 'enrolled'
  /** Devices are bound to another address than this page's. */
  | 'elsewhere'
  /** The treasury asked for a signature of something else than what is shown. */
  | 'differs';

export class DeviceError extends Error {
  override readonly name = 'DeviceError';
  readonly because: DeviceFailure;

  constructor(because: DeviceFailure, options?: ErrorOptions) {
    super(`the device gave nothing: ${because}`, options);
    this.because = because;
  }
}
