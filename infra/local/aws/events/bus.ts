import type { Background } from '../background.ts';
import { busArn, eventBusKeyUse, putEventsCall } from '../guard/event-calls.ts';
import type { Guard } from '../guard/guard.ts';
import { type Identity, serviceIdentity } from '../guard/identity.ts';
import { arnService, type Names } from '../names.ts';
import type { JsonService } from '../services/gateway.ts';
import { readRequest } from '../services/request.ts';
import type { Delivery, Envelope, Sender } from './delivery.ts';
import { inputFor, type TargetInput } from './input.ts';
import { matches, type Pattern } from './pattern.ts';
import { type BusEvent, busName, type PutEventsAnswer, putEventsSchema, rejectionOf, toEvent } from './put-events.ts';

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
  readonly arn: string;
  readonly bus: string;
  readonly pattern: Pattern;
  readonly targets: readonly Target[];
}

export type EventListener = (event: BusEvent, bus: string) => void;

const eventBridge = serviceIdentity('events.amazonaws.com');

/** The buses of the stack and their rules. */
export class Buses {
  private readonly names: Names;
  private readonly delivery: Delivery;
  private readonly background: Background;
  private readonly guard: Guard;
  /** Where each bus leaves what it cannot encrypt, by the bus's name. */
  private readonly buses = new Map<string, string | undefined>([['default', undefined]]);
  private readonly rules: Rule[] = [];
  private readonly listeners = new Set<EventListener>();

  constructor(names: Names, delivery: Delivery, background: Background, guard: Guard) {
    this.names = names;
    this.delivery = delivery;
    this.background = background;
    this.guard = guard;
  }

  addBus(name: string, deadLetterArn?: string): void {
    this.buses.set(name, deadLetterArn);
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

  /**
   * PutEvents: each entry is answered for itself. Throws a ServiceError where the request has another form, or where
   * one of its entries is not the caller's to put.
   */
  put(request: unknown, by: Identity): PutEventsAnswer {
    const { Entries: entries } = readRequest(putEventsSchema, request);
    this.guard.admit(
      by,
      entries.map((entry) => putEventsCall(this.names, busName(entry.EventBusName), entry)),
    );
    const answers = entries.map((entry) => {
      const refusal = rejectionOf(entry, this.buses);
      if (refusal) return refusal;
      const event = toEvent(entry, this.names, Date.now());
      this.dispatch(event, busName(entry.EventBusName));
      return { EventId: event.id };
    });
    return { FailedEntryCount: answers.filter((answer) => 'ErrorCode' in answer).length, Entries: answers };
  }

  private dispatch(event: BusEvent, bus: string): void {
    if (!this.guard.permits(eventBridge, eventBusKeyUse(this.names, bus, this.guard.encryption))) {
      this.sendToDeadLetters(event, bus);
      return;
    }
    for (const listener of this.listeners) listener(event, bus);
    for (const rule of this.rules) {
      if (rule.bus !== bus || !matches(rule.pattern, event)) continue;
      for (const target of rule.targets) {
        this.background.run(`rule ${rule.name}, target ${target.id}`, () => this.deliver(rule, target, event));
      }
    }
  }

  /** EventBridge takes an event that it then cannot encrypt (its guide, "DLQs for encrypted events"). */
  private sendToDeadLetters(event: BusEvent, bus: string): void {
    const deadLetterArn = this.buses.get(bus);
    if (deadLetterArn === undefined) return;
    const sender = this.senderTo(deadLetterArn, busArn(this.names, bus));
    this.background.run(`bus ${bus}`, () => this.delivery.send(sender, deadLetterArn, JSON.stringify(event)));
  }

  private async deliver(rule: Rule, target: Target, event: BusEvent): Promise<void> {
    const { deadLetterArn } = target;
    try {
      const sender = this.senderTo(target.arn, rule.arn);
      await this.delivery.send(sender, target.arn, inputFor(target.input, event), target.envelope);
    } catch (error) {
      if (deadLetterArn === undefined) throw error;
      // On one machine a delivery that fails once fails always, so it is not tried again first.
      await this.delivery.send(this.senderTo(deadLetterArn, rule.arn), deadLetterArn, JSON.stringify(event));
    }
  }

  /**
   * EventBridge says which rule or bus it is for, except to topics: conditions in a topic's policy are not supported
   * for it (EventBridge guide, "Amazon SNS permissions").
   */
  private senderTo(target: string, source: string): Sender {
    const told = { 'aws:SourceArn': source, 'aws:SourceAccount': this.names.account };
    return { by: eventBridge, context: arnService(target) === 'sns' ? {} : told };
  }
}

/** EventBridge's API as far as it is served here: PutEvents. */
export function eventBridgeService(buses: Buses): JsonService {
  return { name: 'EventBridge', operations: { PutEvents: (body, by) => buses.put(body, by) } };
}
