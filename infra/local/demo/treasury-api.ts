import { setTimeout as wait } from 'node:timers/promises';
import * as v from 'valibot';
import type { Treasury } from '../../config/define-treasury.ts';
import { InfraError } from '../../errors.ts';
import { type Issuer, loadIssuer, signToken } from '../aws/issuer.ts';
import { errorSchema } from './api-schemas.ts';
import type { Persona } from './personas.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface ApiResponse {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Every call may be repeated, so what is away for a moment (503) is asked again, and so is a function that was not up in
 * its time, as on a busy machine: that is the gateway's own 500.
 */
function isAway(status: number, text: string): boolean {
  return status === 503 || (status === 500 && !text.includes('"error"'));
}

const triesMax = 4;
const retryIntervalMs = 1_000;
/** The start of a function and its own time. */
const answerMs = 60_000;

/** The API did not do what it was asked, and says why. */
class ApiRefusedError extends InfraError {
  constructor(call: string, { status, body }: ApiResponse) {
    const told = v.safeParse(errorSchema, body);
    const why = told.success ? `${told.output.error.code}: ${told.output.error.message}` : JSON.stringify(body);
    super('api-refused', `${call} answered ${status}: ${why}`);
  }
}

/** The HTTP API, called as one person or another. */
export class TreasuryApi {
  readonly #url: string;
  readonly #identity: Treasury['identity'];
  readonly #issuer: Issuer;

  private constructor(url: string, identity: Treasury['identity'], issuer: Issuer) {
    this.#url = url;
    this.#identity = identity;
    this.#issuer = issuer;
  }

  static async open(url: string, { identity }: Treasury, issuerKeyFile: string): Promise<TreasuryApi> {
    return new TreasuryApi(url, identity, await loadIssuer(issuerKeyFile));
  }

  /** What the API answers, be it a refusal. */
  async call({ email, groups }: Persona, method: Method, path: string, body?: unknown): Promise<ApiResponse> {
    const claims = { sub: email, email, groups };
    const token = await signToken(this.#issuer, { ...this.#identity, expiresInSeconds: 300, claims }, Date.now());
    const request = {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    for (let round = 1; ; round += 1) {
      const response = await fetch(`${this.#url}${path}`, { ...request, signal: AbortSignal.timeout(answerMs) });
      const text = await response.text();
      if (!isAway(response.status, text) || round === triesMax)
        return { status: response.status, body: JSON.parse(text) };
      await wait(retryIntervalMs);
    }
  }

  /** The same where a refusal would be a fault. */
  async ask<const Schema extends v.GenericSchema>(
    schema: Schema,
    person: Persona,
    method: Method,
    path: string,
    body?: unknown,
  ): Promise<v.InferOutput<Schema>> {
    const answer = await this.call(person, method, path, body);
    if (answer.status < 300) return v.parse(schema, answer.body);
    throw new ApiRefusedError(`${method} ${path}`, answer);
  }

  read<const Schema extends v.GenericSchema>(
    schema: Schema,
    person: Persona,
    path: string,
  ): Promise<v.InferOutput<Schema>> {
    return this.ask(schema, person, 'GET', path);
  }
}
