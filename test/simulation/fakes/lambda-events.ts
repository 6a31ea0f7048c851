import type { SQSEvent } from 'aws-lambda';
import { eventSource } from '../../../functions/shared/core/names.ts';
import { signingTime } from '../../../infra/local/aws/services/custom-resources.ts';

const messageId = 'message';

/** One message of a queue, as its reader gets it. */
export function sqsEvent(body: unknown, receives: number): SQSEvent {
  const attributes = {
    ApproximateReceiveCount: String(receives),
    SentTimestamp: '0',
    SenderId: 'simulation',
    ApproximateFirstReceiveTimestamp: '0',
  };
  const source = { eventSource: 'aws:sqs', eventSourceARN: 'queue', awsRegion: 'ap-east-1' };
  const content = { body: JSON.stringify(body), md5OfBody: '', messageAttributes: {} };
  return { Records: [{ messageId, receiptHandle: messageId, attributes, ...content, ...source }] };
}

/** An event, as a rule of the bus hands it on. It says when it was sent in whole seconds. */
export function busEvent(detailType: string, detail: unknown, sentAt: number) {
  const time = `${new Date(sentAt).toISOString().slice(0, 19)}Z`;
  return { 'detail-type': detailType, source: eventSource, time, detail };
}

/** A deployment, as CloudFormation tells of it. */
export function deploymentEvent(requestId: string, policy: unknown, at: number) {
  return {
    RequestType: 'Update',
    ResponseURL: `https://cloudformation.example.com/answer?X-Amz-Date=${signingTime(at)}`,
    StackId: 'stack',
    RequestId: requestId,
    LogicalResourceId: 'Policy',
    ResourceProperties: { Policy: JSON.stringify(policy) },
  };
}
