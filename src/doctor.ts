import { loadDotenv } from './config/dotenv.ts';
import { runDoctor } from './doctor/run.ts';

// A reader that stops early, as `head` does, is no fault of the examination.
process.stdout.on('error', () => process.exit(1));

const found = loadDotenv();
const output = {
  write: (text: string) =>
    new Promise<void>((resolve) => process.stdout.write(text, () => resolve())),
  tell: (text: string) => void process.stderr.write(text),
};
const code = await runDoctor(process.argv.slice(2), process.env, output, { found });
// A name that DNS still looks for must not hold up the end.
process.exit(code);
