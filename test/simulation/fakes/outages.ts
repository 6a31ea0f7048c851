/** Nobody answers, the exchange says that it is away, or its lists show nothing. */
export type OutageKind = 'lost' | 'maintenance' | 'empty';

/** Windows of time in which a part of the exchange is away. */
export class Outages {
  readonly #all: {
    readonly from: number;
    readonly until: number;
    readonly ofPosts: boolean;
    readonly how: OutageKind;
  }[] = [];

  begin(from: number, until: number, of: 'reads' | 'posts', how: OutageKind): void {
    this.#all.push({ from, until, ofPosts: of === 'posts', how });
  }

  at(time: number, isPost: boolean): OutageKind | undefined {
    return this.#all.find(({ from, until, ofPosts }) => ofPosts === isPost && time >= from && time < until)?.how;
  }
}
