import { expect, test } from '@jest/globals';
import encodeQR from 'qr';
import { decodeQR } from 'qr/decode.js';
import { qrPath } from '../../../console/ui/qr-path.ts';

/** Draws the path again, module by module. */
function drawn(path: string, size: number): boolean[][] {
  const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  for (const [, x = '', y = '', length = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    rows[Number(y)]?.fill(true, Number(x), Number(x) + Number(length));
  }
  return rows;
}

test('the bars of a QR code are its dark modules, and a camera reads the text', () => {
  const text = '0x52908400098527886E0F7030069857D2E4169EE7';
  const rows = encodeQR(text, 'raw', { border: 4 });
  const again = drawn(qrPath(rows), rows.length);
  expect(again).toEqual(rows);
  const scale = 4;
  const width = rows.length * scale;
  const data = new Uint8Array(width * width * 4).fill(255);
  for (let y = 0; y < width; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (again[Math.floor(y / scale)]?.[Math.floor(x / scale)])
        data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  expect(decodeQR({ width, height: width, data })).toBe(text);
});
