import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import * as v from 'valibot';
import { keyNames } from '../../../functions/shared/core/key-names.ts';
import { type FindingCode, severities } from '../../../functions/shared/key-health/findings.ts';
import { awsCall } from './aws-call.ts';
import type { AwsClientConfig } from './aws-config.ts';
import { KeysNotReachedError } from './errors.ts';

/** key-health may take a minute; some more for its start. */
const answerTimeoutMs = 75_000;

const findingSchema = v.object({
  code: v.custom<FindingCode>((code) => typeof code === 'string' && Object.hasOwn(severities, code)),
  message: v.string(),
});

/** What key-health tells of each key, as far as it is shown here. */
const answerSchema = v.pipe(
  v.array(
    v.object({
      key: v.picklist(keyNames),
      verdict: v.picklist(['healthy', 'unused', 'warning', 'broken']),
      findings: v.array(findingSchema),
      idleDays: v.exactOptional(v.number()),
      clockSkewMs: v.exactOptional(v.number()),
    }),
  ),
  v.minLength(1),
);

export type ReportedKeyHealth = v.InferOutput<typeof answerSchema>[number];

/**
 * Lets key-health check every key now. It is the daily check itself: it knows which keys the policy needs, and it tells
 * people of what is wrong, as every day. Throws KeysNotReachedError.
 */
export async function askKeyHealth(
  functionName: string,
  clientConfig: AwsClientConfig,
): Promise<readonly ReportedKeyHealth[]> {
  const requestHandler = { requestTimeout: answerTimeoutMs, throwOnRequestTimeout: true };
  const client = new LambdaClient({ ...clientConfig, maxAttempts: 1, requestHandler });
  const what = `invoking ${functionName}`;
  const answer = await awsCall(what, () => client.send(new InvokeCommand({ FunctionName: functionName })));
  client.destroy();
  if (answer.FunctionError !== undefined) throw new KeysNotReachedError(`${what} failed: see its log`);
  const json = v.pipe(v.string(), v.parseJson(), answerSchema);
  const parsed = v.safeParse(json, answer.Payload?.transformToString() ?? '');
  if (parsed.success) return parsed.output;
  throw new KeysNotReachedError(
    `${what} answered something else than this version of the tool knows: deploy the stage`,
  );
}
