import { existsSync } from 'node:fs';
import { createRequire, flushCompileCache, registerHooks } from 'node:module';
import { join } from 'node:path';
import type { InvocationFailure } from '../errors.ts';
import type { BootOptions, InvokeMessage, WorkerMessage } from './protocol.ts';

// The main file of a function's process: it loads one handler and calls it, one invocation at a time.

type Handler = (event: unknown, context: object) => unknown;

const send = (message: WorkerMessage): void => {
  process.send?.(message);
};

function failureOf(error: unknown): InvocationFailure {
  if (error instanceof Error || (typeof error === 'object' && error !== null && 'message' in error)) {
    const name = 'name' in error && typeof error.name === 'string' ? error.name : 'Error';
    const stack = 'stack' in error && typeof error.stack === 'string' ? error.stack.split('\n') : [];
    return { errorType: name, errorMessage: String(error.message), trace: stack };
  }
  return { errorType: typeof error, errorMessage: String(error), trace: [] };
}

/** Layers are mounted at /opt on Lambda. Nothing is written there: the path is mapped when a module is looked up. */
function mapLayers(layers: readonly string[]): void {
  registerHooks({
    resolve(specifier, context, next) {
      if (!specifier.startsWith('/opt/')) return next(specifier, context);
      const candidates = layers.map((layer) => join(layer, specifier.slice('/opt/'.length)));
      const found = candidates.find((path) => existsSync(path) || existsSync(`${path}.js`));
      return next(found ?? specifier, context);
    },
  });
}

function loadHandler({ handler, taskRoot }: BootOptions): Handler {
  const dot = handler.lastIndexOf('.');
  const file = join(taskRoot, handler.slice(0, dot));
  const name = handler.slice(dot + 1);
  const path = ['.js', '.mjs', '.cjs']
    .map((extension) => `${file}${extension}`)
    .find((candidate) => existsSync(candidate));
  if (path === undefined) {
    throw Object.assign(new Error(`Cannot find module '${handler.slice(0, dot)}'`), {
      name: 'Runtime.ImportModuleError',
    });
  }
  const loaded: unknown = createRequire(path)(path);
  const found: unknown = typeof loaded === 'object' && loaded !== null ? Reflect.get(loaded, name) : undefined;
  if (typeof found !== 'function') {
    throw Object.assign(new Error(`${handler} is undefined or not exported`), { name: 'Runtime.HandlerNotFound' });
  }
  return (event, context) => Reflect.apply(found, undefined, [event, context]);
}

function contextOf(message: InvokeMessage): object {
  const deadline = performance.now() + message.timeoutMs;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: '$LATEST',
    functionName: message.functionName,
    memoryLimitInMB: String(message.memoryMb),
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    invokedFunctionArn: message.functionArn,
    awsRequestId: message.requestId,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  };
}

async function serve(handler: Handler, message: InvokeMessage): Promise<void> {
  const { requestId } = message;
  try {
    const answer: unknown = await handler(JSON.parse(message.payload), contextOf(message));
    // JSON has no undefined; Lambda answers null for it.
    send({ kind: 'answered', requestId, payload: JSON.stringify(answer) ?? 'null' });
  } catch (error) {
    send({ kind: 'failed', requestId, failure: failureOf(error) });
  }
}

function isBoot(value: unknown): value is BootOptions {
  return typeof value === 'object' && value !== null && 'handler' in value && 'layers' in value && 'taskRoot' in value;
}

function isInvoke(value: unknown): value is InvokeMessage {
  return typeof value === 'object' && value !== null && 'requestId' in value && 'payload' in value;
}

function main(): void {
  // Ctrl-C reaches every process of a terminal. Only the stack decides when a function ends.
  process.on('SIGINT', () => undefined);
  process.on('disconnect', () => process.exit(0));
  const boot: unknown = JSON.parse(process.argv[2] ?? '');
  if (!isBoot(boot)) throw new TypeError('the first argument must describe the function');
  mapLayers(boot.layers);
  try {
    const handler = loadHandler(boot);
    process.on('message', (message) => {
      if (isInvoke(message)) void serve(handler, message);
    });
    send({ kind: 'ready' });
    // Node writes it as a process ends by itself, and no function's process does.
    flushCompileCache();
  } catch (error) {
    send({ kind: 'init-failed', failure: failureOf(error) });
  }
}

main();
