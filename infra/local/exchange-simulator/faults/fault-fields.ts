import * as v from 'valibot';

/** So long, and so often, at most. */
const msMax = 3_600_000;
const timesMax = 1_000;

export const milliseconds = v.pipe(
  v.number('whole milliseconds from 1 to 3600000'),
  v.integer('whole milliseconds from 1 to 3600000'),
  v.minValue(1, 'whole milliseconds from 1 to 3600000'),
  v.maxValue(msMax, 'whole milliseconds from 1 to 3600000'),
);

/** Which requests it meets: all where nothing is said. */
export const where = {
  path: v.optional(
    v.pipe(
      v.string('a path such as "/api/v1/account/withdraw"'),
      v.regex(/^\/[\w./-]{1,200}$/, 'a path such as "/api/v1/account/withdraw"'),
    ),
  ),
  method: v.optional(v.picklist(['GET', 'POST', 'DELETE'], '"GET", "POST" or "DELETE"')),
};

/** How many requests it meets. */
export const times = {
  times: v.optional(
    v.pipe(
      v.number('a whole number from 1 to 1000'),
      v.integer('a whole number from 1 to 1000'),
      v.minValue(1, 'a whole number from 1 to 1000'),
      v.maxValue(timesMax, 'a whole number from 1 to 1000'),
    ),
    1,
  ),
};

const coinHint = 'a coin such as "USDT"';

export const coin = v.pipe(v.string(coinHint), v.regex(/^[A-Za-z0-9]{1,20}$/, coinHint));
