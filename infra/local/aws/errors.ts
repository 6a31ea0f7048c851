import { InfraError } from '../../errors.ts';

/** Where in a template something stands: the resource's logical id and the path below it. */
export interface Location {
  readonly logicalId: string;
  readonly path: string;
}

/** One step deeper into a template. */
export function below(at: Location, step: string | number): Location {
  return { logicalId: at.logicalId, path: at.path === '' ? String(step) : `${at.path}.${step}` };
}

/** The folder is no cloud assembly of one stack, or a part of it is missing. */
export class AssemblyError extends InfraError {
  constructor(message: string, options?: { cause?: unknown }) {
    super('assembly-unreadable', message, options);
  }
}

/** The template holds something that the local stack does not understand. It never guesses: the start fails. */
export class UnsupportedTemplateError extends InfraError {
  readonly logicalId: string;
  readonly path: string;

  constructor(at: Location, reason: string, options?: { cause?: unknown }) {
    super('template-unsupported', `${at.logicalId} at ${at.path || 'its top'}: ${reason}`, options);
    this.logicalId = at.logicalId;
    this.path = at.path;
  }
}

/** AWS would not make this resource: a permission is missing that the deployment itself looks for. */
export class DeploymentRefusedError extends InfraError {
  readonly logicalId: string;

  constructor(logicalId: string, reason: string, options?: { cause?: unknown }) {
    super('deployment-refused', `${logicalId}: ${reason}`, options);
    this.logicalId = logicalId;
  }
}

/** A parameter or a secret's value that was given does not fit the template, or one that it needs is missing. */
export class StackInputError extends InfraError {
  constructor(message: string) {
    super('stack-input-invalid', message);
  }
}

/** A custom resource answered FAILED, threw, or did not answer in time. */
export class CustomResourceFailedError extends InfraError {
  readonly logicalId: string;

  constructor(logicalId: string, reason: string, options?: { cause?: unknown }) {
    super('custom-resource-failed', `${logicalId}: ${reason}`, options);
    this.logicalId = logicalId;
  }
}

/** A name or ARN that nothing in the running stack has. */
export class NoSuchResourceError extends InfraError {
  constructor(kind: string, name: string, known: readonly string[]) {
    super('local-resource-unknown', `no ${kind} is named ${name}; known: ${known.join(', ') || 'none'}`);
  }
}

/** An AWS API call that is refused, as the service would say it. */
export class ServiceError extends InfraError {
  readonly type: string;
  readonly status: number;

  constructor(type: string, message: string, status = 400) {
    super('local-service-refused', message);
    this.type = type;
    this.status = status;
  }
}

/** What a function's failure looks like on Lambda. */
export interface InvocationFailure {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** A function threw, ran out of time or ended its process. Whether it did its work is not known. */
export class LocalInvocationError extends InfraError {
  readonly functionName: string;
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];

  constructor(functionName: string, failure: InvocationFailure) {
    super('function-failed', `${functionName}: ${failure.errorType}: ${failure.errorMessage}`);
    this.functionName = functionName;
    this.errorType = failure.errorType;
    this.errorMessage = failure.errorMessage;
    this.trace = failure.trace ?? [];
  }
}

/**
 * A service of the local stack describes a call by a condition key that policies cannot name, or in a form it does not
 * have.
 */
export class CallContextError extends InfraError {
  constructor(action: string, key: string, reason: string) {
    super('call-context-invalid', `${action} with ${key}: ${reason}`);
  }
}
