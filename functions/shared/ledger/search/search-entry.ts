/** One entry of the search index: that something stands in a list, and where. */
export interface SearchEntry {
  /** What it is about: an instruction's id, or a whitelist entry's with its prefix. */
  readonly subject: string;
  readonly listedBy: string;
  /** The list's order: a time in ISO 8601, and what tells two of one time apart. */
  readonly listedAt: string;
}
