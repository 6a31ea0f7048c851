import { Duration } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  CfnAlias,
  Code,
  type IFunction,
  type ILayerVersion,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { aliases } from '../../functions/shared/core/names.ts';
import type { FunctionName } from '../functions/function-records.ts';
import { acknowledge } from './acknowledge.ts';
import type { EncryptionKeys } from './encryption-keys.ts';
import { allow } from './grants.ts';
import { pascalCase } from './pascal-case.ts';
import { pinLogicalId } from './pin-logical-id.ts';
import { nameIn, removalPolicyOnceCreated, type Stage } from './stage.ts';

export interface TreasuryFunctionProps {
  readonly stage: Stage;
  readonly encryption: EncryptionKeys;
  readonly name: FunctionName;
  /** The folder with its bundle. */
  readonly folder: string;
  readonly description: string;
  /** Seconds after which Lambda ends it. */
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Whether X-Ray is told how long what it calls takes. */
  readonly isTraced: boolean;
  /** The signing layer, for a function that talks to the exchange. */
  readonly layer?: ILayerVersion;
}

/** Megabytes. Lambda gives processor time by memory, and most of these functions' time is their start. */
const memorySize = 512;

/** A Lambda function whose role may, at first, write its own log and nothing else. */
export class TreasuryFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly role: Role;
  readonly name: FunctionName;

  constructor(scope: Construct, id: string, props: TreasuryFunctionProps) {
    super(scope, id);
    this.name = props.name;
    const functionName = nameIn(props.stage, props.name);
    const logGroupName = `/aws/lambda/${functionName}`;
    const logGroup = new LogGroup(this, 'Log', {
      logGroupName,
      encryptionKey: props.encryption.logsOf(logGroupName),
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: removalPolicyOnceCreated(props.stage),
    });
    pinLogicalId(logGroup, `${id}Log`);
    // An own role: the one that CDK makes may write to every log group of the account.
    this.role = new Role(this, 'Role', {
      description: `What ${functionName} may do`,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    // This ARN ends in `:*`, for the streams of this one group.
    allow(this.role, ['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]);
    this.lambda = new LambdaFunction(this, 'Function', {
      functionName,
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(props.folder),
      handler: 'index.handler',
      memorySize,
      timeout: Duration.seconds(props.timeoutSeconds),
      role: this.role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      // This adds the role's only right on `*`, to write traces: X-Ray has no resource that could be named for that.
      tracing: props.isTraced ? Tracing.ACTIVE : Tracing.DISABLED,
      environment: { POWERTOOLS_SERVICE_NAME: props.name, LOG_LEVEL: 'INFO', ...props.environment },
      ...(props.layer === undefined ? {} : { layers: [props.layer] }),
    });
    acknowledge(this.lambda, {
      'Serverless-LambdaDLQ':
        'Calls over HTTP and from a queue are answered to who calls. An event has a failure destination, and the ' +
        'clock comes again',
    });
    if (props.isTraced) {
      acknowledge(this.role, {
        'AwsSolutions-IAM5[Resource::*]': 'X-Ray has no resource that could be named for writing traces',
      });
    } else {
      acknowledge(this.lambda, {
        'Serverless-LambdaTracing': 'It calls nothing, and takes no token: its role may write its log and nothing else',
      });
    }
    // Its name is fixed too: under another logical id it could not be made before the old one is gone.
    pinLogicalId(this.lambda, `${id}Function`);
  }

  /**
   * A way to call the function that is told from all others by the ARN. It stands for the code that is deployed, so no
   * version is ever published.
   */
  callableAs(name: (typeof aliases)[keyof typeof aliases]): IFunction {
    const { functionName } = this.lambda;
    const alias = new CfnAlias(this, `Alias-${name}`, { functionName, functionVersion: '$LATEST', name });
    // Its name is fixed too.
    pinLogicalId(alias, `${this.node.id}Function${pascalCase(name)}`);
    const attributes = { functionArn: alias.ref, sameEnvironment: true };
    return LambdaFunction.fromFunctionAttributes(this, `By-${name}`, attributes);
  }
}
