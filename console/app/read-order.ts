/** Numbers what is read again and again, so that an answer that comes late never takes the place of a newer one. */
export class ReadOrder {
  #asked = 0;
  #shown = 0;

  /** To be called before something is asked. What it gives says, once there is an answer, whether that may be shown. */
  begin(): () => boolean {
    this.#asked += 1;
    const mine = this.#asked;
    return () => {
      if (mine < this.#shown) return false;
      this.#shown = mine;
      return true;
    };
  }
}
