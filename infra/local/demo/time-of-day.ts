/** `10:15:05 UTC` of an ISO time. */
export function timeOfDay(iso: string): string {
  return `${iso.slice(11, 19)} UTC`;
}
