/** Requests a second over all routes. People and a few systems call this; more is a mistake or an attack. */
export const throttle = { rateLimit: 20, burstLimit: 40 } as const;
