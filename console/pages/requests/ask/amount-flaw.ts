import { amountPattern } from '../../../../functions/shared/core/amount.ts';

export type AmountFlaw = 'empty' | 'separator' | 'leading-zero' | 'form' | 'zero';

/** What is wrong with an amount as it is typed; undefined for one that the treasury takes. */
export function amountFlaw(text: string): AmountFlaw | undefined {
  if (text === '') return 'empty';
  if (amountPattern.test(text)) return /[1-9]/.test(text) ? undefined : 'zero';
  if (/^\d[\d,'’ {2}]*(\.\d+)?$/.test(text) && /\D/.test(text.replace('.', ''))) return 'separator';
  return /^0\d/.test(text) ? 'leading-zero' : 'form';
}
