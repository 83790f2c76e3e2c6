import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

/** Variables that the files of the tests name. */
const KEYS = {
  ORDERS_AK: 'ORDERSACCESSKEY',
  ORDERS_SK: 'orders-secret-key',
  LEDGER_USER: 'ledger-user',
  LEDGER_PASSWORD: ' ledger password ',
  LEDGER_DOMAIN: 'ledger-account',
};

export const ORDERS = `
- name: orders
  region: xx-example-1
  project_id: 01234567890123456789012345678901
  credentials: { kind: aksk, access_key: ORDERS_AK, secret_key: ORDERS_SK }
`;
export const LEDGER = `
- name: ledger
  region: xx-example-2
  credentials:
    kind: password
    user_name: LEDGER_USER
    password: LEDGER_PASSWORD
    domain_name: LEDGER_DOMAIN
`;

/** Writes a file and answers the variables that point to it. */
export function filesForTests(): (text: string) => NodeJS.ProcessEnv {
  const folder = mkdtempSync(join(tmpdir(), 'targets-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'targets.yml');
  return (text) => {
    writeFileSync(path, text);
    return { DDS_TARGETS_FILE: path, ...KEYS };
  };
}
