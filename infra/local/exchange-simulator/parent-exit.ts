const lookEveryMs = 500;

/**
 * Calls `stop` once the npm that started this process is gone. npm hands SIGTERM to its shell and not to us, so without
 * this we would stay behind, with the port. Does nothing where npm did not start us. Keeps no process alive.
 */
export function onNpmExit(stop: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, lookEveryMs);
  timer.unref();
}
