import { instructionSchema, type ShownSheet, sheetSchema } from './api-schemas.ts';
import { type Person, people } from './personas.ts';
import type { Scene } from './scene.ts';
import type { Answer } from './treasury-api.ts';

const { alice, bob, carol } = people;

/** Shows what an approver sees before a decision: all of it from the treasury's own records. */
export async function lookAtSheet({ api, tell }: Scene, person: Person, id: string): Promise<ShownSheet> {
  const sheet = await api.read(sheetSchema, person, `/instructions/${id}/approvals`);
  const { destination, missing } = sheet;
  const confirmedBy = destination.confirmedBy.map(({ by }) => by).join(', ');
  tell(`What ${person.name} sees before a decision:`);
  tell(`  ${sheet.quantity} ${sheet.coin} on ${sheet.chain}, asked for by ${sheet.requestedBy}; note: ${sheet.note}`);
  tell(`  to ${sheet.addressBlocks.join(' ')}`);
  tell(
    `  which is ${destination.id}, ${destination.ageInDays} days old, proposed by ${destination.proposedBy}, confirmed by ${confirmedBy}`,
  );
  tell(`  still needs ${missing.people} people, among them one of each of: ${missing.groups.join(', ')}`);
  tell(`  digest ${sheet.digest}`);
  return sheet;
}

/** What does not count as an approval. `otherDigest` is of a payment that bob looked at before. */
export async function tryWrongApprovals(scene: Scene, id: string, digest: string, otherDigest: string): Promise<void> {
  const { refusals } = scene;
  refusals.answered(alice, 'approves what she asked for', await approval(scene, alice, id, digest));
  refusals.answered(bob, 'sends back the digest of another payment', await approval(scene, bob, id, otherDigest));
}

/** The first of two. Once more by the same person is not the second. */
export async function approveFirst(scene: Scene, id: string, digest: string): Promise<void> {
  await approve(scene, bob, id, digest);
  scene.refusals.answered(bob, 'approves it once more', await approval(scene, bob, id, digest));
}

export function approveLast(scene: Scene, id: string, digest: string): Promise<void> {
  return approve(scene, carol, id, digest);
}

async function approve({ api, tell }: Scene, person: Person, id: string, digest: string): Promise<void> {
  const body = { decision: 'approve', digest };
  tell(`  ${person.name} (${person.groups.join(', ')}) approves, and sends that digest back`);
  await api.ask(instructionSchema, person, 'POST', `/instructions/${id}/approvals`, body);
}

/** What the API answers to an approval, be it a refusal. */
export function approval({ api }: Scene, person: Person, id: string, digest: string): Promise<Answer> {
  return api.call(person, 'POST', `/instructions/${id}/approvals`, { decision: 'approve', digest });
}
