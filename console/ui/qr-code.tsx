import { useEffect, useState } from 'preact/hooks';
import { qrPath } from './qr-path.ts';

type Rows = readonly (readonly boolean[])[];

/** Without so many light modules around it, cameras do not find it. */
const border = 4;

/** A text as QR code. The text itself has to stand beside it: nobody can read a code to compare it. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const [rows, setRows] = useState<Rows>();
  useEffect(() => {
    let isWanted = true;
    import('qr').then(
      ({ encodeQR }) => isWanted && setRows(encodeQR(text, 'raw', { border })),
      // The text beside it is enough.
      () => isWanted && setRows(undefined),
    );
    return () => {
      isWanted = false;
    };
  }, [text]);
  if (rows === undefined) return null;
  const size = rows.length;
  return (
    <svg class="qr" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} width="240" height="240">
      {/* Dark on light in every colour scheme: many cameras read nothing else. */}
      <rect width={size} height={size} fill="#ffffff" />
      <path d={qrPath(rows)} fill="#000000" shape-rendering="crispEdges" />
    </svg>
  );
}
