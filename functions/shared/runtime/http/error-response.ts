import * as v from 'valibot';
import { isPublishedErrorCode, publishedErrorCodes } from '../../core/error-codes.ts';
import type { ResponseType } from '../../core/response-type.ts';

const flawSchema = v.strictObject({
  field: v.pipe(v.string(), v.description('Path to the field. Empty for the input as a whole.')),
  reason: v.pipe(v.string(), v.description('What is wrong with it. Never the value itself.')),
  expected: v.pipe(v.string(), v.description('What would be right.')),
  code: v.exactOptional(v.pipe(v.string(), v.description('Of a request that is refused for several reasons.'))),
});

/** The body of every answer of ours that is no success. */
export const errorResponseSchema = v.strictObject({
  error: v.strictObject({
    code: v.pipe(
      v.string(),
      v.guard(isPublishedErrorCode, 'a published code'),
      v.metadata({ enum: publishedErrorCodes, description: 'Stable: other systems match on it.' }),
    ),
    message: v.pipe(v.string(), v.description('For people. It may change.')),
    details: v.pipe(
      v.array(flawSchema),
      v.description('What is wrong with each field, for invalid-input, look-alike and each code of a 422.'),
    ),
  }),
});

export type ErrorResponse = ResponseType<typeof errorResponseSchema>;
