import type { InstructionView } from './shown-content.ts';

export type Step = InstructionView['history'][number];
export type Attempt = InstructionView['attempts'][number];

export interface TimelineEntry {
  readonly step: Step;
  /** Of a step that sent something: the attempt that it wrote down. */
  readonly attempt?: Attempt;
  /** Equal steps that came right after it, such as one wait again and again. */
  readonly repeated: number;
  readonly lastAt: string;
}

/** The history, the oldest first. Each attempt is with the step that wrote it down before its bytes left. */
export function timelineOf({ history, attempts }: Pick<InstructionView, 'history' | 'attempts'>): TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  let sent = 0;
  for (const step of history) {
    const attempt = step.to === 'sending' ? attempts[sent] : undefined;
    if (step.to === 'sending') sent += 1;
    const last = entries.at(-1);
    if (last !== undefined && isRepeated(last.step, step))
      entries[entries.length - 1] = { ...last, repeated: last.repeated + 1, lastAt: step.at };
    else entries.push({ step, repeated: 0, lastAt: step.at, ...(attempt === undefined ? {} : { attempt }) });
  }
  return entries;
}

/** A wait that goes on. What people did is always told one by one. */
function isRepeated(last: Step, step: Step): boolean {
  const isWait = step.from === step.to && last.to === step.to && step.evidence === undefined;
  const isSame = last.reason === step.reason && last.by === step.by && last.exchangeCode === step.exchangeCode;
  return isWait && isSame && step.reason !== 'approval-given' && step.reason !== 'resolution-proposed';
}
