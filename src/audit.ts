import { runAudit } from './audit/run.ts';
import { loadDotenv } from './config/dotenv.ts';

// A reader that stops early, as `head` does, is no fault of the export.
process.stdout.on('error', () => process.exit(1));

loadDotenv();
process.exitCode = await runAudit(process.argv.slice(2), process.env, {
  write: (text) => new Promise((resolve) => process.stdout.write(text, () => resolve())),
  tell: (text) => void process.stderr.write(text),
});
