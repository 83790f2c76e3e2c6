import { expect, test } from '@jest/globals';
import { listed, openAtSimulator, SIGN_IN, yes } from './at-simulator.ts';

const kinds = [
  'aksk',
  'temporary key',
  'password',
  'password without a project id',
  'ecs',
] as const;

test.each(kinds)('a task is found, re-read and cancelled with %s', async (kind) => {
  const { cloud, target } = await openAtSimulator(givenFor(kind));
  const { jobId } = cloud.addTask();
  const task = await listed(target, jobId);

  const { reading, cancellation } = await target.rereadThenCancel(task, 'R1', yes);

  expect(reading).toMatchObject({ found: 'listed', task });
  expect(cancellation).toEqual({ result: 'confirmed', callId: cloud.calls.at(-1)?.requestId });
  expect(cloud.task(jobId).status).toBe('Canceled');
  expect(cloud.violations).toEqual([]);
});

function givenFor(kind: (typeof kinds)[number]) {
  const securityToken = 'sandbox-security-token';
  switch (kind) {
    case 'aksk':
      return {};
    case 'temporary key':
      return {
        simulator: { securityToken },
        target: {
          credentials: {
            kind: 'aksk' as const,
            accessKey: 'SANDBOXACCESSKEY',
            secretKey: 'sandbox-secret-key',
            securityToken,
          },
        },
      };
    case 'password':
      return { target: { credentials: SIGN_IN } };
    case 'password without a project id':
      return { target: { credentials: SIGN_IN, projectId: null } };
    case 'ecs':
      return { target: { credentials: { kind: 'ecs' as const } } };
    default:
      return kind satisfies never;
  }
}
