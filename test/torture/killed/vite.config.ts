import { defineConfig } from 'vite';

/**
 * Puts all that the process loads into one file, as it is: it is started thousands of times, and
 * to find and read the files one by one takes two fifths of all the time.
 */
export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true, external: ['libsql'] },
  build: {
    ...{ ssr: 'test/torture/killed/bot.ts', outDir: 'build/killed' },
    ...{ target: 'node20', minify: false, emptyOutDir: true },
  },
});
