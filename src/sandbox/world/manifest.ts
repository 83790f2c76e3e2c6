import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';

const manifest = z.object({
  features: z.object({
    slash_commands: z.array(
      z.object({ command: z.string(), description: z.string(), usage_hint: z.string().optional() }),
    ),
    shortcuts: z
      .array(
        z.object({
          name: z.string(),
          type: z.enum(['global', 'message']),
          callback_id: z.string(),
        }),
      )
      .default([]),
  }),
});

/** What the app offers in Slack's menus, as its manifest says. */
export type Offers = z.infer<typeof manifest>['features'];

const PATH = new URL('../../../manifest.yml', import.meta.url);

export async function readOffers(): Promise<Offers> {
  return manifest.parse(parse(await readFile(PATH, 'utf8'))).features;
}
