import { loadDotenv } from './config/dotenv.ts';
import { runDoctor } from './doctor/run.ts';
import { standardOutput } from './ops/output.ts';

const found = loadDotenv();
const code = await runDoctor(process.argv.slice(2), process.env, standardOutput(), { found });
// A name that DNS still looks for must not hold up the end.
process.exit(code);
