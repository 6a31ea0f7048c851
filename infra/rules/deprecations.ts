/**
 * What CDK does when a deprecated part of it is used: it says so once, throws, or keeps silent. It reads this each
 * time.
 */
const variable = 'JSII_DEPRECATED';

/** Does some work, with deprecated parts of CDK being an error, or being nobody's business. */
export function withDeprecations<Made>(mode: 'fail' | 'quiet', work: () => Made): Made {
  const { [variable]: before } = process.env;
  process.env[variable] = mode;
  try {
    return work();
  } finally {
    if (before === undefined) delete process.env[variable];
    else process.env[variable] = before;
  }
}
