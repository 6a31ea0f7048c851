import { instructionSchema, policySchema, type ShownInstruction } from './api-schemas.ts';
import type { Played } from './demo.ts';
import { show } from './destination.ts';
import { people } from './personas.ts';
import type { Refusal } from './refusals.ts';
import type { Scene } from './scene.ts';

type Shown<Field extends keyof ShownInstruction> = Record<'instructionId' | Field, string | undefined>;

/** What came of it, as `--json` prints it. */
export interface Outcome {
  readonly depositAddress: { readonly coin: string; readonly chain: string; readonly address: string };
  readonly assetTransfer: Shown<'status' | 'quantity' | 'exchangeOrderId'>;
  readonly withdrawal: Shown<'status' | 'quantity' | 'destination' | 'exchangeOrderId'>;
  readonly refused: readonly Shown<'status' | 'reason'>[];
  /** Null where the exchange does not show its records. */
  readonly exchange: { readonly transfers: number | null; readonly withdrawals: number | null };
  /** Where the withdrawal went to, and who brought that in. */
  readonly whitelisted: {
    readonly id: string;
    readonly usable: boolean;
    readonly proposedBy: string;
    readonly confirmedBy: readonly string[];
    readonly proofs: readonly string[];
  };
  /** Whose approvals the withdrawal has. */
  readonly approvedBy: readonly string[];
  /** What was asked for over HTTP: too much, and too long ago. */
  readonly overLimit: Shown<'status' | 'reason'>;
  readonly expired: Shown<'status' | 'reason'>;
  /** Everything that was tried and not let through, in its order. */
  readonly refusals: readonly Refusal[];
  /** What became of the policies that were deployed. */
  readonly policy: readonly string[];
}

/** Reads anew what came of everything. */
export async function outcomeOf(
  scene: Scene,
  played: Played,
  address: string,
  exchange: Outcome['exchange'],
): Promise<Outcome> {
  const { api, house, refusals } = scene;
  const { coin, chain } = house.payee;
  const read = (id: string) => api.read(instructionSchema, people.alice, `/instructions/${id}`);
  const paid = await read(played.paid);
  const entry = await show(scene);
  const { events } = await api.read(policySchema, people.alice, '/policy');
  return {
    depositAddress: { coin, chain, address },
    assetTransfer: moved(await read(played.transfer)),
    withdrawal: { ...moved(paid), destination: paid.destination },
    refused: [ended(await read(played.unlisted))],
    exchange,
    whitelisted: {
      id: entry.id,
      usable: entry.usable,
      proposedBy: entry.proposedBy,
      confirmedBy: entry.confirmations.map(({ by }) => by),
      proofs: entry.proofs.map(({ kind }) => kind),
    },
    approvedBy: paid.approvals.map(({ by }) => by),
    overLimit: ended(await read(played.large)),
    expired: ended(await read(played.late)),
    refusals: refusals.all,
    policy: events.map(({ what }) => what),
  };
}

function moved({ id, status, quantity, exchangeOrderId }: ShownInstruction) {
  return { instructionId: id, status, quantity, exchangeOrderId };
}

function ended({ id, status, reason }: ShownInstruction) {
  return { instructionId: id, status, reason };
}
