import * as v from 'valibot';
import { parseJson } from '../../../json.ts';
import { ServiceError } from '../errors.ts';
import type { ProxiedRequest } from './proxy.ts';

const bodiesSchema = v.pipe(
  v.record(v.string(), v.string()),
  v.check((bodies) => Object.hasOwn(bodies, 'default'), 'a body by the name default'),
);

/**
 * With `MessageStructure: json` a message has a body for each protocol (API reference of SNS, "Publish"). The emulator
 * hands on all of it as one text. Here every subscriber is a queue, so it is told the body that queues get. Throws
 * ServiceError where SNS would refuse the message.
 */
export function withBodyForQueues(publication: ProxiedRequest): ProxiedRequest {
  const form = new URLSearchParams(publication.body.toString('utf8'));
  if (form.get('MessageStructure') !== 'json') return publication;
  const parsed = v.safeParse(bodiesSchema, parseJson(form.get('Message') ?? ''));
  if (!parsed.success) {
    throw new ServiceError('InvalidParameter', 'Message Structure - JSON message body failed to parse');
  }
  form.delete('MessageStructure');
  form.set('Message', parsed.output.sqs ?? parsed.output.default ?? '');
  return { ...publication, body: Buffer.from(form.toString(), 'utf8') };
}
