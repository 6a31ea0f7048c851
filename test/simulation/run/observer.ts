import type { Item } from '../../../functions/shared/ledger/store/table.ts';
import type { ExchangeWorld } from '../ground/exchange-world.ts';
import type { Plan } from '../plan/plan.ts';
import type {
  Answered,
  Done,
  Execution,
  Invariant,
  Left,
  Observed,
  Post,
  Published,
  Read,
  Said,
  Violation,
  Watch,
  Write,
} from './observed.ts';

/** Collects what is true, and asks the invariants about each piece of it. The first violation ends the run. */
export class Observer implements Observed {
  readonly plan: Plan;
  readonly world: ExchangeWorld;
  readonly writes: Write[] = [];
  readonly posts: Post[] = [];
  readonly executions: Execution[] = [];
  readonly events: Published[] = [];
  readonly said: Said[] = [];
  readonly told: unknown[] = [];
  readonly signatures = new Set<string>();
  violation: Violation | undefined;
  /** Told of each write, beside the invariants. */
  readonly listeners: ((write: Write) => void)[] = [];
  readonly #writesOf = new Map<string, Write[]>();
  readonly #watches: readonly { readonly name: string; readonly watch: Watch }[];
  readonly now: () => number;
  readonly item: (pk: string) => Item | undefined;
  readonly items: () => readonly Item[];

  constructor(
    plan: Plan,
    world: ExchangeWorld,
    now: () => number,
    table: { get(pk: string): Item | undefined; all(): Item[] },
    invariants: readonly Invariant[],
  ) {
    this.plan = plan;
    this.world = world;
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

  left(left: Left): void {
    this.#ask((watch) => watch.left?.(left));
  }

  limited(left: Left & { readonly isBan: boolean }): void {
    this.#ask((watch) => watch.limited?.(left));
  }

  posted(post: Post): void {
    this.posts.push(post);
    this.#ask((watch) => watch.posted?.(post));
  }

  answered(answered: Answered): void {
    this.#ask((watch) => watch.answered?.(answered));
  }

  done(done: Done): void {
    this.#ask((watch) => watch.done?.(done));
  }

  executed(execution: Execution): void {
    this.executions.push(execution);
    this.#ask((watch) => watch.executed?.(execution));
  }

  failed(by: string, error: unknown): void {
    this.told.push(error);
    this.#ask((watch) => watch.failed?.(by, error));
  }

  ended(): void {
    this.#ask((watch) => watch.ended?.());
  }

  #ask(question: (watch: Watch) => string | undefined): void {
    if (this.violation !== undefined) return;
    for (const { name, watch } of this.#watches) {
      const what = question(watch);
      if (what === undefined) continue;
      this.violation = { invariant: name, at: this.now(), what };
      return;
    }
  }
}
