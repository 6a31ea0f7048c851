import { constants } from 'node:os';
import { expect, test } from '@jest/globals';
import { systemFaultCode } from '../../../../functions/shared/core/system-fault.ts';

const failed = (code: unknown) => Object.assign(new Error('failed'), { code });
const ofTheNameService = ['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_MEMORY', 'EAI_SYSTEM'];

test.each([...Object.keys(constants.errno), ...ofTheNameService])('%s is a fault of the system', (code) => {
  expect(systemFaultCode(failed(code))).toBe(code);
});

test.each([
  'ERR_INVALID_ARG_TYPE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'HPE_INVALID_CONSTANT',
  'ABORT_ERR',
  'secret-unavailable',
  'E',
  '',
  23,
  undefined,
])('an error with the code %j is none', (code) => {
  expect(systemFaultCode(failed(code))).toBeUndefined();
});

test.each([undefined, null, 'ECONNRESET', new Error('ECONNRESET')])('what has no code is none: %p', (error) => {
  expect(systemFaultCode(error)).toBeUndefined();
});
