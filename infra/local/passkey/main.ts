import { exitCodeFor } from '../../command-line/flags.ts';
import { issuerKeyFile } from '../issuer-key-file.ts';
import { stackRunFile } from '../stack-run-file.ts';
import { usage } from './arguments.ts';
import { keyFolder } from './local-device.ts';
import { runPasskey } from './run.ts';

// `npm run passkey`: a person's device as a key in a file, for tests and the local stack alone.

try {
  await runPasskey(process.argv.slice(2), {
    print: (line) => void process.stdout.write(`${line}\n`),
    apiUrl: () => stackRunFile.read()?.httpUrl,
    issuerKeyFile,
    keyFolder,
  });
} catch (error) {
  process.exitCode = exitCodeFor(error, usage);
}
