import { Background } from './background.ts';
import { StackInputError } from './errors.ts';
import { Buses, eventBridgeService } from './events/bus.ts';
import { Delivery } from './events/delivery.ts';
import { registerExportOperations } from './exports/export-operations.ts';
import { Encryption } from './guard/encryption.ts';
import { Guard } from './guard/guard.ts';
import { administratorIdentity, Credentials } from './guard/identity.ts';
import { messageInterceptor } from './guard/message-interceptor.ts';
import { tableInterceptor } from './guard/table-interceptor.ts';
import { Tables } from './guard/tables.ts';
import { AccessControl } from './iam/access-control.ts';
import type { Issuer } from './issuer.ts';
import { AsyncInvoker } from './lambda/asynchronous.ts';
import type { Endpoints } from './lambda/environment.ts';
import { Functions } from './lambda/functions.ts';
import { invokeRoute } from './lambda/invoke-api.ts';
import type { Names } from './names.ts';
import type { ResourceContext } from './resources/resource-context.ts';
import { Scheduler, type ScheduleSpeeds } from './schedule/scheduler.ts';
import { CustomResources } from './services/custom-resources.ts';
import { type Database, startDatabase } from './services/database.ts';
import { Gateway } from './services/gateway.ts';
import { type Messaging, startMessaging } from './services/messaging.ts';
import { Notifications } from './services/notifications.ts';
import { Secrets, secretsService } from './services/secrets.ts';
import type { Assembly } from './template/assembly.ts';
import { taskCalls } from './workflow/calls.ts';
import { StateMachines, stepFunctionsService } from './workflow/state-machines.ts';
import { TaskTokens, type TaskWait } from './workflow/task-tokens.ts';

export interface ServicesOptions {
  readonly assembly: Assembly;
  readonly names: Names;
  readonly issuer: Issuer;
  readonly httpPort: number;
  readonly secrets: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly scheduleSpeeds: ScheduleSpeeds;
  readonly firesSchedules: boolean;
  readonly scheduleClock: () => number;
  readonly taskWait: TaskWait;
  readonly log: (line: { readonly function: string; readonly line: string }) => void;
}

/** How long work that is under way may go on after the stack was asked to close. */
const graceMs = 3_000;

/** The empty stack: every service runs, no resource is created yet. */
export interface LocalServices {
  readonly context: ResourceContext;
  /** Runs what waited for all resources, then the schedules. */
  activate(): Promise<void>;
  close(): Promise<void>;
}

export async function startServices(options: ServicesOptions): Promise<LocalServices> {
  // Closed in reverse: first what takes work in, then the functions, last what they talk to.
  const closers = new AsyncDisposableStack();
  try {
    return await assembleServices(options, closers);
  } catch (error) {
    await closers.disposeAsync();
    throw error;
  }
}

async function assembleServices(options: ServicesOptions, closers: AsyncDisposableStack): Promise<LocalServices> {
  const { assembly, names, log } = options;
  const guarded = createGuard(options);
  const { guard, credentials } = guarded;
  const database = await startDatabase(names.region, tableInterceptor(guarded));
  closers.defer(() => database.close());
  const messaging = await startMessaging(names.region, messageInterceptor(guard, credentials, names));
  closers.defer(() => messaging.close());
  registerExportOperations(guarded.tableOperations, { database, messaging, guard });
  const background = new Background((line) => log({ function: 'local-stack', line }));
  const functions = new Functions();
  // The two need each other: a failed invocation is delivered, and a delivery may be an invocation.
  const delivery: Delivery = new Delivery(messaging, functions, guard, (arn, payload) => invoker.submit(arn, payload));
  const invoker = new AsyncInvoker(functions, delivery, background);
  const buses = new Buses(names, delivery, background, guard);
  const secrets = new Secrets();
  const customResources = new CustomResources();
  const tokens = new TaskTokens(background.closing, options.taskWait);
  const stateMachines = new StateMachines(background, (role) =>
    taskCalls({ background, buses, messaging, guard, tokens }, role),
  );
  const services = {
    secretsmanager: secretsService(secrets, guard),
    AWSEvents: eventBridgeService(buses),
    AWSStepFunctions: stepFunctionsService(stateMachines, tokens, guard),
  };
  const routes = [invokeRoute({ functions, invoker, guard, credentials }), customResources.route];
  const gateway = await Gateway.start(services, routes, credentials);
  closers.defer(() => gateway.close(0));
  closers.defer(() => functions.close());
  const scheduler = new Scheduler(delivery, background, options.scheduleSpeeds, options.scheduleClock);
  const http = httpResources(options);
  closers.defer(async () => {
    await Promise.all([background.close(graceMs), http.api?.close(graceMs)]);
  });
  const notifications = new Notifications(names, messaging, background);
  const endpoints = endpointsOf(database, messaging, gateway);
  const secretValues = new Map(Object.entries(options.secrets));
  const variables = new Map(Object.entries(options.variables));
  const activations: (() => void | Promise<void>)[] = [];
  const whenComplete: ResourceContext['whenComplete'] = (activate) => {
    activations.push(activate);
  };
  const running = {
    background,
    database,
    messaging,
    notifications,
    secrets,
    functions,
    delivery,
    buses,
    stateMachines,
    scheduler,
    http,
  };
  const kept = {
    secretValues,
    variables,
    layers: new Map<string, string>(),
    createdCustomResources: new Map(),
    queues: [],
    logGroups: new Set<string>(),
  };
  return {
    context: { assembly, names, ...guarded, ...running, ...kept, customResources, endpoints, log, whenComplete },
    activate: async () => {
      const [unused] = secretValues.keys();
      if (unused !== undefined) throw new StackInputError(`the template has no secret named ${unused}`);
      for (const activate of activations) await activate();
      if (options.firesSchedules) scheduler.start();
    },
    close: () => closers.disposeAsync(),
  };
}

type GuardContext = Pick<ResourceContext, 'guard' | 'credentials' | 'administrator' | 'tables' | 'tableOperations'>;

/** The policies, still empty, and who asks them. */
function createGuard({ names, log }: ServicesOptions): GuardContext {
  const administrator = administratorIdentity(names);
  return {
    administrator,
    guard: new Guard(new AccessControl(), new Encryption(names), (line) => log({ function: 'local-stack', line })),
    credentials: new Credentials(administrator),
    tables: new Tables(names),
    tableOperations: new Map(),
  };
}

function httpResources({ httpPort, issuer }: ServicesOptions): ResourceContext['http'] {
  return {
    port: httpPort,
    issuerKey: issuer.publicKey,
    api: undefined,
    integrations: new Map(),
    authorizers: new Map(),
  };
}

function endpointsOf(database: Database, messaging: Messaging, gateway: Gateway): Endpoints {
  const { url } = gateway;
  const messages = messaging.url;
  return {
    dynamodb: database.url,
    sqs: messages,
    sns: messages,
    s3: messages,
    secretsManager: url,
    eventBridge: url,
    lambda: url,
    stepFunctions: url,
    other: url,
  };
}
