/*
 * Of these points of Ed25519 the private half is known to everybody: with one of them as a key anybody could sign, and
 * its owner could deny whatever they signed. Node's own verification takes them.
 */

/** Each way to write a y of a point of order 1, 2, 4 or 8, little-endian in hex. The highest bit is the sign of x. */
const smallOrder: ReadonlySet<string> = new Set([
  // 0, 1, and the two of order 8.
  '00'.repeat(32),
  `01${'00'.repeat(31)}`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  // p - 1, and with a y that is not reduced: p and p + 1.
  `ec${'ff'.repeat(30)}7f`,
  `ed${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(30)}7f`,
]);

/** Whether a point of Ed25519, as its 32 bytes, is one of so few that anybody can sign for it. */
export function isSmallOrder(point: Buffer): boolean {
  const unsigned = Buffer.from(point);
  unsigned.writeUInt8(unsigned.readUInt8(31) & 0x7f, 31);
  return smallOrder.has(unsigned.toString('hex'));
}
