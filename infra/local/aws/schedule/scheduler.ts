import { randomUUID } from 'node:crypto';
import type { Background } from '../background.ts';
import { NoSuchResourceError, StackInputError } from '../errors.ts';
import type { Delivery, Envelope } from '../events/delivery.ts';
import type { Identity } from '../guard/identity.ts';
import { type Expression, nextCalendarRun } from './expression.ts';
import { fillPlaceholders, type ScheduledExecution } from './placeholders.ts';

export interface Schedule {
  readonly name: string;
  readonly group: string;
  readonly arn: string;
  readonly expression: Expression;
  readonly enabled: boolean;
  /** Milliseconds since 1970. */
  readonly startAt?: number;
  readonly endAt?: number;
  readonly targetArn: string;
  /** Its role: whatever it sends, it sends in this name. */
  readonly identity: Identity;
  readonly input: string;
  readonly envelope: Envelope;
  readonly deadLetterArn?: string;
}

/** Node's timers hold no longer delay. */
const longestTimerMs = 2 ** 31 - 1;

/** How many times faster rates run. Times of the calendar are not changed. */
export interface ScheduleSpeeds {
  readonly usual: number;
  /** Of single schedules, by name. */
  readonly byName: Readonly<Record<string, number>>;
}

/** Fires schedules. A rate is counted from its start; cron and at follow the calendar of their time zone. */
export class Scheduler {
  private readonly delivery: Delivery;
  private readonly background: Background;
  private readonly speeds: ScheduleSpeeds;
  private readonly now: () => number;
  private readonly groups = new Set(['default']);
  private readonly schedules: Schedule[] = [];

  constructor(delivery: Delivery, background: Background, speeds: ScheduleSpeeds, now: () => number) {
    for (const speed of [speeds.usual, ...Object.values(speeds.byName)])
      if (!(speed > 0) || !Number.isFinite(speed))
        throw new StackInputError('scheduleSpeed must be a number above zero');
    this.delivery = delivery;
    this.background = background;
    this.speeds = speeds;
    this.now = now;
  }

  addGroup(name: string): void {
    this.groups.add(name);
  }

  hasGroup(name: string): boolean {
    return this.groups.has(name);
  }

  add(schedule: Schedule): void {
    this.schedules.push(schedule);
  }

  names(): string[] {
    return this.schedules.map(({ name }) => name);
  }

  /** From now on every enabled schedule fires when it is due. */
  start(): void {
    for (const schedule of this.schedules) {
      if (schedule.enabled) this.background.run(`schedule ${schedule.name}`, () => this.follow(schedule));
    }
  }

  /** Fires a schedule by hand, as if it were due now. `name` may be `group/name`. Resolves when it is delivered. */
  async fire(name: string): Promise<ScheduledExecution> {
    const schedule = this.schedules.find((one) => one.name === name || `${one.group}/${one.name}` === name);
    if (!schedule) throw new NoSuchResourceError('schedule', name, this.names());
    if (!schedule.enabled) throw new StackInputError(`the schedule ${name} is disabled`);
    return await this.execute(schedule, this.now());
  }

  private async follow(schedule: Schedule): Promise<void> {
    for (let due = this.first(schedule, this.now()); due !== undefined; due = this.next(schedule, due)) {
      if (schedule.endAt !== undefined && due > schedule.endAt) return;
      await this.pauseUntil(due);
      const scheduled = due;
      this.background.run(`schedule ${schedule.name}`, async () => {
        await this.execute(schedule, scheduled);
      });
    }
  }

  private first({ name, expression, startAt }: Schedule, now: number): number | undefined {
    // A rate without a start date fires at once (Scheduler guide, "Rate-based schedules").
    if (expression.kind === 'rate')
      return startAt === undefined ? now : this.firstRateAfter(this.intervalOf(name, expression.everyMs), startAt, now);
    return nextCalendarRun(expression.cron, Math.max(now, (startAt ?? 0) - 1));
  }

  private next({ name, expression }: Schedule, last: number): number | undefined {
    if (expression.kind === 'calendar') return nextCalendarRun(expression.cron, last);
    // After the machine slept, the firings that it missed are one firing.
    const interval = this.intervalOf(name, expression.everyMs);
    return last + Math.max(1, Math.floor((this.now() - last) / interval)) * interval;
  }

  private intervalOf(name: string, everyMs: number): number {
    return everyMs / (this.speeds.byName[name] ?? this.speeds.usual);
  }

  private firstRateAfter(interval: number, startAt: number, now: number): number {
    return startAt + Math.max(0, Math.ceil((now - startAt) / interval)) * interval;
  }

  private async pauseUntil(due: number): Promise<void> {
    for (let left = due - this.now(); left > 0; left = due - this.now()) {
      await this.background.pause(Math.min(left, longestTimerMs));
    }
  }

  private async execute(schedule: Schedule, scheduledTime: number): Promise<ScheduledExecution> {
    const execution = { scheduleArn: schedule.arn, id: randomUUID(), scheduledTime, attempt: 1 };
    const body = fillPlaceholders(schedule.input, execution);
    const sender = { by: schedule.identity, context: {} };
    try {
      await this.delivery.send(sender, schedule.targetArn, body, schedule.envelope);
    } catch (error) {
      if (schedule.deadLetterArn === undefined) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      // On one machine a delivery that fails once fails always, so it is not tried again first.
      const attributes = { ERROR_MESSAGE: reason.slice(0, 1024) };
      await this.delivery.send(sender, schedule.deadLetterArn, body, { attributes });
    }
    return execution;
  }
}
