import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import type { Stage } from '../constructs/stage.ts';
import { TreasuryRules } from './treasury-rules.ts';

/**
 * What every synthesis is checked by, beside CDK's own validation of the template. A finding that nobody has acknowledged
 * fails it, a warning too (`strictCfnValidateErrors` in cdk.json).
 */
export function addChecks(app: App, stage: Stage): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app), new TreasuryRules(stage));
}
