import { blocksOf } from '../../shared/core/blocks.ts';
import type { Content } from '../../shared/ledger/instruction/content.ts';
import type { Instruction } from '../../shared/ledger/instruction/instruction.ts';
import { type Fact, fact } from './notice.ts';

/** `1250.5 USDT to acme-usdt-eth`. */
export function paymentSummary({ quantity, coin, destination }: Content): string {
  return `${quantity} ${coin} to ${destination}`;
}

/**
 * What was asked for, the destination in full. The note is left out: it is text of whoever asks, and a mail leaves the
 * house.
 */
export function paymentFacts({ content }: Pick<Instruction, 'content'>): readonly Fact[] {
  const { instructionId, quantity, coin, destination, address, requestedBy } = content;
  return [
    ...fact('Amount', `${quantity} ${coin}`),
    ...(content.kind === 'asset-transfer' ? fact('From account', content.source) : []),
    ...fact(content.kind === 'asset-transfer' ? 'To account' : 'Destination', destination),
    ...(content.kind === 'withdrawal' ? fact('Chain', content.chain) : []),
    ...fact(addressLabels[content.kind], address),
    ...(content.kind === 'withdrawal' ? fact('In blocks', blocksOf(address ?? '').join(' ')) : []),
    ...(content.kind === 'withdrawal' ? fact('Tag', content.tag) : []),
    ...(content.kind === 'withdrawal' ? fact('Funded from', content.fundFrom) : []),
    ...fact('Asked for by', requestedBy),
    ...fact('Instruction', instructionId),
  ];
}

const addressLabels: Readonly<Record<Content['kind'], string>> = {
  withdrawal: 'Address',
  'fiat-withdrawal': 'Bank account',
  'asset-transfer': 'Account id',
};
