import { expect } from '@jest/globals';
import type { Policy } from '../../src/sandbox/witness/evidence.ts';
import { witness } from '../../src/sandbox/witness/witness.ts';
import { evidenceOf } from '../torture/evidence-of.ts';
import type { Stage } from './stage.ts';

/** What a stage's bot is told unless its environment says otherwise. */
const POLICY = {
  ...{ requiredApprovals: 1, callsPerMinute: 60, callTimeoutMs: 10_000, onTheWayMs: 2_000 },
};

/** Everything posted, and nothing of it or of what was sent to DDS breaks a rule. */
export async function expectAllIsWell(stage: Stage, policy: Partial<Policy> = {}): Promise<void> {
  const path = stage.env['DATABASE_PATH'] ?? '';
  expect(witness(await evidenceOf(stage, path, { ...POLICY, ...policy }))).toEqual([]);
}
