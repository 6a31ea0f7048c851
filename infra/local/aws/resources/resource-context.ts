import type { CryptoKey } from 'jose';
import type { Background } from '../background.ts';
import type { Buses } from '../events/bus.ts';
import type { Delivery } from '../events/delivery.ts';
import type { Guard } from '../guard/guard.ts';
import type { Credentials, Identity } from '../guard/identity.ts';
import type { LocalOperations } from '../guard/table-interceptor.ts';
import type { Tables } from '../guard/tables.ts';
import type { JwtAuthorizer } from '../http/authorizer.ts';
import type { HttpApi } from '../http/server.ts';
import type { Endpoints } from '../lambda/environment.ts';
import type { Functions, LocalFunction } from '../lambda/functions.ts';
import type { Names } from '../names.ts';
import type { Scheduler } from '../schedule/scheduler.ts';
import type { CustomResources } from '../services/custom-resources.ts';
import type { Database } from '../services/database.ts';
import type { Messaging } from '../services/messaging.ts';
import type { Notifications } from '../services/notifications.ts';
import type { Secrets } from '../services/secrets.ts';
import type { Assembly } from '../template/assembly.ts';
import type { StateMachines } from '../workflow/state-machines.ts';
import type { Created, Resource } from './resource.ts';

/** Everything a resource may be made of. */
export interface ResourceContext {
  readonly assembly: Assembly;
  readonly names: Names;
  readonly background: Background;
  readonly guard: Guard;
  readonly credentials: Credentials;
  /** Who deploys, and who calls by hand. */
  readonly administrator: Identity;
  readonly tables: Tables;
  /** What DynamoDB offers and the emulator does not, by the operation's name. */
  readonly tableOperations: LocalOperations;
  readonly database: Database;
  readonly messaging: Messaging;
  readonly notifications: Notifications;
  readonly secrets: Secrets;
  /** Values of secrets by name. A name is taken out once its secret is made. */
  readonly secretValues: Map<string, string>;
  /** What functions have in their environment on this machine only, by the function's name. */
  readonly variables: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly functions: Functions;
  readonly delivery: Delivery;
  readonly buses: Buses;
  readonly stateMachines: StateMachines;
  readonly scheduler: Scheduler;
  readonly http: HttpResources;
  readonly customResources: CustomResources;
  /** Those of the template, by their logical ids. */
  readonly createdCustomResources: Map<string, CreatedCustomResource>;
  readonly endpoints: Endpoints;
  /** Folder of each layer version, by its ARN. */
  readonly layers: Map<string, string>;
  /** Names of the template's log groups. */
  readonly logGroups: Set<string>;
  /** Names of the template's queues. */
  readonly queues: string[];
  /** Takes one line of a function's output. */
  readonly log: (line: { readonly function: string; readonly line: string }) => void;
  /** Keeps what must not run before every resource is there, and every policy. */
  readonly whenComplete: (activate: () => void | Promise<void>) => void;
}

/** Makes one resource on this machine. */
export type Creator = (resource: Resource, resourceContext: ResourceContext) => Created | Promise<Created>;

export interface Integration {
  readonly target: LocalFunction;
  /** Of the function, with the version or alias that the API calls. */
  readonly arn: string;
  readonly timeoutMs: number;
}

/** The one HTTP API of the stack and what its routes refer to. */
export interface HttpResources {
  readonly port: number;
  readonly issuerKey: CryptoKey;
  api: HttpApi | undefined;
  readonly integrations: Map<string, Integration>;
  readonly authorizers: Map<string, JwtAuthorizer>;
}

/** A custom resource as it was made, and last updated. */
export interface CreatedCustomResource {
  readonly resource: Resource;
  readonly ref: string;
}
