import { type App, CfnOutput, CfnParameter, Stack } from 'aws-cdk-lib';
import { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { KeyName } from '../../functions/shared/core/key-names.ts';
import type { Assets } from '../bundling/assets.ts';
import type { Treasury } from '../config/define-treasury.ts';
import { DepositSchedule } from '../constructs/deposit-schedule.ts';
import { DeviceHeads } from '../constructs/device-heads.ts';
import { Egress } from '../constructs/egress/egress.ts';
import { EncryptionKeys } from '../constructs/encryption-keys.ts';
import { ExportBucket } from '../constructs/export-bucket.ts';
import { ExportSchedule } from '../constructs/export-schedule.ts';
import { FinanceWorkflow } from '../constructs/finance-workflow.ts';
import { allow } from '../constructs/grants.ts';
import { InstructionQueue } from '../constructs/instruction-queue.ts';
import { KeyHealthSchedule } from '../constructs/key-health-schedule.ts';
import { KeySecret } from '../constructs/key-secret.ts';
import { refuseExamples } from '../constructs/no-examples.ts';
import { policyResource } from '../constructs/policy-resource.ts';
import { signingLayer } from '../constructs/signing-layer.ts';
import { nameIn, type Stage } from '../constructs/stage.ts';
import { StatementSchedule } from '../constructs/statement-schedule.ts';
import { SweepSchedules } from '../constructs/sweep-schedules.ts';
import { TickSchedule } from '../constructs/tick-schedule.ts';
import { TreasuryApi } from '../constructs/treasury-api.ts';
import { TreasuryBus } from '../constructs/treasury-bus.ts';
import type { TreasuryFunction } from '../constructs/treasury-function.ts';
import { TreasuryTable } from '../constructs/treasury-table.ts';
import { WhitelistSchedule } from '../constructs/whitelist-schedule.ts';
import type { ScheduleName } from '../functions/function-record.ts';
import { functionRecords, triggersOf } from '../functions/function-records.ts';
import { othersAnsweredBy, servedRoutes } from '../http-api/routes.ts';
import { connectConsole } from './console.ts';
import type { ExchangeEndpoint, StackDependencies } from './dependencies.ts';
import { createFunctions, type Functions } from './functions.ts';
import { connectKeyHealth } from './key-owners.ts';
import { connectLedgerExport } from './ledger-export.ts';
import { addMonitoring } from './monitoring.ts';
import { connectNotifications } from './notifications.ts';
import { connectStatements } from './statements.ts';

export interface TreasuryStackProps {
  readonly stage: Stage;
  readonly treasury: Treasury;
  readonly assets: Assets;
}

/** The schedules that functions are called by, each with the id of its construct. */
const functionSchedules = {
  tick: { id: 'Tick', Schedule: TickSchedule },
  deposits: { id: 'Deposits', Schedule: DepositSchedule },
  whitelist: { id: 'WhitelistCheck', Schedule: WhitelistSchedule },
  'key-health': { id: 'KeyHealth', Schedule: KeyHealthSchedule },
  'ledger-export': { id: 'LedgerExport', Schedule: ExportSchedule },
  statements: { id: 'StatementRun', Schedule: StatementSchedule },
} as const satisfies Readonly<Record<ScheduleName, unknown>>;

/** All of one stage. */
export class TreasuryStack extends Stack {
  constructor(app: App, { stage, treasury, assets }: TreasuryStackProps) {
    super(app, `HashkeyTreasury-${stage.name}`, {
      description: `Treasury automation for HashKey Exchange, stage ${stage.name}`,
      terminationProtection: !stage.isLocal,
      analyticsReporting: false,
    });
    refuseExamples(this, 'NoExamples', treasury.examples ?? []);
    const dependencies = this.createDependencies(stage, treasury, assets);
    const functions = createFunctions(new Construct(this, 'Functions'), dependencies, treasury);
    this.connect(dependencies, functions);
    connectStatements(dependencies, functions.statements, treasury);
    this.notifyWorkflows(dependencies, functions['task-outcome'], treasury);
    const schedules = this.schedule(dependencies, functions, treasury);
    const api = this.api(dependencies, functions, treasury);
    connectConsole(this, stage, functions, api, treasury);
    connectNotifications(dependencies, functions.notifications, api.url, treasury);
    addMonitoring(this, dependencies, { functions, schedules, api }, treasury);
    this.outputs(dependencies, api, treasury);
  }

  private createDependencies(stage: Stage, treasury: Treasury, assets: Assets): StackDependencies {
    const encryption = new EncryptionKeys(this, 'Encryption', stage);
    const common = { stage, encryptionKey: encryption.messages };
    const table = new TreasuryTable(this, 'Ledger', stage, encryption.ledger);
    const heads = new DeviceHeads(this, 'DeviceHeads', stage, encryption.ledger);
    return {
      ...this.egress(stage, treasury, { encryption, table, heads }),
      stage,
      passkeys: treasury.passkeys,
      assets,
      exchange: this.exchange(stage, treasury),
      layer: signingLayer(this, 'SigningLayer', stage, assets.layer),
      encryption,
      table,
      heads,
      exports: new ExportBucket(this, 'Exports', { stage, key: encryption.ledger, exports: treasury.exports }),
      bus: new TreasuryBus(this, 'Events', stage, encryption.messages),
      keys: this.keys(stage),
      sweeps: new InstructionQueue(this, 'Sweeps', {
        ...common,
        name: 'sweeps',
        logicalId: 'SweepQueue',
        readerTimeoutSeconds: functionRecords['asset-transfer'].timeoutSeconds,
        contentBasedDeduplication: true,
      }),
      releases: new InstructionQueue(this, 'Releases', {
        ...common,
        name: 'releases',
        logicalId: 'ReleaseQueue',
        readerTimeoutSeconds: functionRecords['withdrawal-release'].timeoutSeconds,
        contentBasedDeduplication: false,
      }),
    };
  }

  private egress(
    stage: Stage,
    { egress }: Treasury,
    dependencies: Pick<StackDependencies, 'encryption' | 'heads' | 'table'>,
  ): Pick<StackDependencies, 'egress'> {
    if (egress === undefined) return {};
    return { egress: new Egress(this, 'Egress', { stage, ...egress, ...dependencies }) };
  }

  private exchange(stage: Stage, { environment }: Treasury): ExchangeEndpoint {
    if (!stage.isLocal) return { environment };
    const url = new CfnParameter(this, 'ExchangeUrl', {
      type: 'String',
      description: 'Where the exchange is, such as http://127.0.0.1:8080. Only stage local takes it from outside.',
      allowedPattern: '^https?://[^/?#@]+/?$',
      constraintDescription: 'scheme, host and port of the exchange, without a path',
    });
    return { environment, url: url.valueAsString };
  }

  private keys(stage: Stage): Record<KeyName, KeySecret> {
    const secret = (key: KeyName): KeySecret => new KeySecret(this, `Key-${key}`, stage, key);
    return {
      read: secret('read'),
      transfer: secret('transfer'),
      withdrawal: secret('withdrawal'),
      whitelist: secret('whitelist'),
      fiat: secret('fiat'),
    };
  }

  /** What calls a function follows from its record. Routes and schedules come later: they need more than functions. */
  private connect(dependencies: StackDependencies, functions: Functions): void {
    const { bus } = dependencies;
    const subscriptions = {
      'withdrawal-requested': (receiver: TreasuryFunction) => bus.onWithdrawalRequested(receiver),
      'outcome-unknown': (receiver: TreasuryFunction) => bus.onUnknownOutcome(receiver),
      'withdrawal-ended': (receiver: TreasuryFunction) => bus.onWithdrawalEnded(receiver),
      'people-to-notify': (receiver: TreasuryFunction) => bus.onPeopleToNotify(receiver),
    } as const;
    for (const { name, trigger } of triggersOf('queue')) {
      dependencies[trigger.queue].feed(functions[name], trigger.atOnce);
    }
    for (const { name, trigger } of triggersOf('event')) subscriptions[trigger.event](functions[name]);
    connectKeyHealth(functions);
    connectLedgerExport(dependencies, functions['ledger-export']);
    dependencies.exports.allowWriters(functions['ledger-export'], functions.statements);
  }

  /** The function is always there: a task token may come before the configuration names its state machine. */
  private notifyWorkflows(
    { stage, bus }: StackDependencies,
    notifier: TreasuryFunction,
    { workflows }: Treasury,
  ): void {
    const waiting = [...(workflows?.stateMachines ?? [])];
    const waitSeconds = workflows?.exampleWaitSeconds;
    if (waitSeconds !== undefined) {
      waiting.push(new FinanceWorkflow(this, 'FinanceWorkflow', { stage, bus, waitSeconds }).arn);
    }
    if (waiting.length > 0) allow(notifier.lambda, ['states:SendTaskFailure', 'states:SendTaskSuccess'], waiting);
  }

  private schedule(
    { stage, encryption, sweeps }: StackDependencies,
    functions: Functions,
    treasury: Treasury,
  ): SweepSchedules {
    const group = new CfnScheduleGroup(this, 'ScheduleGroup', { name: nameIn(stage) });
    const policy = policyResource(this, 'Policy', functions.policy, treasury);
    // The policy first: a new sweep must not run before the functions know of it.
    const schedules = new SweepSchedules(this, 'SweepSchedules', {
      stage,
      group,
      sweeps: treasury.sweeps,
      queue: sweeps,
      encryptionKey: encryption.messages,
      after: policy,
    });
    for (const { name, trigger } of triggersOf('schedule')) {
      const { id, Schedule } = functionSchedules[trigger.schedule];
      new Schedule(this, id, stage, group, functions[name]);
    }
    return schedules;
  }

  private api({ stage, encryption }: StackDependencies, functions: Functions, { identity }: Treasury): TreasuryApi {
    const api = new TreasuryApi(this, 'Http', { stage, encryption, identity });
    for (const [name, routes] of Map.groupBy(servedRoutes, (served) => served.function)) {
      api.route(functions[name], routes, name === othersAnsweredBy);
    }
    return api;
  }

  private outputs(
    { table, exports, bus, keys }: StackDependencies,
    api: TreasuryApi,
    { exchangeCheckedAt }: Treasury,
  ): void {
    const output = (id: string, value: string, description: string): CfnOutput =>
      new CfnOutput(this, id, { value, description });
    output('HttpApiUrl', api.url, 'Where the HTTP API is');
    output('EventBusName', bus.bus.eventBusName, 'The bus for requests, and for what became of them');
    output('TableName', table.table.tableName, 'The table with every instruction');
    output('ExportBucketName', exports.bucket.bucketName, 'The bucket with every day of the table');
    if (exchangeCheckedAt !== undefined) {
      output('FirstContactAt', exchangeCheckedAt, 'When the exchange was checked that the policy rests on');
    }
    for (const [key, { logicalId, name }] of Object.entries(keys)) {
      output(`${logicalId}SecretName`, name, `The secret to put the ${key} key into`);
    }
  }
}
