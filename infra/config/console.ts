import * as v from 'valibot';
import type { Flaw } from '../../functions/shared/core/errors.ts';

const settingsForm = 'false, or an object with what differs from the usual';
const textForm = 'a text that is not empty';
const originForm = 'the origin of an https address, such as "https://login.example.com", without a path';
const documentForm = 'an https address such as "https://login.example.com/.well-known/openid-configuration"';
const domainForm = 'a domain name in lower case such as "treasury.example.com", without https:// and a path';
const certificateForm =
  'the ARN of a certificate such as ' +
  '"arn:aws:acm:ap-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012"';
const originsMax = 10;

const text = v.pipe(v.string(textForm), v.trim(), v.nonEmpty(textForm));

const settingsSchema = v.strictObject({
  /** What the console is called at the identity provider. Without it the audience. */
  clientId: v.exactOptional(text),
  scope: v.optional(text, 'openid profile email'),
  /**
   * Which of the provider's two tokens is sent to the API. The ID token is made out to the client and names the person
   * at every provider; many access tokens do neither.
   */
  token: v.optional(v.picklist(['id', 'access'], '"id" or "access"'), 'id'),
  /** Where the provider gives tokens, if that is at another host than its issuer. */
  providerOrigins: v.optional(
    v.pipe(
      v.array(
        v.pipe(
          v.string(originForm),
          v.regex(/^https:\/\/[a-z0-9.-]+(:\d{1,5})?$/, originForm),
          // Such as a port above 65535: the function could not start with it.
          v.check((origin) => URL.canParse(origin), originForm),
        ),
      ),
      v.maxLength(originsMax, `at most ${originsMax}`),
    ),
    [],
  ),
  /** Where the provider's OpenID configuration is, if that is not below the issuer. */
  discovery: v.exactOptional(
    v.pipe(
      v.string(documentForm),
      v.url(documentForm),
      // Its host becomes a part of the page's content security policy, where a semicolon has a meaning.
      v.regex(/^https:\/\/[A-Za-z0-9.-]+(:\d{1,5})?\//, documentForm),
    ),
  ),
  /** The name under which the API and the console are served. It takes a certificate. */
  domain: v.exactOptional(
    v.pipe(
      v.string(domainForm),
      v.maxLength(253, domainForm),
      v.regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, domainForm),
    ),
  ),
  /** Of AWS Certificate Manager, in the stage's own region. */
  certificateArn: v.exactOptional(
    v.pipe(
      v.string(certificateForm),
      v.regex(/^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[A-Za-z0-9-]{1,64}$/, certificateForm),
    ),
  ),
});

/** Whether the stage has a console, and how people log in there. */
export const consoleSchema = v.optional(
  v.lazy((input) => (typeof input === 'boolean' ? v.literal(false, settingsForm) : settingsSchema)),
  {},
);

/** The console of a stage, checked. */
export interface Console {
  readonly clientId: string;
  readonly scope: string;
  readonly token: 'id' | 'access';
  readonly userClaim: string;
  readonly groupsClaim: string;
  readonly providerOrigins: readonly string[];
  readonly discovery?: string;
  readonly domain?: { readonly name: string; readonly certificateArn: string };
}

type ConsoleConfig = v.InferOutput<typeof consoleSchema>;

/** A name takes a certificate, and a certificate is for a name. */
export function checkConsole(environment: string, settings: ConsoleConfig): Flaw[] {
  if (settings === false) return [];
  const { domain, certificateArn } = settings;
  if (environment === 'local' && domain !== undefined) {
    const expected = 'no domain in environment local';
    return [{ field: 'console.domain', reason: 'is for what is deployed', expected }];
  }
  if ((domain === undefined) === (certificateArn === undefined)) return [];
  const [missing, expected] = domain === undefined ? ['domain', domainForm] : ['certificateArn', certificateForm];
  return [{ field: `console.${missing}`, reason: 'is missing', expected }];
}

/** What of it the stack has to know. Absent where the stage has no console. */
export function consoleOf(
  settings: ConsoleConfig,
  identity: Pick<Console, 'userClaim' | 'groupsClaim'> & { readonly audience: string },
): { readonly console?: Console } {
  if (settings === false) return {};
  const { clientId = identity.audience, domain: name, certificateArn, ...others } = settings;
  const { userClaim, groupsClaim } = identity;
  const domain = name === undefined || certificateArn === undefined ? {} : { domain: { name, certificateArn } };
  return { console: { ...others, clientId, userClaim, groupsClaim, ...domain } };
}
