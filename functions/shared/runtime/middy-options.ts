/**
 * Lambda itself ends an invocation that is out of time, and its instance with it. Middy would answer a little earlier:
 * then the instance stays, and what was cut off there goes on in the next invocation, long after its message was given
 * back.
 */
export const middyOptions = { timeoutEarlyInMillis: 0 } as const;
