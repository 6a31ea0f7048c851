import { Architecture, Code, LayerVersion, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { nameIn, type Stage } from './stage.ts';

/** The one place of signing code: it reads keys and signs. Shared by every function that talks to the exchange. */
export function signingLayer(scope: Construct, id: string, stage: Stage, folder: string): LayerVersion {
  return new LayerVersion(scope, id, {
    layerVersionName: nameIn(stage, 'signing'),
    description: 'Loads API keys and signs requests to HashKey Exchange',
    code: Code.fromAsset(folder),
    compatibleRuntimes: [Runtime.NODEJS_24_X],
    compatibleArchitectures: [Architecture.ARM_64],
  });
}
