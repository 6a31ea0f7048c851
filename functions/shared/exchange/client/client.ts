import type { Clock, Millis } from '../../core/clock.ts';
import { assert, isTreasuryError } from '../../core/errors.ts';
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
import { judgeSubmission } from './judge-submission.ts';
import * as limits from './limits.ts';
import { isOver, type Pacer } from './pacer.ts';

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
  /** Tells the other users of the key what the answer taught. To be called while the answer is written down. */
  applyFeedback(): Promise<void>;
}

/** When a request may leave. */
interface Slot {
  readonly pace: Pace;
  readonly at: Millis;
}

/** What an answer that was certainly not taken teaches. */
type Held = Pick<Extract<SubmissionOutcome, { kind: 'held' }>, 'reason' | 'notBefore'>;

interface SigningContext {
  readonly slot: Slot;
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
    const preparedAt = this.#options.clock.now();
    let isUsed = false;
    let learned: Held | undefined;
    return {
      timestamp: authority.timestamp,
      recvWindow: limits.recvWindowMs,
      post: async (input, clientOrderId) => {
        assert(!isUsed, 'a prepared send is posted once');
        isUsed = true;
        const answer = await this.#post(endpoint, endpoint.params(input), { ...authority, preparedAt }, clientOrderId);
        if (answer.kind === 'held' && answer.exchangeCode !== 'not-posted') learned = answer;
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
    authority: SigningContext & { readonly preparedAt: Millis },
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
    const obstacle = await this.#obstacleToLeaving(authority.slot, authority.preparedAt);
    if (obstacle !== undefined) return obstacle;
    const sent = { timeoutMs: limits.moneyTimeoutMs, bodyMax: limits.moneyBodyMax, isFresh: true };
    const result = await this.#options.transport.send(request, sent);
    return judgeSubmission(result, endpoint, clientOrderId, this.#options.clock.now());
  }

  /**
   * Asked last of all. Much was written and read since the slot was claimed: the key may be blocked by now, and the
   * slot be over. What does not leave is certainly not taken.
   */
  async #obstacleToLeaving({ pace, at }: Slot, preparedAt: Millis): Promise<SubmissionOutcome | undefined> {
    const { clock, pacer } = this.#options;
    // Who asks for it later than that means it: the exchange check tries whether a late one is refused.
    const wasInTime = clock.now() - preparedAt <= limits.recvWindowMs;
    try {
      await pacer.confirm(pace, at);
    } catch (error) {
      if (!isTreasuryError(error)) throw error;
      // Also where the table did not answer: nobody knows then whether it may leave.
      const reason = error.code === 'ip-banned' ? 'ip-banned' : 'rate-limited';
      const { retryAt } = error;
      return {
        kind: 'held',
        reason,
        exchangeCode: 'not-posted',
        ...(retryAt === undefined ? {} : { notBefore: retryAt }),
      };
    }
    // The table was slow, or another slot was waited for: the exchange would not take the signature any more.
    const isTooOld = wasInTime && clock.now() - preparedAt > limits.recvWindowMs;
    return isTooOld ? { kind: 'held', reason: 'clock-skew', exchangeCode: 'not-posted' } : undefined;
  }

  /** One try. What it teaches is learned before it is told. */
  async #attempt<Answer>(
    endpoint: ReadEndpoint<never, Answer> | SubmitEndpoint<never, Answer>,
    params: Params,
  ): Promise<AttemptResult<Answer>> {
    const { request, slot } = await this.#requestOf(endpoint, params);
    const { clock, pacer } = this.#options;
    if (isOver(slot.at, clock.now())) await pacer.confirm(slot.pace, slot.at);
    const isFresh = endpoint.method === 'POST';
    const sent = { timeoutMs: limits.readTimeoutMs, bodyMax: limits.readBodyMax, isFresh };
    const result = await this.#options.transport.send(request, sent);
    const verdict = judgeRead(result, endpoint, clock.now());
    if (verdict.kind === 'blocked') {
      await pacer.block(verdict.until, verdict.by);
      return { kind: 'final', error: new RateLimitedError(verdict.by, verdict.until) };
    }
    if (verdict.kind === 'again' && verdict.remedy !== 'nothing') await this.#applyFeedback({ reason: verdict.remedy });
    return verdict;
  }

  async #requestOf(
    endpoint: ReadEndpoint<never, unknown> | SubmitEndpoint<never, unknown>,
    params: Params,
  ): Promise<{ readonly request: OutgoingRequest; readonly slot: Slot }> {
    const { method, path, pace } = endpoint;
    if (endpoint.security === 'signed') {
      const authority = await this.#signingContext(endpoint);
      return { request: this.#sign(method, path, params, authority), slot: authority.slot };
    }
    const slot = { pace, at: await this.#options.pacer.claim(pace) };
    const query = params.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
    const target = this.#options.environment.basePath + path;
    const request = { method, target: query === '' ? target : `${target}?${query}`, headers: {} };
    return { request, slot };
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
    const slot = { pace, at: await pacer.claim(pace) };
    const timestamp = await this.#exchangeClock.now();
    if (!twoFactor || !signer.needsTwoFactor) return { slot, signer, timestamp, twoFactorToken: undefined };
    const secret = signer.twoFactorFingerprint;
    assert(secret !== undefined, 'a key that needs two factors has a fingerprint for the second');
    const claim = (step: number) => claimStep(secret, step);
    return {
      slot,
      signer,
      timestamp,
      twoFactorToken: await signer.twoFactorToken({ now: timestamp, claimStep: claim }),
    };
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
  async #applyFeedback({ reason, notBefore }: Held): Promise<void> {
    if (reason === 'key-refused') this.#keyWasRefused = true;
    if (reason === 'clock-skew') this.#exchangeClock.forget();
    const isBlock = reason === 'rate-limited' || reason === 'ip-banned';
    if (isBlock && notBefore !== undefined) await this.#options.pacer.block(notBefore, reason);
  }

  #refuseInMaintenance(): void {
    const { environment, clock } = this.#options;
    if (isInMaintenance(environment, clock.now())) throw new MaintenanceError(environment.id);
  }
}
