import { findHidden, type HiddenCharacter } from '../../../../functions/shared/core/hidden-characters.ts';
import { instructionIdPattern } from '../../../../functions/shared/core/ids.ts';
import type { BodyOfResponse, RequestOf } from '../../../api/routes.ts';
import { type AmountFlaw, amountFlaw } from './amount-flaw.ts';

export type Destination = BodyOfResponse<'GET /whitelist/{id}'>;

export type RequestBody = RequestOf<'POST /withdrawals'>['body'];

/** What somebody types who asks for a payment. */
export type RequestForm = {
  readonly destination: string;
  readonly quantity: string;
  readonly note: string;
  readonly instructionId: string;
  /** Empty for none. */
  readonly fundFrom: string;
};

export const emptyForm: RequestForm = { destination: '', quantity: '', note: '', instructionId: '', fundFrom: '' };

export type NoteFlaw =
  | { readonly why: 'hidden'; readonly character: HiddenCharacter }
  | { readonly why: 'too-long'; readonly length: number };

export type IdFlaw = 'empty' | 'form' | 'reserved' | 'too-long-to-fund';

/** What is wrong with each field before anybody is asked. */
export interface FormFlaws {
  readonly destination?: 'none';
  readonly quantity?: AmountFlaw;
  readonly note?: NoteFlaw;
  readonly instructionId?: IdFlaw;
}

const noteMax = 256;
/** What is moved first has an id of its own, made of this one. */
const fundedIdMax = 56;

export function formFlaws({ destination, quantity, note, instructionId, fundFrom }: RequestForm): FormFlaws {
  const [amount, text, id] = [amountFlaw(quantity), noteFlaw(note), idFlaw(instructionId, fundFrom !== '')];
  return {
    ...(destination === '' ? { destination: 'none' as const } : {}),
    ...(amount === undefined ? {} : { quantity: amount }),
    ...(text === undefined ? {} : { note: text }),
    ...(id === undefined ? {} : { instructionId: id }),
  };
}

export function noteFlaw(note: string): NoteFlaw | undefined {
  const character = findHidden(note);
  if (character !== undefined) return { why: 'hidden', character };
  return note.length > noteMax ? { why: 'too-long', length: note.length } : undefined;
}

export function idFlaw(id: string, isFunded: boolean): IdFlaw | undefined {
  if (id === '') return 'empty';
  if (!instructionIdPattern.test(id)) return 'form';
  if (id.endsWith('.funding')) return 'reserved';
  return isFunded && id.length > fundedIdMax ? 'too-long-to-fund' : undefined;
}

/** The request as the API takes it. Coin and chain are the destination's own. */
export function requestBody(form: RequestForm, destination: Destination): RequestBody {
  const { quantity, note, instructionId, fundFrom } = form;
  const common = { instructionId, destination: destination.id, quantity, ...(note === '' ? {} : { note }) };
  if (destination.kind === 'bank') return { kind: 'fiat-withdrawal', ...common, coin: fiatCoin(destination.coin) };
  const { coin, chain } = destination;
  return { ...common, coin, chain, ...(fundFrom === '' ? {} : { fundFrom }) };
}

type FiatCoin = Extract<RequestBody, { kind: 'fiat-withdrawal' }>['coin'];

/** A bank account is of one of these: the whitelist takes no other. */
function fiatCoin(coin: string): FiatCoin {
  if (coin === 'USD' || coin === 'HKD') return coin;
  throw new TypeError(`${coin} is not paid to banks`);
}
