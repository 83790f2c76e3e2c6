import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { freePort } from '../../src/sandbox/world/free-port.ts';
import { openWorld, type SandboxWorld } from '../../src/sandbox/world.ts';
import { examining } from './examining.ts';

let world: SandboxWorld;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const KEYS = '{ kind: aksk, access_key: LEDGER_AK, secret_key: LEDGER_SK }';
const USER =
  '{ kind: password, user_name: LEDGER_USER, password: LEDGER_PASSWORD, domain_name: LEDGER_DOMAIN }';

/** What is found where a file describes one target, `ledger`, with these fields changed. */
async function found(changes: Readonly<Record<string, string>> = {}) {
  const { dds, env, directory } = world;
  const fields = {
    ...{ name: 'ledger', endpoint: dds.url, iam_endpoint: dds.iamUrl, project_id: dds.projectId },
    ...{ credentials: KEYS, ...changes },
  };
  const path = join(directory, 'targets.yml');
  const lines = Object.entries(fields).map(([field, value]) => `  ${field}: ${value}\n`);
  await writeFile(path, `-\n${lines.join('')}`);
  const secrets = {
    ...{ LEDGER_AK: dds.accessKey, LEDGER_SK: dds.secretKey, LEDGER_USER: 'sandbox-bot' },
    ...{ LEDGER_PASSWORD: 'sandbox-password', LEDGER_DOMAIN: 'sandbox-domain' },
  };
  return await examining(
    { ...env, DDS_TARGETS_FILE: path, ...secrets },
    { metadataEndpoint: dds.metadataUrl },
  );
}

test.each([
  ['an access key', KEYS, 'access key, from LEDGER_AK, LEDGER_SK.'],
  ['an IAM user', USER, 'IAM user, from LEDGER_USER, LEDGER_PASSWORD, LEDGER_DOMAIN.'],
  ['the ECS', 'ecs', 'of the ECS this runs on (credentials of ledger in DDS_TARGETS_FILE).'],
])(
  'the credentials of a target in the file came from where it says: %s',
  async (_, kind, words) => {
    const { line, amiss } = await found({ credentials: kind });
    expect(line('target.ledger.credentials')).toContain(words);
    expect(line('target.ledger.clock')).toContain('that of DDS at ledger');
    expect(amiss).toEqual(['skipped target.ledger.cancel']);
  },
);

test('keys that are refused are to be compared where they are', async () => {
  const { line } = await found({ credentials: KEYS.replace('LEDGER_SK', 'LEDGER_DOMAIN') });
  expect(line('target.ledger.sign-in')).toContain('→ Compare LEDGER_AK and LEDGER_DOMAIN with');
});

test('what is wrong with its place is to be corrected in the file', async () => {
  const nowhere = `http://127.0.0.1:${await freePort()}`;
  const away = await found({ endpoint: nowhere });
  expect(away.line('target.ledger.address-dds')).toContain(
    ', or correct region or endpoint of ledger in DDS_TARGETS_FILE.',
  );
  const iamAway = await found({ iam_endpoint: nowhere, credentials: USER });
  expect(iamAway.line('target.ledger.address-iam')).toContain(
    ', or correct iam_endpoint of ledger in DDS_TARGETS_FILE.',
  );
  const another = await found({ project_id: 'f'.repeat(32) });
  expect(another.line('target.ledger.list')).toMatch(/→ Check .* of ledger in DDS_TARGETS_FILE/);
  expect(another.output).not.toMatch(/DDS_PROJECT_ID|DDS_REGION|DDS_ENDPOINT/);
});
