import type { Clock, Millis } from '../../core/clock.ts';
import { assert, isTreasuryError } from '../../core/errors.ts';
import type { HeldReason } from '../../core/held-reasons.ts';
import type { SubmissionOutcome } from '../../core/submission-outcome.ts';
import type { Key, Signer } from '../../signing/index.ts';
import { serverTime } from '../endpoints/server-time.ts';
import { isInMaintenance } from '../environments/maintenance.ts';
import type { ResolvedEnvironment } from '../environments/resolve.ts';
import { MaintenanceError, RateLimitedError } from '../errors.ts';
import type { OutgoingRequest, Transport } from '../transport/transport.ts';
import type { MoneyEndpoint, Pace, Params, ReadEndpoint, SubmitEndpoint } from './endpoint.ts';
import { createExchangeClock, type ExchangeClock } from './exchange-clock.ts';
import { judgeRead, type ReadVerdict } from './judge-read.ts';
import { banMs, judgeSubmission, rateLimitMs } from './judge-submission.ts';
import * as limits from './limits.ts';
import type { BlockReason, Pacer } from './pacer.ts';

export interface ClientOptions {
  readonly environment: ResolvedEnvironment;
  readonly transport: Transport;
  readonly key: Key;
  readonly clock: Clock;
  readonly pacer: Pacer;
  /** A number from 0 to 1, for the jitter of retries. */
  readonly random: () => number;
  /** Claims a two-factor time step of a secret, named by its fingerprint, across all instances that use it. */
  readonly claimStep: (secret: string, step: number) => Promise<boolean>;
}

/** A send that is ready: its slot, its key and its time are there. Nothing has left yet. */
export interface PreparedSend<Input> {
  /** Milliseconds on the exchange's clock. Write it down before `post`. */
  readonly timestamp: Millis;
  readonly recvWindow: number;
  /** Makes the one POST. Whatever the exchange or the network does is an answer, not an error. May be called once. */
  post(input: Input, clientOrderId: string): Promise<SubmissionOutcome>;
  /** Tells the other users of the key what the answer taught. To be called when the answer is written down. */
  applyFeedback(): Promise<void>;
}

interface SigningContext {
  readonly signer: Signer;
  readonly timestamp: Millis;
  readonly twoFactorToken: string | undefined;
}

type AttemptResult<Answer> = Exclude<ReadVerdict<Answer>, { kind: 'blocked' }>;

/** The client of one key. It keeps the clock offset, and remembers a refused key. */
export class ExchangeClient {
  readonly #options: ClientOptions;
  readonly #exchangeClock: ExchangeClock;
  #keyWasRefused = false;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#exchangeClock = createExchangeClock(options.clock, () => this.read(serverTime, undefined));
  }

  /** Milliseconds on the exchange's clock. */
  exchangeTime(): Promise<Millis> {
    return this.#exchangeClock.now();
  }

  /** A read, tried up to three times. Throws a TreasuryError that says why there is no answer. */
  async read<Input, Answer>(endpoint: ReadEndpoint<Input, Answer>, input: Input): Promise<Answer> {
    this.#refuseInMaintenance();
    for (let attempt = 1; ; attempt += 1) {
      const tried = await this.#attempt(endpoint, endpoint.params(input));
      if (tried.kind === 'value') return tried.value;
      if (tried.kind === 'final' || attempt >= limits.readAttemptsMax) throw tried.error;
      const backOff = limits.readBackOffMs * 2 ** (attempt - 1);
      await this.#options.clock.sleep(backOff / 2 + (backOff / 2) * this.#options.random());
    }
  }

  /**
   * The one try of a call that is no read and moves no money. Throws a TreasuryError; then it may have been carried
   * out.
   */
  async submit<Input, Answer>(endpoint: SubmitEndpoint<Input, Answer>, input: Input): Promise<Answer> {
    this.#refuseInMaintenance();
    const tried = await this.#attempt(endpoint, endpoint.params(input));
    if (tried.kind === 'value') return tried.value;
    throw tried.error;
  }

  /** Everything that can fail before an attempt is written down. Throws a TreasuryError; nothing was sent. */
  async prepare<Input>(endpoint: MoneyEndpoint<Input>): Promise<PreparedSend<Input>> {
    this.#refuseInMaintenance();
    const authority = await this.#signingContext(endpoint);
    let isUsed = false;
    let learned: HeldReason | undefined;
    return {
      timestamp: authority.timestamp,
      recvWindow: limits.recvWindowMs,
      post: async (input, clientOrderId) => {
        assert(!isUsed, 'a prepared send is posted once');
        isUsed = true;
        const answer = await this.#post(endpoint, endpoint.params(input), authority, clientOrderId);
        if (answer.kind === 'held') learned = answer.reason;
        return answer;
      },
      applyFeedback: async () => {
        if (learned !== undefined) await this.#applyFeedback(learned);
      },
    };
  }

  async #post(
    endpoint: MoneyEndpoint<never>,
    params: Params,
    authority: SigningContext,
    clientOrderId: string,
  ): Promise<SubmissionOutcome> {
    let request: OutgoingRequest;
    try {
      request = this.#sign('POST', endpoint.path, params, authority);
    } catch (error) {
      // What cannot be signed was not sent, and is as certain as a refusal.
      if (!isTreasuryError(error)) throw error;
      return { kind: 'held', reason: 'fix-config', exchangeCode: error.code };
    }
    const sent = { timeoutMs: limits.moneyTimeoutMs, bodyMax: limits.moneyBodyMax, isFresh: true };
    const result = await this.#options.transport.send(request, sent);
    return judgeSubmission(result, endpoint, clientOrderId, this.#options.clock.now());
  }

  /** One try. What it teaches is learned before it is told. */
  async #attempt<Answer>(
    endpoint: ReadEndpoint<never, Answer> | SubmitEndpoint<never, Answer>,
    params: Params,
  ): Promise<AttemptResult<Answer>> {
    const request = await this.#requestOf(endpoint, params);
    const isFresh = endpoint.method === 'POST';
    const sent = { timeoutMs: limits.readTimeoutMs, bodyMax: limits.readBodyMax, isFresh };
    const verdict = judgeRead(await this.#options.transport.send(request, sent), endpoint);
    if (verdict.kind === 'blocked') return { kind: 'final', error: await this.#blocked(verdict.by) };
    if (verdict.kind === 'again' && verdict.remedy !== 'nothing') await this.#applyFeedback(verdict.remedy);
    return verdict;
  }

  async #requestOf(
    endpoint: ReadEndpoint<never, unknown> | SubmitEndpoint<never, unknown>,
    params: Params,
  ): Promise<OutgoingRequest> {
    const { method, path, pace } = endpoint;
    if (endpoint.security === 'signed') return this.#sign(method, path, params, await this.#signingContext(endpoint));
    await this.#options.pacer.claim(pace);
    const query = params.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
    const target = this.#options.environment.basePath + path;
    return { method, target: query === '' ? target : `${target}?${query}`, headers: {} };
  }

  /** Waits for the next slot, and takes time and token only then: both age. */
  async #signingContext({
    pace,
    twoFactor,
  }: {
    readonly pace: Pace;
    readonly twoFactor: boolean;
  }): Promise<SigningContext> {
    const { pacer, claimStep } = this.#options;
    const signer = await this.#signer();
    // Read before the slot, where it has to be read: nothing slow may stand between a slot and its request.
    await this.#exchangeClock.now();
    await pacer.claim(pace);
    const timestamp = await this.#exchangeClock.now();
    if (!twoFactor || !signer.needsTwoFactor) return { signer, timestamp, twoFactorToken: undefined };
    const secret = signer.twoFactorFingerprint;
    assert(secret !== undefined, 'a key that needs two factors has a fingerprint for the second');
    const claim = (step: number) => claimStep(secret, step);
    return { signer, timestamp, twoFactorToken: await signer.twoFactorToken({ now: timestamp, claimStep: claim }) };
  }

  async #signer(): Promise<Signer> {
    if (!this.#keyWasRefused) return this.#options.key.signer();
    const signer = await this.#options.key.refresh();
    this.#keyWasRefused = false;
    return signer;
  }

  #sign(method: 'GET' | 'POST', path: string, params: Params, authority: SigningContext): OutgoingRequest {
    const { signer, timestamp, twoFactorToken } = authority;
    return signer.signCurrent({
      method,
      path: this.#options.environment.basePath + path,
      params,
      timestamp,
      recvWindow: limits.recvWindowMs,
      ...(twoFactorToken === undefined ? {} : { twoFactorToken }),
    });
  }

  /** A refused key is read again before its next use, so a rotation needs no deploy. */
  async #applyFeedback(reason: HeldReason): Promise<void> {
    if (reason === 'key-refused') this.#keyWasRefused = true;
    if (reason === 'clock-skew') this.#exchangeClock.forget();
    if (reason === 'rate-limited' || reason === 'ip-banned') await this.#blocked(reason);
  }

  async #blocked(by: BlockReason): Promise<RateLimitedError> {
    const until = this.#options.clock.now() + (by === 'ip-banned' ? banMs : rateLimitMs);
    await this.#options.pacer.block(until, by);
    return new RateLimitedError(by, until);
  }

  #refuseInMaintenance(): void {
    const { environment, clock } = this.#options;
    if (isInMaintenance(environment, clock.now())) throw new MaintenanceError(environment.id);
  }
}
