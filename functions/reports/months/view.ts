import { iso } from '../../shared/core/clock.ts';
import type { ResponseType } from '../../shared/core/response-type.ts';
import type { KeptSignOff, MonthClose } from '../../shared/ledger/store/month-closes.ts';
import { signingDevice } from '../../shared/passkeys/signing-device.ts';
import { contentDigest } from '../../shared/statements/close/close-document.ts';
import { type MonthContent, obstaclesOf, type UnexplainedRow } from '../../shared/statements/close/month-content.ts';
import type { monthStandingSchema, monthViewSchema } from './view-schema.ts';

type MonthView = ResponseType<typeof monthViewSchema>;

const obstaclesShown = 100;
const rowsShown = 500;

/** How the close of a month stands. */
export function standingView(
  { signOffs, frozen, written }: MonthClose,
  content: MonthContent,
): ResponseType<typeof monthStandingSchema> {
  const signed = frozen === undefined ? 'open' : 'signed';
  const document =
    written === undefined
      ? {}
      : { document: { objectKey: written.objectKey, digest: written.digest, writtenAt: iso(written.at) } };
  return {
    month: content.month,
    state: written === undefined ? signed : 'closed',
    digest: contentDigest(content),
    signOffs: signOffs.map(signOffView),
    ...document,
  };
}

export function monthView(close: MonthClose, content: MonthContent): MonthView {
  const { days, balances, totals, fees, unexplained } = content;
  return {
    ...standingView(close, content),
    obstacles: obstaclesOf(content).slice(0, obstaclesShown),
    days,
    balances,
    totals,
    fees,
    unexplained: unexplained.slice(0, rowsShown).map(rowView),
    unexplainedLeftOut: Math.max(0, unexplained.length - rowsShown),
  };
}

function signOffView({ by, at, digest, identity, word }: KeptSignOff) {
  return { by, at: iso(at), digest, ...(identity === undefined ? {} : { identity }), ...signingDevice(word) };
}

function rowView({ time, notes, ...row }: UnexplainedRow): MonthView['unexplained'][number] {
  return { ...row, time: iso(time), notes: notes.map(({ text, by, at }) => ({ text, by, at: iso(at) })) };
}
