import type { Action } from '../app/use-action.ts';

interface ActionButtonProps {
  readonly action: Pick<Action, 'isRunning' | 'run'>;
  readonly label: string;
  /** What it says while it runs. */
  readonly running: string;
  readonly look?: 'main' | 'danger' | 'plain';
  readonly isDisabled?: boolean;
}

/** A button that does something at the treasury, once for each press. */
export function ActionButton({ action, label, running, look = 'plain', isDisabled = false }: ActionButtonProps) {
  return (
    <button
      type="button"
      class={look}
      disabled={isDisabled}
      aria-disabled={action.isRunning}
      aria-busy={action.isRunning}
      onClick={action.run}
    >
      {action.isRunning ? running : label}
    </button>
  );
}
