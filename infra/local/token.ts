import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { validate } from '../../functions/shared/core/validate.ts';
import { loadIssuer, signToken } from './aws/issuer.ts';
import { issuerKeyFile } from './issuer-key-file.ts';

// `npm run token`: prints a token that the local HTTP API takes.

const usage =
  'npm run token -- --sub alice@example.com [--groups treasury,finance] [--issuer URL] [--audience NAME] ' +
  '[--expires SECONDS] [--key-file FILE]';

const groupList = 'names of letters, digits, _ and -, with commas between them';

const flagsSchema = v.object({
  sub: v.pipe(v.optional(v.string(), ''), v.nonEmpty('a person such as alice@example.com')),
  groups: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+(,[A-Za-z0-9_-]+)*$/, groupList)), undefined),
  issuer: v.optional(v.string(), 'https://login.example.com'),
  audience: v.optional(v.string(), 'treasury'),
  expires: v.optional(v.pipe(v.string(), v.regex(/^[1-9]\d{0,7}$/, 'a whole number of seconds')), '3600'),
  'key-file': v.optional(v.string(), issuerKeyFile),
});

/** Reads the flags. Throws an Error whose message says what is wrong. */
function readFlags(args: readonly string[]): v.InferOutput<typeof flagsSchema> {
  const text = { type: 'string' } as const;
  const options = { sub: text, groups: text, issuer: text, audience: text, expires: text, 'key-file': text };
  const { values } = parseArgs({ args: [...args], strict: true, allowPositionals: false, options });
  return validate('the command line', flagsSchema, values);
}

async function main(): Promise<number> {
  let flags: v.InferOutput<typeof flagsSchema>;
  try {
    flags = readFlags(process.argv.slice(2));
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${problem.replaceAll('\n', ' ')} Right is: ${usage}\n`);
    return 2;
  }
  const { sub, issuer, audience } = flags;
  const request = {
    issuer,
    audience,
    expiresInSeconds: Number(flags.expires),
    claims: { sub, email: sub, groups: flags.groups?.split(',') ?? [] },
  };
  process.stdout.write(`${await signToken(await loadIssuer(flags['key-file']), request, Date.now())}\n`);
  return 0;
}

process.exitCode = await main();
