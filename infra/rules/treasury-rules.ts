import { readFileSync } from 'node:fs';
import type {
  IPolicyValidationContext,
  IPolicyValidationPlugin,
  PolicyValidationPluginReport,
  PolicyViolation,
} from 'aws-cdk-lib';
import type { Stage } from '../constructs/stage.ts';
import { rules } from './all.ts';
import { DeclaredTemplate } from './template.ts';

/** Our own rules at synthesis, beside cdk-nag's: a template that breaks one of them is not deployed. */
export class TreasuryRules implements IPolicyValidationPlugin {
  readonly name = 'Treasury rules';
  readonly ruleIds = rules.map(({ name }) => name);
  private readonly stage: Stage;

  constructor(stage: Stage) {
    this.stage = stage;
  }

  validate({ templatePaths }: IPolicyValidationContext): PolicyValidationPluginReport {
    const violations = templatePaths.flatMap((templatePath) => this.violationsIn(templatePath));
    return { success: violations.length === 0, violations };
  }

  private violationsIn(templatePath: string): PolicyViolation[] {
    const template = new DeclaredTemplate(JSON.parse(readFileSync(templatePath, 'utf8')));
    return rules.flatMap(({ name, requires, violations: findViolations }) => {
      const violatingResources = findViolations(template, this.stage).map((resourceLogicalId) => ({
        resourceLogicalId,
        templatePath,
        locations: [],
      }));
      return violatingResources.length === 0
        ? []
        : [{ ruleName: name, description: `${name}: ${requires}`, severity: 'error', violatingResources }];
    });
  }
}
