import { measureUsage } from './measure.ts';

// `npm run measure-usage`: counts anew what everything takes. It loads the CDK and the local stack, which the model
// does not.
await measureUsage((line) => void process.stdout.write(`${line}\n`));
