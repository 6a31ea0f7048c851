import { isObject, type JsonObject } from '../../json.ts';
import type { StageCount } from '../cost/usage/usage-data.ts';

/** What costs by being there, counted in the template of a stage. */
export function countStage(template: unknown): StageCount {
  const resources = resourcesOf(template);
  const ofType = (type: string): JsonObject[] =>
    resources.filter((resource) => resource.Type === type).map((resource) => objectAt(resource, 'Properties'));
  const functions = ofType('AWS::Lambda::Function').filter(({ FunctionName: name }) => name !== undefined);
  const interfaces = ofType('AWS::EC2::VPCEndpoint').filter((endpoint) => endpoint.VpcEndpointType === 'Interface');
  return {
    functions: functions.length,
    memoryMb: Math.max(...functions.map(({ MemorySize: size }) => Number(size))),
    tracedFunctions: functions.filter((each) => objectAt(each, 'TracingConfig').Mode === 'Active').length,
    signers: functions.filter(hasKey).map(serviceOf).toSorted(),
    exportsPerDay: functions.some((each) => serviceOf(each) === 'ledger-export') ? 1 : 0,
    queuesWithReaders: ofType('AWS::Lambda::EventSourceMapping').length,
    keys: ofType('AWS::KMS::Key').length,
    secrets: ofType('AWS::SecretsManager::Secret').length,
    alarms: ofType('AWS::CloudWatch::Alarm').length,
    dashboards: ofType('AWS::CloudWatch::Dashboard').length,
    natGateways: ofType('AWS::EC2::NatGateway').length,
    addresses: ofType('AWS::EC2::EIP').length,
    endpointZones: interfaces.reduce((zones, { SubnetIds: ids }) => zones + (Array.isArray(ids) ? ids.length : 0), 0),
  };
}

function resourcesOf(template: unknown): JsonObject[] {
  return isObject(template) ? Object.values(objectAt(template, 'Resources')).filter(isObject) : [];
}

function hasKey(properties: JsonObject): boolean {
  return variablesOf(properties).KEY_SECRET_ID !== undefined;
}

function serviceOf(properties: JsonObject): string {
  return String(variablesOf(properties).POWERTOOLS_SERVICE_NAME);
}

function variablesOf(properties: JsonObject): JsonObject {
  return objectAt(objectAt(properties, 'Environment'), 'Variables');
}

function objectAt(value: JsonObject, name: string): JsonObject {
  const found = value[name];
  return isObject(found) ? found : {};
}
