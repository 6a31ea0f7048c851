import { iso } from '../../core/clock.ts';
import type { Instruction } from '../instruction/instruction.ts';
import type { OutgoingEvent } from './bus.ts';
import { fundingDetail } from './funding-detail.ts';

/**
 * Asks people to look, with all that they need at three in the morning: what was to move, from where to where, what was
 * sent when and what came back, what at the exchange looks like it, and how to say what became of it.
 */
export function attentionEvent({ content, state, digest, attempts, version }: Instruction): OutgoingEvent {
  const { instructionId, kind, coin, quantity, destination, address, requestedBy } = content;
  const detail = {
    id: instructionId,
    version,
    kind,
    ...('reason' in state ? { reason: state.reason } : {}),
    coin,
    quantity,
    ...(content.kind === 'withdrawal' ? { chain: content.chain, tag: content.tag } : {}),
    ...(content.kind === 'asset-transfer' ? { source: content.source } : {}),
    destination,
    address,
    requestedBy,
    note: content.note,
    ...fundingDetail(content),
    digest,
    attempts: attempts.map(({ timestamp, recvWindow, ...attempt }) => ({
      ...attempt,
      sentAt: iso(timestamp),
      takenUntil: iso(timestamp + recvWindow),
    })),
    ...('exchangeOrderId' in state ? { exchangeOrderId: state.exchangeOrderId } : {}),
    ...('nearMatches' in state ? { nearMatches: state.nearMatches } : {}),
    resolution: `POST /instructions/${instructionId}/resolution`,
  };
  return { detailType: 'NeedsAttention', detail };
}
