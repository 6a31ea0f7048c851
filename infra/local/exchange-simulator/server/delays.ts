/** Waits that end at once when the server closes, so that no timer is left behind. */
export interface Delays {
  wait(ms: number): Promise<void>;
  end(): void;
}

export function createDelays(): Delays {
  const waiting = new Set<() => void>();
  return {
    wait: (ms) =>
      new Promise((resolve) => {
        const finish = () => {
          clearTimeout(timer);
          waiting.delete(finish);
          resolve();
        };
        const timer = setTimeout(finish, ms);
        waiting.add(finish);
      }),
    end: () => {
      for (const finish of waiting) finish();
    },
  };
}
