import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { recordKinds } from '../../../functions/shared/matching/exchange-record.ts';
import type { OperationCounts } from '../cost/usage/operation.ts';
import { countOperation, tick } from './count-operation.ts';
import type { MeteredStack } from './metered-stack.ts';

const hoursBack = 7_200_000;

/** Sets back how far the exchange's records were looked through, as if the hour were over. */
export async function countRecordsLookback(meteredStack: MeteredStack): Promise<OperationCounts> {
  const { table, stack } = meteredStack;
  for (const kind of recordKinds) {
    await table.send(
      new UpdateItemCommand({
        TableName: stack.outputs.TableName,
        Key: { pk: { S: `movement-scan#${kind}` } },
        UpdateExpression: 'SET #until = #until - :back',
        ExpressionAttributeNames: { '#until': 'until' },
        ExpressionAttributeValues: { ':back': { N: String(hoursBack) } },
      }),
    );
  }
  return countOperation(meteredStack, () => tick(meteredStack));
}
