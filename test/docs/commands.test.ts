import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { commandsIn, DOCUMENTS, fencesIn } from './documents.ts';
import { type Operated, openOperated } from './operated.ts';

const INSTALLS = 'it installs packages over those that this very test runs with; `.ci/run` runs it';

/** What is not run here, word for word, and why. */
const NOT_RUN_HERE: ReadonlyMap<string, string> = new Map([
  ['npm ci && npm run sandbox', `${INSTALLS}, and test/sandbox/server/main.test.ts the rest`],
  ['npm ci && npm test', `${INSTALLS} whole`],
  ['npm ci && npm run build && npm start', `${INSTALLS}, and test/journeys/start.test.ts the rest`],
  ['npm run check', 'it runs this very test'],
  [
    'npm run torture -- --rounds 200 --seed 1',
    'it takes half an hour; test/torture/ runs its parts',
  ],
]);

const shown = DOCUMENTS.flatMap((document) =>
  commandsIn(document).map((command) => [document.path, command.text, command] as const),
);
const run = shown.filter(([, text]) => !NOT_RUN_HERE.has(text));

describe('every command of the documentation works as it is written', () => {
  let operated: Operated;
  beforeAll(async () => {
    operated = await openOperated();
  }, 60_000);
  afterAll(() => operated.close());

  test.each(run)(
    '%s: %s',
    async (_, text, command) => {
      const ended = await operated.run(command).catch((fault: unknown) => fault);
      // A `grep` that finds nothing ends with 1; one that is wrong, with 2.
      const codes = text.startsWith('grep ') ? [undefined, 1] : [undefined];
      expect(ended).toMatchObject({ stderr: '' });
      expect(codes).toContain(Reflect.get(ended as object, 'code'));
    },
    60_000,
  );

  test('the backup that was made meanwhile holds every event', async () => {
    const text = 'npm run --silent audit -- export';
    const backup = `DATABASE_PATH=data/backup-$(date +%F).db ${text}`;
    const { stdout } = await operated.run({ text, isStopped: false });
    expect(stdout.trim().split('\n')).toHaveLength(4);
    expect((await operated.run({ text: backup, isStopped: false })).stdout).toBe(stdout);
  });
});

test('what is not run here is still in the documentation', () => {
  const commands = shown.map(([, text]) => text);
  expect([...NOT_RUN_HERE.keys()].filter((command) => !commands.includes(command))).toEqual([]);
});

test('a command is in no block but those that are run', () => {
  const languages = DOCUMENTS.flatMap((document) =>
    fencesIn(document).map(({ language }) => language),
  );
  const known = ['', 'sh', 'json', 'yaml', 'sql', 'ini'];
  expect(languages.filter((language) => !known.includes(language))).toEqual([]);
  const plain = DOCUMENTS.flatMap(fencesIn).filter(({ language }) => language === '');
  expect(plain.filter(({ body }) => /^\s*(?:npm|curl|node|git|cp) /m.test(body))).toEqual([]);
});
