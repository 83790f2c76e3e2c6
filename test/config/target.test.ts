import { describe, expect, test } from '@jest/globals';
import { configOf, faultsOf, PASSWORD, PROJECT_ID, WITHOUT_KEYS } from './environment.ts';

const ENDPOINT = { DDS_REGION: undefined, DDS_ENDPOINT: 'http://127.0.0.1:4001' };

const targetOf = (changes: NodeJS.ProcessEnv) => configOf(changes).targets[0];

describe('region and endpoints', () => {
  test('with endpoint and project the region is not needed, and the host is the name', () => {
    expect(targetOf(ENDPOINT)).toMatchObject({
      name: '127.0.0.1:4001',
      region: null,
      endpoint: 'http://127.0.0.1:4001',
      iamEndpoint: '',
    });
  });

  test('an endpoint given wins over that of the region', () => {
    expect(targetOf({ DDS_ENDPOINT: 'https://dds.example.com/' })).toMatchObject({
      name: 'xx-example-1',
      endpoint: 'https://dds.example.com',
    });
  });

  test.each([
    [{}, 'DDS_ENDPOINT'],
    [PASSWORD, 'DDS_ENDPOINT, and IAM_ENDPOINT'],
    [
      { ...PASSWORD, DDS_PROJECT_ID: undefined },
      'DDS_ENDPOINT, and IAM_ENDPOINT, and DDS_PROJECT_ID or HW_PROJECT_NAME',
    ],
  ])('a missing region says what else would do (%#)', (changes, lacking) => {
    expect(faultsOf({ ...changes, DDS_REGION: undefined })).toEqual([
      `DDS_REGION is missing; without it, give ${lacking}`,
    ]);
  });

  test.each([
    'XX-EXAMPLE-1',
    'example',
    'xx-1.example.com/',
    'xx-1@example',
    '-xx-1',
    'xx--1',
    `xx-${'1'.repeat(61)}`,
  ])('%j is no region, for it becomes part of a host name', (DDS_REGION) => {
    expect(faultsOf({ DDS_REGION })).toEqual([
      expect.stringMatching(/^DDS_REGION must be the id of a region/),
    ]);
  });

  test.each([
    ['DDS_ENDPOINT', 'http://dds.example.com'],
    ['DDS_ENDPOINT', 'https://dds.example.com/v3'],
    ['IAM_ENDPOINT', 'http://iam.example.com'],
    ['IAM_ENDPOINT', 'https://iam.example.com/v3/auth'],
    ['HW_AUTH_URL', 'iam.example.com'],
  ])('%s=%s is a fault', (name, value) => {
    expect(faultsOf({ [name]: value })).toEqual([expect.stringContaining(`${name} must`)]);
  });

  test.each(['IAM_ENDPOINT', 'HUAWEICLOUD_SDK_IAM_ENDPOINT', 'HW_AUTH_URL'])(
    'a /v3 at the end of %s is dropped',
    (name) => {
      const expected = { iamEndpoint: 'https://iam.example.com' };
      expect(targetOf({ [name]: 'https://iam.example.com/v3' })).toMatchObject(expected);
      expect(targetOf({ [name]: 'https://iam.example.com/v3/' })).toMatchObject(expected);
    },
  );

  test('of three names for the IAM endpoint the first that is set counts', () => {
    const second = {
      HUAWEICLOUD_SDK_IAM_ENDPOINT: 'https://second.example.com',
      HW_AUTH_URL: 'https://third.example.com',
    };
    expect(targetOf(second)?.iamEndpoint).toBe('https://second.example.com');
    const first = { ...second, IAM_ENDPOINT: 'https://first.example.com' };
    expect(targetOf(first)?.iamEndpoint).toBe('https://first.example.com');
  });
});

describe('project id', () => {
  test('of three names the first that is set counts', () => {
    const third = { DDS_PROJECT_ID: undefined, HW_PROJECT_ID: 'third' };
    expect(targetOf(third)?.projectId).toBe('third');
    const second = { ...third, HUAWEICLOUD_SDK_PROJECT_ID: 'second' };
    expect(targetOf(second)?.projectId).toBe('second');
    expect(targetOf({ ...second, DDS_PROJECT_ID: PROJECT_ID })?.projectId).toBe(PROJECT_ID);
  });

  test.each([{}, { ...WITHOUT_KEYS, DDS_CREDENTIALS: 'ecs' }])(
    'without a password it is required (%#)',
    (changes) => {
      expect(faultsOf({ ...changes, DDS_PROJECT_ID: undefined })).toEqual([
        expect.stringMatching(/^DDS_PROJECT_ID is missing/),
      ]);
    },
  );

  test('with a password the token can name the project', () => {
    expect(targetOf({ ...PASSWORD, DDS_PROJECT_ID: undefined })?.projectId).toBeNull();
  });

  test.each(['../instances', 'a/b', 'a%2fb', 'x'.repeat(65)])(
    '%j is no project id, for it becomes part of every path',
    (HW_PROJECT_ID) => {
      expect(faultsOf({ DDS_PROJECT_ID: undefined, HW_PROJECT_ID })).toEqual([
        expect.stringMatching(/^HW_PROJECT_ID must be a project id/),
      ]);
    },
  );
});
