import type { InvocationFailure } from '../errors.ts';

/** What a function's process is told at its start, as one JSON argument. */
export interface BootOptions {
  /** `<module>.<export>` below the task root, such as `index.handler`. */
  readonly handler: string;
  readonly taskRoot: string;
  /** Folders that stand for `/opt`, the one that wins first. */
  readonly layers: readonly string[];
}

/** From the stack to the process. `payload` is JSON text. */
export interface InvokeMessage {
  readonly requestId: string;
  readonly payload: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
  readonly timeoutMs: number;
}

/** From the process to the stack. */
export type WorkerMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'init-failed'; readonly failure: InvocationFailure }
  | { readonly kind: 'answered'; readonly requestId: string; readonly payload: string }
  | { readonly kind: 'failed'; readonly requestId: string; readonly failure: InvocationFailure };
