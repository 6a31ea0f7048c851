/** Open instructions that one tick looks at, the oldest first. More than these are open only when very much is wrong. */
export const openMax = 5_000;
