import type { EventListener } from './events/bus.ts';
import type { EventEntry, PutEventsAnswer } from './events/put-events.ts';
import type { CallListener } from './guard/guard.ts';
import { loadIssuer } from './issuer.ts';
import type { InvocationListener } from './lambda/functions.ts';
import { type LocalServices, startServices } from './local-services.ts';
import { stackNames } from './names.ts';
import { Provisioner } from './provisioner.ts';
import { updateCustomResource } from './resources/custom-resource.ts';
import type { ResourceContext } from './resources/resource-context.ts';
import type { ScheduledExecution } from './schedule/placeholders.ts';
import type { NotificationListener } from './services/notifications.ts';
import { type QueueDepth, type QueuedMessage, queueDepths, queuedMessages } from './services/queues.ts';
import { loadAssembly } from './template/assembly.ts';
import { realTaskWait, type TaskWait } from './workflow/task-tokens.ts';

export type { BusEvent, EventEntry, PutEventsAnswer } from './events/put-events.ts';
export type { ObservedCall } from './guard/guard.ts';
export type { FinishedInvocation } from './lambda/pool.ts';
export type { Notification } from './services/notifications.ts';
export type { QueueDepth, QueuedMessage } from './services/queues.ts';

export interface StackOptions {
  /** The folder that `cdk synth` wrote, with one stack in it. */
  readonly assembly: string;
  /** Values for the template's parameters. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Values for the template's secrets, by the secret's name. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Port of the HTTP API on 127.0.0.1. Default 0: any free one. */
  readonly httpPort?: number;
  /** `rate(…)` schedules run this many times faster. Default 1. */
  readonly scheduleSpeed?: number;
  /** Another speed for single `rate(…)` schedules, by name. */
  readonly scheduleSpeeds?: Readonly<Record<string, number>>;
  /** False: a schedule fires only where `fireSchedule` is called. Default true: each fires when it is due. */
  readonly firesSchedules?: boolean;
  /** The time that schedules go by, in milliseconds since 1970. Default: this machine's. */
  readonly scheduleClock?: () => number;
  /** How long the tasks of workflows wait to be told how they ended. Default: their time, by this machine's clock. */
  readonly taskWait?: TaskWait;
  /** Variables that functions have on this machine beside those of the template, by the function's name. */
  readonly variables?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Where the key is that signs tokens for the HTTP API. It is made there on first use. */
  readonly issuerKeyFile: string;
  /** Hears each line that a function writes; lines of function `local-stack` are the stack's own problems. */
  readonly log?: (line: { readonly function: string; readonly line: string }) => void;
}

export interface RunningStack {
  /** Base URL of the HTTP API, without a trailing slash, where the template has one. */
  readonly httpUrl?: string;
  /** Base URL of each AWS service, by its SDK id in lower case, such as `dynamodb` or `secrets_manager`. */
  readonly endpoints: Readonly<Record<string, string>>;
  readonly region: string;
  /** The template's outputs, resolved. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly functionNames: readonly string[];
  readonly scheduleNames: readonly string[];
  /** Calls a function and waits for its answer. Rejects with a LocalInvocationError, or a NoSuchResourceError. */
  invoke(functionName: string, payload: unknown): Promise<unknown>;
  /** Puts 1 to 10 events, as the API does: each entry has its own answer. Throws a ServiceError for another form. */
  putEvents(entries: readonly EventEntry[]): PutEventsAnswer;
  /** Fires a schedule as if it were due now. Resolves when its target has the message. */
  fireSchedule(name: string): Promise<ScheduledExecution>;
  /**
   * What a deployment does that changes these properties of the one custom resource of this type. Answers its
   * attributes; rejects with a CustomResourceFailedError where the deployment would fail.
   */
  updateCustomResource(
    type: string,
    changes: Readonly<Record<string, unknown>>,
  ): Promise<Readonly<Record<string, unknown>>>;
  /** Hears every event that reaches a bus. Returns a function that ends it. */
  onEvent(listener: EventListener): () => void;
  /** Hears every message that is published to a topic. Returns a function that ends it. */
  onNotification(listener: NotificationListener): () => void;
  /** Hears every call of an AWS API that was allowed. Returns a function that ends it. */
  onCall(listener: CallListener): () => void;
  /** Hears every invocation that has ended. Returns a function that ends it. */
  onInvocation(listener: InvocationListener): () => void;
  /** How many messages each queue of the template holds. */
  queueDepths(): Promise<Record<string, QueueDepth>>;
  /** What a queue holds, without receiving it. Meant for dead-letter queues. */
  messages(queueName: string): Promise<QueuedMessage[]>;
  /** Ends everything: no process, socket or timer is left. */
  close(): Promise<void>;
}

/**
 * Runs on this machine what `cdk synth` made. Everything comes from the template: what it does not understand there
 * fails the start with an UnsupportedTemplateError that names the logical id, the path and the reason.
 */
export async function startStack(options: StackOptions): Promise<RunningStack> {
  const assembly = await loadAssembly(options.assembly);
  const names = stackNames(assembly.stackName, assembly.region);
  const provisioner = new Provisioner(assembly.template, names, options.parameters);
  const plan = provisioner.plan();
  const services = await startServices({
    assembly,
    names,
    issuer: await loadIssuer(options.issuerKeyFile),
    httpPort: options.httpPort ?? 0,
    secrets: options.secrets,
    variables: options.variables ?? {},
    scheduleSpeeds: { usual: options.scheduleSpeed ?? 1, byName: options.scheduleSpeeds ?? {} },
    firesSchedules: options.firesSchedules ?? true,
    scheduleClock: options.scheduleClock ?? Date.now,
    taskWait: options.taskWait ?? realTaskWait,
    log: options.log ?? (() => undefined),
  });
  try {
    for (const [logicalId, resource] of plan) await provisioner.create(logicalId, resource, services.context);
    const outputs = provisioner.outputs();
    await services.activate();
    return running(services, outputs);
  } catch (error) {
    await services.close();
    throw error;
  }
}

function running(services: LocalServices, outputs: Record<string, string>): RunningStack {
  const { context } = services;
  let closing: Promise<void> | undefined;
  return {
    ...(context.http.api ? { httpUrl: context.http.api.url } : {}),
    endpoints: endpointsByService(context),
    region: context.names.region,
    outputs,
    functionNames: context.functions.names(),
    scheduleNames: context.scheduler.names(),
    invoke: async (functionName, payload) => {
      const resource = context.functions.invokedArn(functionName);
      context.guard.admit(context.administrator, [{ action: 'lambda:InvokeFunction', resource, context: {} }]);
      return await context.functions.invoke(functionName, payload);
    },
    putEvents: (entries) => context.buses.put({ Entries: entries }, context.administrator),
    fireSchedule: (name) => context.scheduler.fire(name),
    updateCustomResource: (type, changes) => updateCustomResource(type, changes, context),
    onEvent: (listener) => context.buses.listen(listener),
    onCall: (listener) => context.guard.listen(listener),
    onInvocation: (listener) => context.functions.listen(listener),
    onNotification: (listener) => context.notifications.listen(listener),
    queueDepths: () => queueDepths(context.messaging, context.queues),
    messages: (queueName) => queuedMessages(context.messaging, context.queues, queueName),
    close: () => {
      closing ??= services.close();
      return closing;
    },
  };
}

function endpointsByService({ endpoints }: ResourceContext): Record<string, string> {
  return {
    dynamodb: endpoints.dynamodb,
    sqs: endpoints.sqs,
    sns: endpoints.sns,
    secrets_manager: endpoints.secretsManager,
    s3: endpoints.s3,
    eventbridge: endpoints.eventBridge,
    lambda: endpoints.lambda,
    sfn: endpoints.stepFunctions,
  };
}
