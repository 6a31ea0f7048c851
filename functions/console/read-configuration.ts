import * as v from 'valibot';
import { validate } from '../shared/core/validate.ts';
import type { ConsoleConfiguration } from './configuration.ts';

const text = v.pipe(v.string('a text'), v.nonEmpty('a text that is not empty'));

const configurationSchema = v.strictObject({
  stage: text,
  issuer: text,
  clientId: text,
  scope: text,
  token: v.picklist(['id', 'access']),
  userClaim: text,
  groupsClaim: text,
  audience: text,
});

/** Reads what the template says; `discovery` comes by itself, because a local run has another one each time. */
export function readConfiguration(json: string, discovery = ''): ConsoleConfiguration {
  const declared: unknown = JSON.parse(json);
  const configuration = validate('environment variables', configurationSchema, declared, 'CONSOLE_CONFIGURATION');
  return discovery === '' ? configuration : { ...configuration, discovery };
}
