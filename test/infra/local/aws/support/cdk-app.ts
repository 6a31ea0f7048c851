import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  App,
  aws_apigatewayv2 as apigateway,
  aws_apigatewayv2_authorizers as authorizers,
  CfnOutput,
  CfnParameter,
  CustomResource,
  aws_cloudwatch as cloudwatch,
  Duration,
  aws_dynamodb as dynamodb,
  aws_events as events,
  aws_apigatewayv2_integrations as integrations,
  aws_lambda as lambda,
  aws_logs as logs,
  RemovalPolicy,
  Stack,
  aws_scheduler as scheduler,
  aws_scheduler_targets as schedulerTargets,
  aws_secretsmanager as secrets,
  aws_sns as sns,
  aws_lambda_event_sources as sources,
  aws_sqs as sqs,
  aws_events_targets as targets,
} from 'aws-cdk-lib';
import { signed } from './assembly.ts';

// Synthesizes a small shop into the folder that is the first argument, with the constructs a real app uses.

const code: Readonly<Record<string, string>> = {
  'layer/nodejs/price.js': `exports.price = (n) => String(n * 3);`,
  'order/index.js': `const { price } = require('/opt/nodejs/price.js');
    exports.handler = async (event) => {
      const { claims } = event.requestContext.authorizer.jwt;
      const body = JSON.stringify({ by: claims.email, price: price(Number(event.pathParameters.count)), url: process.env.PARTNER_URL });
      await fetch(process.env.AWS_ENDPOINT_URL_SQS, { method: 'POST',
        headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.SendMessage', authorization: ${signed} },
        body: JSON.stringify({ QueueUrl: process.env.QUEUE_URL, MessageBody: body, MessageGroupId: claims.email }) });
      return { statusCode: 202, body };
    };`,
  'pack/index.js': `exports.handler = async (event) => {
      for (const { body } of event.Records) {
        await fetch(process.env.AWS_ENDPOINT_URL_EVENTBRIDGE, { method: 'POST',
          headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AWSEvents.PutEvents', authorization: ${signed} },
          body: JSON.stringify({ Entries: [{ EventBusName: process.env.BUS, Source: 'shop', DetailType: 'Packed', Detail: body }] }) });
      }
      return { batchItemFailures: [] };
    };`,
  'setup/index.js': `exports.handler = async (event) => {
      const { StackId, RequestId, LogicalResourceId, ResourceProperties } = event;
      await fetch(event.ResponseURL, { method: 'PUT', body: JSON.stringify({ Status: 'SUCCESS', PhysicalResourceId: 'prices',
        StackId, RequestId, LogicalResourceId, Data: { Rules: ResourceProperties.Rules } }) });
    };`,
  'tick/index.js': `exports.handler = async (event) => { console.log('tick ' + event.source); };`,
};

class Shop extends Stack {
  private readonly assets: string;

  constructor(app: App, assets: string) {
    super(app, 'Shop');
    this.assets = assets;
    const partner = new CfnParameter(this, 'PartnerUrl', { default: 'http://127.0.0.1:9' });
    const layer = new lambda.LayerVersion(this, 'Prices', {
      code: this.code('layer'),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const queue = this.queue();
    const bus = new events.EventBus(this, 'Bus', { eventBusName: 'shop' });
    const order = this.fn('order', {
      layers: [layer],
      environment: { PARTNER_URL: partner.valueAsString, QUEUE_URL: queue.queueUrl },
    });
    const pack = this.fn('pack', { environment: { BUS: bus.eventBusName } });
    queue.grantSendMessages(order);
    bus.grantPutEventsTo(pack);
    pack.addEventSource(new sources.SqsEventSource(queue, { batchSize: 1, reportBatchItemFailures: true }));
    this.table().grantReadData(order);
    new secrets.Secret(this, 'Key', { secretName: 'shop/key' }).grantRead(order);
    this.notify(bus);
    this.schedules(queue);
    this.api(order);
    new CustomResource(this, 'Setup', {
      resourceType: 'Custom::Prices',
      serviceToken: this.fn('setup').functionArn,
      properties: { Rules: 'all of them' },
    });
  }

  private code(name: string): lambda.Code {
    return lambda.Code.fromAsset(join(this.assets, name));
  }

  private fn(name: string, more: Partial<lambda.FunctionProps> = {}): lambda.Function {
    return new lambda.Function(this, name, {
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      handler: 'index.handler',
      code: this.code(name),
      functionName: `shop-${name}`,
      timeout: Duration.seconds(5),
      logGroup: new logs.LogGroup(this, `${name}Log`, { retention: logs.RetentionDays.ONE_MONTH }),
      retryAttempts: 1,
      ...more,
    });
  }

  private queue(): sqs.Queue {
    const dead = new sqs.Queue(this, 'Dead', { fifo: true, enforceSSL: true });
    return new sqs.Queue(this, 'Orders', {
      fifo: true,
      contentBasedDeduplication: true,
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(30),
      deadLetterQueue: { queue: dead, maxReceiveCount: 3 },
    });
  }

  private table(): dynamodb.TableV2 {
    return new dynamodb.TableV2(this, 'Items', {
      partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
      globalSecondaryIndexes: [
        { indexName: 'open', partitionKey: { name: 'open', type: dynamodb.AttributeType.STRING } },
      ],
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    });
  }

  private notify(bus: events.EventBus): void {
    const topic = new sns.Topic(this, 'Alarms', { enforceSSL: true });
    new events.Rule(this, 'Packed', {
      eventBus: bus,
      eventPattern: { source: ['shop'], detailType: ['Packed'] },
      targets: [
        new targets.SnsTopic(topic, {
          message: events.RuleTargetInput.fromText(`by ${events.EventField.fromPath('$.detail.by')}`),
        }),
      ],
    });
    new cloudwatch.Alarm(this, 'Alarm', {
      metric: new cloudwatch.Metric({ namespace: 'shop', metricName: 'failures' }),
      threshold: 1,
      evaluationPeriods: 1,
    });
    new CfnOutput(this, 'AlarmTopic', { value: topic.topicArn });
  }

  private schedules(queue: sqs.Queue): void {
    new scheduler.Schedule(this, 'Tick', {
      schedule: scheduler.ScheduleExpression.rate(Duration.minutes(1)),
      target: new schedulerTargets.LambdaInvoke(this.fn('tick'), {}),
    });
    new scheduler.Schedule(this, 'Evening', {
      scheduleName: 'evening',
      schedule: scheduler.ScheduleExpression.expression('cron(0 18 ? * MON-FRI *)'),
      target: new schedulerTargets.SqsSendMessage(queue, {
        messageGroupId: 'evening',
        input: scheduler.ScheduleTargetInput.fromObject({ by: scheduler.ContextAttribute.scheduledTime }),
      }),
    });
  }

  private api(order: lambda.Function): void {
    const authorizer = new authorizers.HttpJwtAuthorizer('Jwt', 'https://login.example.com', { jwtAudience: ['shop'] });
    const api = new apigateway.HttpApi(this, 'Api', { defaultAuthorizer: authorizer });
    api.addRoutes({
      path: '/orders/{count}',
      methods: [apigateway.HttpMethod.POST],
      integration: new integrations.HttpLambdaIntegration('Order', order),
    });
    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint });
  }
}

const [outdir = ''] = process.argv.slice(2);
const assets = `${outdir}-assets`;
for (const [file, text] of Object.entries(code)) {
  await mkdir(join(assets, file, '..'), { recursive: true });
  await writeFile(join(assets, file), text);
}
// What the stack runs is looked at, not what the CDK says of it, which takes most of the time.
process.env.CDK_VALIDATION = 'false';
const app = new App({ outdir });
new Shop(app, assets);
app.synth();
