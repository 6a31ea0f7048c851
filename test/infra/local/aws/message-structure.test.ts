import { expect, test } from '@jest/globals';
import { withBodyForQueues } from '../../../../infra/local/aws/services/message-structure.ts';

const publication = (parameters: Record<string, string>) => {
  const form = new URLSearchParams({ Action: 'Publish', TopicArn: 'arn', ...parameters });
  return { method: 'POST', path: '/', headers: {}, body: Buffer.from(form.toString()) };
};
const messageIn = ({ body }: { readonly body: Buffer }) => new URLSearchParams(body.toString()).get('Message');

test('a message with a body for each protocol is told to queues by theirs, or by the one for whoever has none', () => {
  const told = (bodies: object) =>
    messageIn(withBodyForQueues(publication({ MessageStructure: 'json', Message: JSON.stringify(bodies) })));
  expect(told({ default: 'a mail', https: '{}' })).toBe('a mail');
  expect(told({ default: 'a mail', sqs: 'for a queue' })).toBe('for a queue');
});

test('another message is told as it is', () => {
  const plain = publication({ Message: '{"default":"a text"}' });
  expect(withBodyForQueues(plain)).toBe(plain);
});

test.each(['no JSON', '{"https":"x"}', '{"default":1}'])('%s is refused, as SNS refuses it', (Message) => {
  expect(() => withBodyForQueues(publication({ MessageStructure: 'json', Message }))).toThrow('failed to parse');
});
