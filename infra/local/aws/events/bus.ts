import type { Background } from '../background.ts';
import type { Names } from '../names.ts';
import type { JsonService } from '../services/gateway.ts';
import { readRequest } from '../services/request.ts';
import type { Delivery, Envelope } from './delivery.ts';
import { inputFor, type TargetInput } from './input.ts';
import { matches, type Pattern } from './pattern.ts';
import { type BusEvent, busName, type PutEventsAnswer, putEventsSchema, refusalOf, toEvent } from './put-events.ts';

export type { BusEvent } from './put-events.ts';

export interface Target {
  readonly id: string;
  readonly arn: string;
  readonly input: TargetInput;
  readonly envelope: Envelope;
  /** Gets the event when it cannot be delivered. */
  readonly deadLetterArn?: string;
}

export interface Rule {
  readonly name: string;
  readonly bus: string;
  readonly pattern: Pattern;
  readonly targets: readonly Target[];
}

export type EventListener = (event: BusEvent, bus: string) => void;

/** The buses of the stack and their rules. */
export class Buses {
  private readonly names: Names;
  private readonly delivery: Delivery;
  private readonly background: Background;
  private readonly buses = new Set(['default']);
  private readonly rules: Rule[] = [];
  private readonly listeners = new Set<EventListener>();

  constructor(names: Names, delivery: Delivery, background: Background) {
    this.names = names;
    this.delivery = delivery;
    this.background = background;
  }

  addBus(name: string): void {
    this.buses.add(name);
  }

  has(bus: string): boolean {
    return this.buses.has(bus);
  }

  addRule(rule: Rule): void {
    this.rules.push(rule);
  }

  /** Hears every event that reaches a bus. Returns a function that ends it. */
  listen(listener: EventListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** PutEvents: each entry is answered for itself. Throws a ServiceError where the request has another form. */
  put(request: unknown): PutEventsAnswer {
    const { Entries: entries } = readRequest(putEventsSchema, request);
    const answers = entries.map((entry) => {
      const refusal = refusalOf(entry, this.buses);
      if (refusal) return refusal;
      const event = toEvent(entry, this.names, Date.now());
      this.dispatch(event, busName(entry.EventBusName));
      return { EventId: event.id };
    });
    return { FailedEntryCount: answers.filter((answer) => 'ErrorCode' in answer).length, Entries: answers };
  }

  private dispatch(event: BusEvent, bus: string): void {
    for (const listener of this.listeners) listener(event, bus);
    for (const rule of this.rules) {
      if (rule.bus !== bus || !matches(rule.pattern, event)) continue;
      for (const target of rule.targets) {
        this.background.run(`rule ${rule.name}, target ${target.id}`, () => this.deliver(target, event));
      }
    }
  }

  private async deliver(target: Target, event: BusEvent): Promise<void> {
    const { deadLetterArn } = target;
    try {
      await this.delivery.send(target.arn, inputFor(target.input, event), target.envelope);
    } catch (error) {
      if (deadLetterArn === undefined) throw error;
      // On one machine a delivery that fails once fails always, so it is not tried again first.
      await this.delivery.send(deadLetterArn, JSON.stringify(event));
    }
  }
}

/** EventBridge's API as far as it is served here: PutEvents. */
export function eventBridgeService(buses: Buses): JsonService {
  return { name: 'EventBridge', operations: { PutEvents: (body) => buses.put(body) } };
}
