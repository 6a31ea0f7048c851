import type * as v from 'valibot';

export type Params = readonly (readonly [name: string, value: string])[];

/** Which of the exchange's rate limits a call counts against (exchange-api.md section 5). */
export type Pace = 'public' | 'query' | 'order' | 'transfer';

interface CommonEndpoint<Input> {
  readonly path: string;
  readonly pace: Pace;
  /** Name and value of what is sent, in the order in which it is signed. */
  readonly params: (input: Input) => Params;
}

/** A call that changes nothing, so that it may be tried again. */
export interface ReadEndpoint<Input, Answer> extends CommonEndpoint<Input> {
  readonly method: 'GET';
  readonly security: 'none' | 'signed';
  /** Takes `X-TWO-FA-TOKEN` where the key has one. */
  readonly twoFactor: boolean;
  readonly answer: v.GenericSchema<unknown, Answer>;
}

/**
 * A call that changes something at the exchange and moves no money: tried once, because it may have been carried out.
 */
export interface SubmitEndpoint<Input, Answer> extends CommonEndpoint<Input> {
  readonly method: 'POST';
  readonly security: 'signed';
  readonly twoFactor: boolean;
  readonly answer: v.GenericSchema<unknown, Answer>;
}

/** What a call that moves money answers when the exchange took it. */
export interface Accepted {
  readonly exchangeOrderId: string;
  /** Our id where the exchange repeats it. */
  readonly clientOrderId?: string | undefined;
}

/** A call that moves money: one POST, never tried again here. */
export interface MoneyEndpoint<Input> extends CommonEndpoint<Input> {
  readonly method: 'POST';
  readonly twoFactor: boolean;
  /** What too little balance comes to. Either way nothing was taken. */
  readonly shortfall: 'held' | 'refused';
  readonly accepted: v.GenericSchema<unknown, Accepted>;
}
