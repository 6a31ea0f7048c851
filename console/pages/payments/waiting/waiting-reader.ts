import type { ApiClient } from '../../../api/client.ts';
import { LoginExpiredError } from '../../../api/errors.ts';
import type { BodyOfResponse } from '../../../api/routes.ts';
import type { Me } from '../../../app/me.ts';
import { readWhitelist } from '../../../app/read-whitelist.ts';
import type { ApprovalSummary } from '../payment/read-payment.ts';
import { inOrder, type WaitingItem } from './waiting-item.ts';
import { addressesFor, destinationsFor, lastMonth, monthFor, resumesFor } from './waits-for.ts';

/** What waits, as of one time. */
export interface Waiting {
  readonly items: readonly WaitingItem[];
  /** Some of it could not be read. */
  readonly isPartial: boolean;
  /** There are more payments than were read. */
  readonly hasMore: boolean;
  readonly unreadable: readonly string[];
  readonly readAt: Date;
}

type InstructionPage = BodyOfResponse<'GET /instructions'>;

/** A page may be empty and yet have a next one. */
const pagesMax = 6;
/** Of so many payments it is shown who else is missing. Others say it on their own page. */
const summariesMax = 30;
/** The whitelist and the deposit addresses change seldom and may be many: they are read with every tenth reading. */
const seldomEvery = 10;

/** What is read beside the payments. */
type Part = 'addresses' | 'destinations' | 'months' | 'pauses';

/** Reads what waits for somebody, again and again, and reads anew only what may have changed. */
export class WaitingReader {
  readonly #api: Pick<ApiClient, 'call'>;
  readonly #me: Me;
  readonly #summaries = new Map<string, ApprovalSummary>();
  #round = 0;
  #addresses: readonly WaitingItem[] = [];
  #destinations: readonly WaitingItem[] = [];
  #months: readonly WaitingItem[] = [];
  #failed = new Set<Part>();

  constructor(api: Pick<ApiClient, 'call'>, me: Me) {
    this.#api = api;
    this.#me = me;
  }

  /** Throws what the API throws where the payments cannot be read: they are what matters. */
  async read(): Promise<Waiting> {
    const round = this.#round;
    this.#round += 1;
    // As of its begin: what changes while it is read may not be in it.
    const readAt = new Date();
    const [payments, pauses] = await Promise.all([
      this.#payments(),
      this.#part('pauses', () => this.#pauses(), []),
      round % seldomEvery === 0 ? Promise.all([this.#readDestinations(), this.#readAddresses()]) : undefined,
      round === 0 ? this.#readMonth() : undefined,
    ]);
    const items = [...payments.items, ...pauses, ...this.#addresses, ...this.#destinations, ...this.#months];
    const { hasMore, unreadable } = payments;
    return { items: inOrder(items), isPartial: this.#failed.size > 0, hasMore, unreadable, readAt };
  }

  async #payments() {
    const { instructions, unreadable, hasMore } = await this.#needsMe();
    const items: WaitingItem[] = [];
    // One after the other: a page that renews itself must not take what others need.
    for (const [index, instruction] of instructions.entries()) {
      if (instruction.status === 'needs-attention') {
        items.push({ kind: 'doubt', instruction });
        continue;
      }
      const summary = index < summariesMax ? await this.#summaryOf(instruction) : undefined;
      items.push({ kind: 'approval', instruction, ...(summary === undefined ? {} : { summary }) });
    }
    return { items, unreadable, hasMore };
  }

  async #needsMe() {
    const instructions: InstructionPage['instructions'][number][] = [];
    const unreadable: string[] = [];
    let after: string | undefined;
    for (let page = 0; page < pagesMax; page += 1) {
      const query = { needsMe: 'true', order: 'oldest', ...(after === undefined ? {} : { after }) } as const;
      const { body } = await this.#api.call('GET /instructions', { query });
      instructions.push(...body.instructions);
      unreadable.push(...(body.unreadable ?? []));
      after = body.next;
      if (after === undefined) break;
    }
    return { instructions, unreadable, hasMore: after !== undefined };
  }

  /** The same as long as the payment is: a decision makes another version of it. */
  async #summaryOf({ id, version }: InstructionPage['instructions'][number]): Promise<ApprovalSummary | undefined> {
    const key = `${id} ${version}`;
    const known = this.#summaries.get(key);
    if (known !== undefined) return known;
    try {
      const { body } = await this.#api.call('GET /instructions/{id}/approvals', { path: { id } });
      this.#summaries.set(key, body);
      return body;
    } catch (error) {
      if (error instanceof LoginExpiredError) throw error;
      return undefined;
    }
  }

  async #pauses(): Promise<readonly WaitingItem[]> {
    const { body } = await this.#api.call('GET /pause', {});
    return resumesFor(body.pauses, this.#me);
  }

  async #readDestinations(): Promise<void> {
    if (!this.#me.roles.has('whitelister')) return;
    let isWhole = true;
    this.#destinations = await this.#part(
      'destinations',
      async () => {
        const { entries, unreadable } = await readWhitelist(this.#api);
        isWhole = unreadable.length === 0;
        return destinationsFor(entries, this.#me);
      },
      this.#destinations,
    );
    // What cannot be read may wait too.
    if (!isWhole) this.#failed.add('destinations');
  }

  async #readAddresses(): Promise<void> {
    if (!this.#me.roles.has('whitelister') && !this.#me.roles.has('approver')) return;
    let isWhole = true;
    this.#addresses = await this.#part(
      'addresses',
      async () => {
        const { addresses, unreadable } = (await this.#api.call('GET /deposit-addresses', {})).body;
        isWhole = unreadable === undefined;
        return addressesFor(addresses, this.#me);
      },
      this.#addresses,
    );
    if (!isWhole) this.#failed.add('addresses');
  }

  async #readMonth(): Promise<void> {
    if (!this.#me.roles.has('approver')) return;
    const month = lastMonth(new Date());
    this.#months = await this.#part(
      'months',
      async () =>
        monthFor((await this.#api.call('GET /statements/months/{month}', { path: { month } })).body, this.#me),
      [],
    );
  }

  /** What cannot be read costs only itself, and is said. */
  async #part(
    name: Part,
    read: () => Promise<readonly WaitingItem[]>,
    otherwise: readonly WaitingItem[],
  ): Promise<readonly WaitingItem[]> {
    try {
      const items = await read();
      this.#failed.delete(name);
      return items;
    } catch (error) {
      if (error instanceof LoginExpiredError) throw error;
      this.#failed.add(name);
      return otherwise;
    }
  }
}
