import { loadDotenv } from './config/dotenv.ts';
import { runDoctor } from './doctor/run.ts';

// A reader that stops early, as `head` does, is no fault of the examination.
process.stdout.on('error', () => process.exit(1));

loadDotenv();
const code = await runDoctor(process.argv.slice(2), process.env, {
  write: (text) => new Promise((resolve) => process.stdout.write(text, () => resolve())),
  tell: (text) => void process.stderr.write(text),
});
// A name that DNS still looks for must not hold up the end.
process.exit(code);
