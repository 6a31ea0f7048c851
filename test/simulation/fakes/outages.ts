/** Windows of time in which a part of the exchange is away. */
export class Outages {
  readonly #all: {
    readonly from: number;
    readonly until: number;
    readonly ofPosts: boolean;
    readonly how: 'lost' | 'maintenance';
  }[] = [];

  begin(from: number, until: number, of: 'reads' | 'posts', how: 'lost' | 'maintenance'): void {
    this.#all.push({ from, until, ofPosts: of === 'posts', how });
  }

  at(time: number, isPost: boolean): 'lost' | 'maintenance' | undefined {
    return this.#all.find(({ from, until, ofPosts }) => ofPosts === isPost && time >= from && time < until)?.how;
  }
}
