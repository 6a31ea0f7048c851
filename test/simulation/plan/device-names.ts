import type { DeviceName } from './device-plan.ts';

export function deviceOf(owner: string, number: number): DeviceName {
  return `${owner}/${number}`;
}

/** The person whose it is, by their e-mail address. */
export function ownerOf(device: DeviceName): string {
  return device.slice(0, device.lastIndexOf('/'));
}
