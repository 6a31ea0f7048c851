/**
 * Names of the operating system's errors (`ECONNRESET`, `EMFILE`) and of the name service's (`EAI_FAIL`). Node's own
 * begin with `ERR_`, and errors of certificates with other words.
 */
const systemCode = /^E(?!RR_)[A-Z0-9][A-Z0-9_]*$/;

/**
 * The code of a fault of the network or of this machine: no route, no name, no port or file left, a connection that was
 * cut. It says nothing of what was asked for and passes by itself. No list of codes: one that is forgotten would be
 * taken for somebody's mistake.
 */
export function systemFaultCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  const { code } = error;
  return typeof code === 'string' && systemCode.test(code) ? code : undefined;
}
