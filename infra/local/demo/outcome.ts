import { type InstructionResponse, instructionSchema, policySchema } from './api-schemas.ts';
import type { DemoContext } from './demo-context.ts';
import { readEntry } from './destination.ts';
import { personas } from './personas.ts';
import type { DemoRefusal } from './refusals.ts';

type InstructionOutcome<Field extends keyof InstructionResponse> = Record<'instructionId' | Field, string | undefined>;

/** The instructions of the demo. */
export interface DemoInstructions {
  readonly transfer: string;
  readonly paid: string;
  readonly unlisted: string;
  readonly large: string;
  readonly late: string;
}

/** What came of it, as `--json` prints it. */
export interface Outcome {
  readonly depositAddress: { readonly coin: string; readonly chain: string; readonly address: string };
  readonly assetTransfer: InstructionOutcome<'status' | 'quantity' | 'exchangeOrderId'>;
  readonly withdrawal: InstructionOutcome<'status' | 'quantity' | 'destination' | 'exchangeOrderId'>;
  readonly refused: readonly InstructionOutcome<'status' | 'reason'>[];
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
  readonly overLimit: InstructionOutcome<'status' | 'reason'>;
  readonly expired: InstructionOutcome<'status' | 'reason'>;
  /** Everything that was tried and not let through, in its order. */
  readonly refusals: readonly DemoRefusal[];
  /** What people were told of the withdrawal by mail, in its order. */
  readonly mails: readonly string[];
  /** What became of the policies that were deployed. */
  readonly policy: readonly string[];
}

/** Reads anew what came of everything. */
export async function outcomeOf(
  context: DemoContext,
  instructions: DemoInstructions,
  address: string,
  exchange: Outcome['exchange'],
): Promise<Outcome> {
  const { api, localStage, refusals, mails } = context;
  const { coin, chain } = localStage.payee;
  const read = (id: string) => api.read(instructionSchema, personas.alice, `/instructions/${id}`);
  const paid = await read(instructions.paid);
  const entry = await readEntry(context);
  const { events } = await api.read(policySchema, personas.alice, '/policy');
  return {
    depositAddress: { coin, chain, address },
    assetTransfer: movedOutcome(await read(instructions.transfer)),
    withdrawal: { ...movedOutcome(paid), destination: paid.destination },
    refused: [endedOutcome(await read(instructions.unlisted))],
    exchange,
    whitelisted: {
      id: entry.id,
      usable: entry.usable,
      proposedBy: entry.proposedBy,
      confirmedBy: entry.confirmations.map(({ by }) => by),
      proofs: entry.proofs.map(({ kind }) => kind),
    },
    approvedBy: paid.approvals.map(({ by }) => by),
    overLimit: endedOutcome(await read(instructions.large)),
    expired: endedOutcome(await read(instructions.late)),
    refusals: refusals.all,
    mails: mails.headlinesOf(instructions.paid),
    policy: events.map(({ what }) => what),
  };
}

function movedOutcome({ id, status, quantity, exchangeOrderId }: InstructionResponse) {
  return { instructionId: id, status, quantity, exchangeOrderId };
}

function endedOutcome({ id, status, reason }: InstructionResponse) {
  return { instructionId: id, status, reason };
}
