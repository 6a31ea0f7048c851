import { deviceOf } from '../../plan/device-names.ts';

/** The intruder has a key for each name that it takes. No person has any of them. */
export function ownKeyFor(person: string): string {
  return deviceOf(`intruder as ${person}`, 1);
}
