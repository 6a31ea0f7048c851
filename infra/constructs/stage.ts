import { RemovalPolicy } from 'aws-cdk-lib';
import type { Stage } from '../config/stage-name.ts';

export { nameIn, type Stage, secretNameIn, stageOf } from '../config/stage-name.ts';

/** For what holds money's history: it stays when the stack, or the resource in it, goes. */
export function removalPolicyOf(stage: Stage): RemovalPolicy {
  return stage.isLocal ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
}

/** For what is kept too, but holds nothing before its first use: a failed first deployment takes it away again. */
export function removalPolicyOnceCreated(stage: Stage): RemovalPolicy {
  return stage.isLocal ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
}
