import type { Content } from '../ledger/instruction/content.ts';
import { type ExchangeRecord, isToAddress } from './exchange-record.ts';

/** So much of an id has to be left of one whose end was cut off. Less is nobody's. */
const cutIdMin = 4;

/**
 * Whether a movement could be an instruction's, for all that the exchange may show otherwise than it was sent: it is of
 * this coin and goes there. The quantity is not looked at, for it may be shown without the fee (A6) or rounded (A25).
 */
export function isNear(content: Content, record: ExchangeRecord): boolean {
  return record.coin.toLowerCase() === content.coin.toLowerCase() && isToAddress(content, record);
}

/**
 * Whether it carries a text that is an id but for case, spaces or a cut end. Then it is that instruction's, or a trick.
 */
export function carriesLike(id: string, { labels }: ExchangeRecord): boolean {
  const ours = plain(id);
  return labels.some((label) => {
    const text = plain(label);
    return text === ours || (text.length >= cutIdMin && ours.startsWith(text));
  });
}

/** A text without case, spaces and the mark of a cut. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Cf}]/gu, '')
    .replace(/\.{2,}$/, '');
}
