/** What cannot be counted here. Each is told with the figures; whoever knows better changes it here. */
export const assumptions = {
  /** AWS's own month. */
  hoursPerMonth: 730,
  /**
   * Lambda's milliseconds to this machine's: 512 MB are less than a third of a processor, and the table is not in the
   * same process.
   */
  slowdown: 3,
  /** One request to the exchange. Warm, from another continent, 160 to 470 ms were measured (exchange-api.md 1.1). */
  exchangeMs: 300,
  /** One call to the table or another service of AWS. */
  callMs: 6,
  /** To load a function, its key included. `npm run bench` shows a tenth of a second here. */
  startMs: 600,
  /** How long Lambda keeps a function that nobody calls. Not published: five to fifteen minutes were seen. */
  keptMinutes: 10,
  /** Share of a sweep's runs that find something to move, in percent. */
  movingSweeps: 50,
  /** From a request to its last approval. */
  minutesForPeople: 120,
  /** From the POST to the end in the exchange's records. */
  minutesAtExchange: 10,
  /** The busiest coin's share of all withdrawals, in percent. */
  busiestCoin: 100,
  /** Destinations that share the busiest coin's withdrawals evenly. */
  destinations: 50,
  /** Pairs of account and coin that sweeps move from. */
  sweptPairs: 10,
  /** What Lambda itself writes about an invocation: its start and its report, as JSON. */
  platformLogBytes: 600,
  /** A line of the HTTP API's access log. */
  accessLogBytes: 450,
  /** Headers and bodies of a request to the exchange and its answer, with the handshake's share. */
  exchangeBytes: 6_000,
  /** The same of a call to AWS. */
  callBytes: 4_000,
  /** Pages of the console that people open in a day. */
  consolePages: 200,
  /** Files of a page that a browser has not kept; after each update all, on other days next to none. */
  consoleFiles: 8,
  /** One answer of the console: its function reads a file. `npm run bench` shows less here. */
  consoleMs: 10,
  /** Bytes of a page's first load, compressed. No more is let through by a test. */
  consoleBytes: 60_000,
  /** Years of history that are kept when the bill is looked at. */
  yearsKept: 1,
} as const;
