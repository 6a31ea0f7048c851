import type { CodeTexts } from '../../../texts/code-words.ts';
import type { RequestsTexts } from '../../../texts/en/requests.ts';
import { wordsOfError } from '../../../texts/words-of.ts';
import { noteWords, objectionWords } from '../ask/words.ts';
import type { FileFlaw } from './request-file.ts';
import type { RowFlaw } from './row-flaws.ts';
import type { RowState } from './row-state.ts';

export function fileFlawWords({ file: { flaws } }: RequestsTexts, flaw: FileFlaw): string {
  switch (flaw.why) {
    case 'not-csv':
      return flaws['not-csv'](flaws[flaw.flaw], flaw.line);
    case 'columns':
      return flaws.columns(flaw.missing.join(', '), flaw.unknown.join(', '));
    case 'cells':
      return flaws.cells(flaw.line, flaw.has, flaw.wants);
    default:
      return flaws[flaw.why];
  }
}

export function rowFlawWords(texts: RequestsTexts, flaw: RowFlaw): string {
  const { rowFlaws } = texts.file;
  switch (flaw.field) {
    case 'destination':
      return rowFlaws.unknown;
    case 'coin':
      return rowFlaws.coin(flaw.right);
    case 'chain':
      return flaw.right === '' ? rowFlaws.noChain : rowFlaws.chain(flaw.right);
    case 'quantity':
      return texts.quantity[flaw.why];
    case 'note':
      return noteWords(texts, flaw.why);
    case 'instructionId':
      return flaw.why === 'twice' ? rowFlaws.twice(flaw.line) : texts.instructionId[flaw.why];
  }
}

/** Where a row stands, in a few words; what speaks against it follows by itself. */
export function stateWords({ file: { states } }: RequestsTexts, state: RowState): string {
  switch (state.at) {
    case 'checked':
      return states.checked[state.preview.wouldAnswer];
    case 'taken':
      return states.taken[state.status];
    case 'refused':
      return states.refused;
    default:
      return states[state.at];
  }
}

/** What speaks against a row, each in a line. */
export function objectionLines(texts: RequestsTexts, codes: CodeTexts, state: RowState): readonly string[] {
  switch (state.at) {
    case 'checked':
      return state.preview.objections.map(
        (objection) => `${texts.effects[objection.effect]}: ${objectionWords(texts, codes, objection)}`,
      );
    case 'refused':
      return [
        wordsOfError(codes, state.code)?.means ?? state.message,
        ...state.details.map(({ expected }) => expected),
      ];
    case 'check-failed':
    case 'unclear':
      return state.message === '' ? [] : [state.message];
    default:
      return [];
  }
}
