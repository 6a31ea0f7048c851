import { isSamePerson } from '../shared/core/ids.ts';
import type { ReadRegistry } from '../shared/ledger/passkeys/read-registry.ts';
import type { Enrolment } from '../shared/passkeys/enrolment.ts';
import type { PasskeyDependencies } from './dependencies.ts';

export interface ReadDevices {
  /** Roots first, then in the order of their enrolment. */
  readonly enrolments: readonly Enrolment[];
  readonly read: ReadRegistry;
}

export interface WantedDevices {
  /** Of this person alone. */
  readonly by?: string;
  /** As they would count once a restored table is accepted. */
  readonly asRestored: boolean;
}

/** The devices of a person by their name, or all of them. */
export async function readDevices(
  { ground, devices, registry }: Pick<PasskeyDependencies, 'ground' | 'devices' | 'registry'>,
  { by, asRestored }: WantedDevices,
): Promise<ReadDevices> {
  const isWanted = (name: string) => by === undefined || isSamePerson(name, by);
  const roots = [...ground.roots.values()].filter(({ person }) => isWanted(person.by));
  const directory = await devices.directory();
  const rows = directory.filter(({ by: owner, credentialId }) => isWanted(owner) && !ground.roots.has(credentialId));
  const ids = [...roots, ...rows].map(({ credentialId }) => credentialId);
  // With their ways: those lead over other devices of the directory to the roots.
  const read = await registry.read(ids, { most: directory.length + ground.roots.size, asRestored });
  const proposed = rows.flatMap(({ credentialId }) => read.registry.devices.get(credentialId)?.enrolment ?? []);
  return { enrolments: [...roots, ...proposed], read };
}
