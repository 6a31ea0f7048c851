import type { Policy } from '../../../functions/shared/ledger/policy/policy.ts';
import type { Item } from '../../../functions/shared/ledger/store/table.ts';
import { type LoggedError, loggedError } from '../../../functions/shared/runtime/logger.ts';
import type { LogDetail } from '../../../functions/shared/runtime/ports.ts';
import type { SimulatedExchange } from '../fakes/simulated-exchange.ts';
import type { Plan } from '../plan/plan.ts';
import { DeviceBook } from './devices/device-book.ts';
import type {
  CompletedInvocation,
  Deposit,
  Execution,
  Invariant,
  InvariantChecks,
  MoneyAnswer,
  Observed,
  PersonAnswer,
  PersonDecision,
  Post,
  PublishedEvent,
  RateLimited,
  Read,
  SecretAsked,
  SentRequest,
  Violation,
  Write,
} from './observed.ts';
import { isRecord } from './raw.ts';

/** Collects what is true, and asks the invariants about each piece of it. The first violation ends the run. */
export class Observer implements Observed {
  readonly plan: Plan;
  readonly exchange: SimulatedExchange;
  readonly writes: Write[] = [];
  readonly posts: Post[] = [];
  readonly executions: Execution[] = [];
  readonly events: PublishedEvent[] = [];
  readonly deposits: Deposit[] = [];
  readonly decisions: PersonDecision[] = [];
  readonly deployed: { readonly at: number; readonly policy: Policy }[] = [];
  readonly reported: unknown[] = [];
  readonly devices: DeviceBook;
  readonly signatures = new Set<string>();
  violation: Violation | undefined;
  /** Told of each write, beside the invariants. */
  readonly listeners: ((write: Write) => void)[] = [];
  readonly #writesOf = new Map<string, Write[]>();
  readonly #watches: readonly { readonly name: string; readonly watch: InvariantChecks }[];
  readonly now: () => number;
  readonly item: (pk: string) => Item | undefined;
  readonly items: () => readonly Item[];

  constructor(
    plan: Plan,
    exchange: SimulatedExchange,
    now: () => number,
    table: { get(pk: string): Item | undefined; all(): Item[] },
    invariants: readonly Invariant[],
  ) {
    this.plan = plan;
    this.devices = new DeviceBook(plan.world.devices?.roots ?? []);
    this.exchange = exchange;
    this.now = now;
    this.item = (pk) => table.get(pk);
    this.items = () => table.all();
    this.#watches = invariants.map(({ name, watch }) => ({ name, watch: watch(this) }));
  }

  writesOf(pk: string): readonly Write[] {
    return this.#writesOf.get(pk) ?? [];
  }

  written(pk: string, item: Item, before: Item | undefined): void {
    const write = { at: this.now(), pk, item, before };
    this.writes.push(write);
    const own = this.#writesOf.get(pk);
    if (own === undefined) this.#writesOf.set(pk, [write]);
    else own.push(write);
    this.#ask((watch) => watch.written?.(write));
    for (const listener of this.listeners) listener(write);
  }

  read(read: Read): void {
    this.#ask((watch) => watch.read?.(read));
  }

  requestSent(left: SentRequest): void {
    this.#ask((watch) => watch.requestSent?.(left));
  }

  rateLimited(limited: RateLimited): void {
    this.#ask((watch) => watch.rateLimited?.(limited));
  }

  secretAsked(asked: SecretAsked): void {
    this.#ask((watch) => watch.secretAsked?.(asked));
  }

  posted(post: Post): void {
    this.posts.push(post);
    this.#ask((watch) => watch.posted?.(post));
  }

  answered(answered: MoneyAnswer): void {
    this.#ask((watch) => watch.answered?.(answered));
  }

  done(done: CompletedInvocation): void {
    this.#ask((watch) => watch.done?.(done));
  }

  executed(execution: Execution): void {
    this.executions.push(execution);
    this.#ask((watch) => watch.executed?.(execution));
  }

  called(answer: PersonAnswer): void {
    this.#ask((watch) => watch.called?.(answer));
  }

  /** A function ended with an error. */
  failed(by: string, error: unknown): void {
    this.reported.push(error);
    const failure = loggedError(error);
    this.#ask((watch) => watch.failed?.(by, failure));
  }

  /** A function wrote a line into its log. Those about an error have it as loggedError() tells it. */
  logged(by: string, line: LogDetail): void {
    this.reported.push(line);
    const { error } = line;
    if (isLoggedError(error)) this.#ask((watch) => watch.failed?.(by, error));
  }

  ended(): void {
    this.#ask((watch) => watch.ended?.());
  }

  #ask(question: (watch: InvariantChecks) => string | undefined): void {
    if (this.violation !== undefined) return;
    for (const { name, watch } of this.#watches) {
      const what = question(watch);
      if (what === undefined) continue;
      this.violation = { invariant: name, at: this.now(), what };
      return;
    }
  }
}

function isLoggedError(error: unknown): error is LoggedError {
  return isRecord(error) && typeof error.code === 'string' && typeof error.message === 'string';
}
