/** What is typed of a changed address. */
export interface ConfirmationForm extends Readonly<Record<string, string>> {
  readonly address: string;
  readonly tag: string;
  /** `yes` where the person says that they have it from another source. */
  readonly source: string;
}

export const emptyConfirmation: ConfirmationForm = { address: '', tag: '', source: '' };

export type Confirmation =
  | { readonly isRight: true; readonly body: { readonly address: string; readonly tag?: string } }
  | { readonly isRight: false; readonly isAddressMissing: boolean; readonly isSourceMissing: boolean };

/** What is sent, or what is missing. An address has no gaps: those of the blocks that it is shown in are left out. */
export function confirmationOf({ address, tag, source }: ConfirmationForm): Confirmation {
  const whole = address.replaceAll(/\s/g, '');
  const [isAddressMissing, isSourceMissing] = [whole === '', source !== 'yes'];
  if (isAddressMissing || isSourceMissing) return { isRight: false, isAddressMissing, isSourceMissing };
  const memo = tag.trim();
  return { isRight: true, body: { address: whole, ...(memo === '' ? {} : { tag: memo }) } };
}
