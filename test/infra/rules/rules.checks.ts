import { describe, expect, test } from '@jest/globals';
import { stageNames } from '../../../infra/config/stages.ts';
import { stageOf } from '../../../infra/constructs/stage.ts';
import { rules } from '../../../infra/rules/all.ts';
import { DeclaredTemplate } from '../../../infra/rules/template.ts';
import { stackOf } from '../stacks/stack-fixture.ts';
import { EditableTemplate } from './editable.ts';
import { mistakes } from './mistakes/all.ts';
import { wholeStack } from './whole-stack.ts';

const names = rules.map(({ name }) => name);
const production = stageOf('production');

/** The names of the rules that a template breaks, each with what breaks it. */
function violatedRules(document: unknown, stage = production): string[] {
  const template = new DeclaredTemplate(document);
  return rules.flatMap(({ name, violations: breaches }) => breaches(template, stage).map((id) => `${name}: ${id}`));
}

describe.each(rules)('the rule $name', ({ violations: breaches }) => {
  test.each(stageNames)('holds in stage %s', (stage) => {
    expect(breaches(new DeclaredTemplate(JSON.parse(stackOf(stage).text)), stageOf(stage))).toEqual([]);
  });

  test('holds with every option of a configuration', () => {
    expect(breaches(new DeclaredTemplate(JSON.parse(wholeStack().text)), production)).toEqual([]);
  });
});

describe('a deliberate mistake', () => {
  test.each(mistakes)('is found by the rule $rule and by no other: $did', ({ rule, make }) => {
    const template = new EditableTemplate(wholeStack().text);
    make(template);
    const found = new Set(violatedRules(template).map((each) => each.replace(/:.*/, '')));
    expect([...found]).toEqual([rule]);
  });

  test('is there for every rule', () => {
    expect(names.filter((name) => !mistakes.some(({ rule }) => rule === name))).toEqual([]);
  });
});
