import { type App, type IPolicyValidationPlugin, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import type { Stage } from '../constructs/stage.ts';
import { withDeprecations } from './deprecations.ts';
import { TreasuryRules } from './treasury-rules.ts';

/**
 * What every synthesis is checked by, beside CDK's own validation of the template. A finding that nobody has
 * acknowledged fails it, a warning too (`strictCfnValidateErrors` in cdk.json).
 */
export function addChecks(app: App, stage: Stage): void {
  const packs = [new AwsSolutionsChecks(app), new ServerlessChecks(app)].map(withoutDeprecations);
  Validations.of(app).addPlugins(...packs, new TreasuryRules(stage));
}

/** cdk-nag reads properties that CDK has deprecated. That is its own matter, and none of the template's. */
function withoutDeprecations(pack: IPolicyValidationPlugin): IPolicyValidationPlugin {
  const { name } = pack;
  return { name, validate: (context) => withDeprecations('quiet', () => pack.validate(context)) };
}
