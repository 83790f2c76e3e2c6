import { existsSync } from 'node:fs';

/** Where Linux keeps files in memory. */
const IN_MEMORY = '/dev/shm';

/** Puts temporary files into memory where there is room for them: dozens of journals on one disk hold each other up for seconds. */
export default function inMemory(): void {
  if (existsSync(IN_MEMORY)) process.env['TMPDIR'] = IN_MEMORY;
}
