import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';

const manifest = z.object({
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
});

/** Beside `src/` and `dist/`, in a checkout. */
const MANIFEST = new URL('../../manifest.yml', import.meta.url);

/** The scopes that the Slack app's manifest asks for; `null` where there is none that can be read. */
export async function manifestScopes(file: URL = MANIFEST): Promise<readonly string[] | null> {
  try {
    return manifest.parse(parse(await readFile(file, 'utf8'))).oauth_config.scopes.bot;
  } catch {
    return null;
  }
}
