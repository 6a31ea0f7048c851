import type { Rule } from '../rule.ts';
import { list, property } from '../template.ts';

export const exchangeByKnownAddress: Rule = {
  name: 'exchange-by-known-address',
  requires: 'Where there is a network with fixed addresses, every function that calls the exchange goes through it.',
  violations: (template) => {
    if (template.ofType('AWS::EC2::VPC').length === 0) return [];
    return template
      .ofType('AWS::Lambda::Function')
      .filter((each) => property(each, 'Environment', 'Variables', 'EXCHANGE_ENVIRONMENT') !== undefined)
      .filter((each) => list(property(each, 'VpcConfig', 'SubnetIds')).length === 0)
      .map(({ id }) => id);
  },
};
