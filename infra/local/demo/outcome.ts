import { type InstructionResponse, instructionSchema, policySchema } from './api-schemas.ts';
import type { DemoContext } from './demo-context.ts';
import { readEntry } from './destination.ts';
import { personas } from './personas.ts';
import type { DemoRefusal } from './refusals.ts';
import type { StatedDayOutcome } from './statements.ts';

type InstructionOutcome<Field extends keyof InstructionResponse> = Record<'instructionId' | Field, string | undefined>;

interface TransactionHash {
  /** On its chain, by the exchange's records. */
  readonly txId: string | null;
}

/** The instructions of the demo. */
export interface DemoInstructions {
  readonly transfer: string;
  readonly paid: string;
  readonly unlisted: string;
  readonly late: string;
  /** The one that waited for a balance, where there was one. */
  readonly short?: string;
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
  /** What waited for a balance, and went when it was there. Null where the exchange is not ours to empty. */
  readonly toppedUp: (InstructionOutcome<'status' | 'quantity' | 'exchangeOrderId'> & TransactionHash) | null;
  /** What was asked for too long ago. */
  readonly expired: InstructionOutcome<'status' | 'reason'>;
  /** Everything that was tried and not let through, in its order. */
  readonly refusals: readonly DemoRefusal[];
  /** What people were told of the withdrawal by mail, in its order. */
  readonly mails: readonly string[];
  /** What became of the policies that were deployed. */
  readonly policy: readonly string[];
  /** Whether the movements of the day and the balances agree, by account. Null where the movements are not shown. */
  readonly statements: readonly StatedDayOutcome[] | null;
}

/** Reads anew what came of everything. */
export async function outcomeOf(
  context: DemoContext,
  instructions: DemoInstructions,
  { address, exchange, statements }: Pick<Outcome, 'exchange' | 'statements'> & { readonly address: string },
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
    toppedUp: instructions.short === undefined ? null : await toppedUpOutcome(context, instructions.short),
    expired: endedOutcome(await read(instructions.late)),
    refusals: refusals.all,
    mails: mails.headlinesOf(instructions.paid),
    policy: events.map(({ what }) => what),
    statements,
  };
}

async function toppedUpOutcome(
  { api, localStage }: DemoContext,
  id: string,
): Promise<NonNullable<Outcome['toppedUp']>> {
  const paid = await api.read(instructionSchema, personas.alice, `/instructions/${id}`);
  return { ...movedOutcome(paid), txId: await localStage.view.transactionOf(paid.exchangeOrderId) };
}

function movedOutcome({ id, status, quantity, exchangeOrderId }: InstructionResponse) {
  return { instructionId: id, status, quantity, exchangeOrderId };
}

function endedOutcome({ id, status, reason }: InstructionResponse) {
  return { instructionId: id, status, reason };
}
