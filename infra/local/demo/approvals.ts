import type { SignedWord } from '../../../functions/shared/passkeys/signed-word.ts';
import { type ApprovalSummaryResponse, approvalSummarySchema, instructionSchema } from './api-schemas.ts';
import type { DemoContext } from './demo-context.ts';
import { type Persona, personas } from './personas.ts';
import type { ApiResponse } from './treasury-api.ts';

const { alice, bob, carol } = personas;

/** Shows what an approver sees before a decision: all of it from the treasury's own records. */
export async function showApprovalSummary(
  { api, report }: DemoContext,
  person: Persona,
  id: string,
): Promise<ApprovalSummaryResponse> {
  const approvalSummary = await api.read(approvalSummarySchema, person, `/instructions/${id}/approvals`);
  const { destination, missing } = approvalSummary;
  const confirmedBy = destination.confirmedBy.map(({ by }) => by).join(', ');
  report(`What ${person.name} sees before a decision:`);
  report(
    `  ${approvalSummary.quantity} ${approvalSummary.coin} on ${approvalSummary.chain}, asked for by ` +
      `${approvalSummary.requestedBy}; note: ${approvalSummary.note}`,
  );
  report(`  to ${approvalSummary.addressBlocks.join(' ')}`);
  report(
    `  which is ${destination.id}, ${destination.ageInDays} days old, proposed by ${destination.proposedBy}, ` +
      `confirmed by ${confirmedBy}`,
  );
  report(`  still needs ${missing.people} people, among them one of each of: ${missing.groups.join(', ')}`);
  for (const { code, message } of approvalSummary.risks) report(`  worth a second look (${code}): ${message}`);
  report(`  digest ${approvalSummary.digest}`);
  return approvalSummary;
}

/** What does not count as an approval. `otherDigest` is of a payment that bob looked at before. */
export async function tryWrongApprovals(
  context: DemoContext,
  id: string,
  digest: string,
  otherDigest: string,
): Promise<void> {
  const { refusals } = context;
  refusals.expectRefusal(alice, 'approves what she asked for', await postApproval(context, alice, id, digest));
  refusals.expectRefusal(
    bob,
    'sends back the digest of another payment',
    await postApproval(context, bob, id, otherDigest),
  );
}

/** The first of two. Once more by the same person is not the second. */
export async function approveFirst(context: DemoContext, id: string, digest: string): Promise<void> {
  await approveInstruction(context, bob, id, digest);
  context.refusals.expectRefusal(bob, 'approves it once more', await postApproval(context, bob, id, digest));
}

export function approveLast(context: DemoContext, id: string, digest: string): Promise<void> {
  return approveInstruction(context, carol, id, digest);
}

/** `word` is what a device of the person signed. */
export async function approveInstruction(
  { api, report }: DemoContext,
  person: Persona,
  id: string,
  digest: string,
  word?: SignedWord,
): Promise<void> {
  const how = word === undefined ? 'approves, and sends that digest back' : 'approves, and signs it with a device';
  report(`  ${person.name} (${person.groups.join(', ')}) ${how}`);
  await api.ask(instructionSchema, person, 'POST', `/instructions/${id}/approvals`, approvalOf(digest, word));
}

/** What the API answers to an approval, be it a refusal. */
export function postApproval(
  { api }: DemoContext,
  person: Persona,
  id: string,
  digest: string,
  word?: SignedWord,
): Promise<ApiResponse> {
  return api.call(person, 'POST', `/instructions/${id}/approvals`, approvalOf(digest, word));
}

function approvalOf(digest: string, word: SignedWord | undefined) {
  return { decision: 'approve', digest, ...(word === undefined ? {} : { word }) };
}
