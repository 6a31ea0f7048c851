import { runSeed } from './run/seed.ts';

const [from = 1, count = 1] = process.argv.slice(2).map(Number);
const began = process.cpuUsage();
for (let seed = from; seed < from + count; seed += 1) {
  const { violation, lines, house } = await runSeed(seed, { isTraced: count === 1 });
  for (const { at, who, what } of lines) console.log(new Date(at).toISOString().slice(11, 23), who, what);
  if (count === 1) console.log(house.timeline.events, 'events');
  if (violation !== undefined) console.log(seed, violation.invariant, '|', violation.what);
}
const { user, system } = process.cpuUsage(began);
console.log(((user + system) / 1000 / count).toFixed(2), 'ms a seed');
