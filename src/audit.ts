import { runAudit } from './audit/run.ts';
import { loadDotenv } from './config/dotenv.ts';
import { standardOutput } from './ops/output.ts';

const found = loadDotenv();
process.exitCode = await runAudit(process.argv.slice(2), process.env, standardOutput(), found);
