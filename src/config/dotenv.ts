import { config } from 'dotenv';

/**
 * Adds what the file says to `env`, where `env` does not say otherwise. A missing file is none of
 * our business; one that cannot be read rejects the start, for its settings would go missing
 * unnoticed.
 */
export function loadDotenv(path = '.env', env: NodeJS.ProcessEnv = process.env): void {
  // Every option is given: dotenv takes the absent ones from DOTENV_… variables, and standard output is the log's.
  const options = { encoding: 'utf8', quiet: true, debug: false, override: false, fast: false };
  const { error } = config({ ...options, path, processEnv: env });
  if (error !== undefined && error.code !== 'ENOENT') throw error;
}
