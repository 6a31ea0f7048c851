import * as v from 'valibot';
import type { Treasury } from '../../config/define-treasury.ts';
import { loadIssuer, signToken } from '../aws/issuer.ts';

/** An instruction as the API shows it, as far as the story tells it. */
const instructionSchema = v.object({
  id: v.string(),
  status: v.string(),
  reason: v.optional(v.string()),
  quantity: v.string(),
  destination: v.string(),
  exchangeOrderId: v.optional(v.string()),
});
export type ShownInstruction = v.InferOutput<typeof instructionSchema>;

const depositSchema = v.object({ coin: v.string(), chain: v.string(), address: v.string(), minQuantity: v.string() });
export type ShownDeposit = v.InferOutput<typeof depositSchema>;

/** The HTTP API, called as a person of the group `ops` would. */
export class TreasuryApi {
  readonly #url: string;
  readonly #token: string;

  private constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  static async open(url: string, { identity }: Treasury, issuerKeyFile: string): Promise<TreasuryApi> {
    const claims = { sub: 'alice@example.com', email: 'alice@example.com', groups: ['ops'] };
    const request = { ...identity, expiresInSeconds: 3_600, claims };
    return new TreasuryApi(url, await signToken(await loadIssuer(issuerKeyFile), request, Date.now()));
  }

  async depositAddress(coin: string, chain: string): Promise<ShownDeposit> {
    return v.parse(depositSchema, await this.#get(`/deposit-addresses/${coin}/${encodeURIComponent(chain)}`));
  }

  async instruction(id: string): Promise<ShownInstruction> {
    return v.parse(instructionSchema, await this.#get(`/instructions/${id}`));
  }

  async #get(path: string): Promise<unknown> {
    const headers = { authorization: `Bearer ${this.#token}` };
    const response = await fetch(`${this.#url}${path}`, { headers, signal: AbortSignal.timeout(30_000) });
    const text = await response.text();
    if (response.status !== 200) throw new Error(`GET ${path} answered ${response.status}: ${text}`);
    return JSON.parse(text);
  }
}
