import { runAudit } from './audit/run.ts';
import { loadDotenv } from './config/dotenv.ts';

// A reader that stops early, as `head` does, is no fault of the export.
process.stdout.on('error', () => process.exit(1));

const found = loadDotenv();
const output = {
  write: (text: string) =>
    new Promise<void>((resolve) => process.stdout.write(text, () => resolve())),
  tell: (text: string) => void process.stderr.write(text),
};
process.exitCode = await runAudit(process.argv.slice(2), process.env, output, found);
