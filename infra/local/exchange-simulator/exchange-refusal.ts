import { InfraError } from '../../errors.ts';
import { type Answer, jsonAnswer } from './answers.ts';
import { type Code, codes } from './codes.ts';

/** The exchange says no. Every row of its code table is HTTP 400; only rates answer 429 and 418 (exchange-api.md 4). */
export class ExchangeRefusal extends InfraError {
  readonly exchangeCode: Code;
  readonly status: 400 | 418 | 429;

  constructor(exchangeCode: Code, text: string = codes[exchangeCode], status: 400 | 418 | 429 = 400) {
    super('exchange-refusal', text);
    this.exchangeCode = exchangeCode;
    this.status = status;
  }

  /** Negative codes are integers and zero-padded ones text, as measured. ASSUMPTION A12: the body of 429 and 418. */
  toAnswer(): Answer {
    const code = this.exchangeCode.startsWith('-') ? Number(this.exchangeCode) : this.exchangeCode;
    return jsonAnswer(this.status, { code, msg: this.message });
  }
}

export function missingParam(name: string): ExchangeRefusal {
  return new ExchangeRefusal('0001', `Required field '${name}' missing or invalid.`);
}

export function illegalParam(name: string): ExchangeRefusal {
  return new ExchangeRefusal('-1130', `Illegal parameter '${name}'.`);
}
