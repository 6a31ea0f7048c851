import { encodings } from '../shared/core/asset-manifest.ts';

export type Encoding = (typeof encodings)[number];

/** The best of ours that a browser takes (RFC 9110, 12.5.3); undefined is the file as it is. */
export function chooseEncoding(acceptEncoding: string | undefined): Encoding | undefined {
  const accepted = new Map((acceptEncoding ?? '').split(',').map(readPart));
  const isTaken = (name: string): boolean => (accepted.get(name) ?? accepted.get('*') ?? 0) > 0;
  return encodings.find(({ name }) => isTaken(name));
}

/** A name and its weight, of a part such as `gzip;q=0.5`. */
function readPart(part: string): [string, number] {
  const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
  const weight = parameters.find((text) => text.startsWith('q='))?.slice(2);
  return [name, weight === undefined ? 1 : Number(weight)];
}
