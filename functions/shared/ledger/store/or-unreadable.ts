import { CorruptItemError } from './errors.ts';

export type Unreadable = 'unreadable';

/** One item that is not as it was written costs itself: what was read, or that it says nothing. `report` is told of it. */
export async function orUnreadable<Value>(
  read: () => Promise<Value>,
  report: (error: CorruptItemError) => void = () => undefined,
): Promise<Value | Unreadable> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof CorruptItemError)) throw error;
    report(error);
    return 'unreadable';
  }
}
