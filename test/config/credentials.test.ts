import { describe, expect, test } from '@jest/globals';
import { configOf, faultsOf, PASSWORD, WITHOUT_KEYS } from './environment.ts';

const TERRAFORM = { HW_ACCESS_KEY: 'TERRAFORMKEY', HW_SECRET_KEY: 'terraform-secret' };

const credentialsOf = (changes: NodeJS.ProcessEnv) => configOf(changes).targets[0]?.credentials;

describe('AK/SK', () => {
  test("the SDK's variables win over Terraform's", () => {
    const changes = { ...TERRAFORM, HUAWEICLOUD_SDK_SECURITY_TOKEN: 'example-token' };
    expect(credentialsOf(changes)).toEqual({
      kind: 'aksk',
      accessKey: 'EXAMPLEACCESSKEY',
      secretKey: 'example-secret-key',
      securityToken: 'example-token',
    });
  });

  test("Terraform's variables do where the SDK's are not set", () => {
    const changes = { ...WITHOUT_KEYS, ...TERRAFORM, HW_SECURITY_TOKEN: 'terraform-token' };
    expect(credentialsOf(changes)).toEqual({
      kind: 'aksk',
      accessKey: 'TERRAFORMKEY',
      secretKey: 'terraform-secret',
      securityToken: 'terraform-token',
    });
  });

  test('a pair of keys is whole without a security token', () => {
    expect(credentialsOf({ ...WITHOUT_KEYS, ...TERRAFORM })).toEqual({
      kind: 'aksk',
      accessKey: 'TERRAFORMKEY',
      secretKey: 'terraform-secret',
    });
  });

  test('no security token is taken from the other source', () => {
    expect(credentialsOf({ HW_SECURITY_TOKEN: 'terraform-token' })).not.toHaveProperty(
      'securityToken',
    );
  });

  test.each([
    ['HUAWEICLOUD_SDK_SK', { HUAWEICLOUD_SDK_AK: 'EXAMPLEACCESSKEY' }],
    ['HUAWEICLOUD_SDK_AK', { HUAWEICLOUD_SDK_SK: 'example-secret-key' }],
  ])('%s is missed even where Terraform has the other half', (missed, half) => {
    expect(faultsOf({ ...WITHOUT_KEYS, ...TERRAFORM, ...half })).toEqual([
      `${missed} is missing: HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK go together`,
    ]);
  });

  test('keys asked for but absent are faults', () => {
    expect(faultsOf({ ...WITHOUT_KEYS, DDS_CREDENTIALS: 'aksk' })).toEqual([
      expect.stringMatching(/^HUAWEICLOUD_SDK_AK is missing/),
      expect.stringMatching(/^HUAWEICLOUD_SDK_SK is missing/),
    ]);
  });

  test('a key that could not travel in a header is a fault that does not show it', () => {
    for (const name of ['HUAWEICLOUD_SDK_SK', 'HUAWEICLOUD_SDK_SECURITY_TOKEN']) {
      const faults = faultsOf({ [name]: 'two words' });
      expect(faults).toEqual([expect.stringContaining(`${name} must be printable`)]);
      expect(faults.join()).not.toContain('two words');
    }
  });
});

describe('password', () => {
  test('the project name is the region unless HW_PROJECT_NAME says otherwise', () => {
    expect(credentialsOf(PASSWORD)).toEqual({
      kind: 'password',
      userName: 'example-user',
      password: 'example-password',
      domainName: 'example-account',
      projectName: 'xx-example-1',
    });
    expect(credentialsOf({ ...PASSWORD, HW_PROJECT_NAME: 'xx-example-1_sub' })).toMatchObject({
      projectName: 'xx-example-1_sub',
    });
  });

  test('with a project id and no region the project name may be empty', () => {
    const endpoints = { DDS_ENDPOINT: 'https://example.com', IAM_ENDPOINT: 'https://example.com' };
    const changes = { ...PASSWORD, ...endpoints, DDS_REGION: undefined };
    expect(credentialsOf(changes)).toMatchObject({ projectName: '' });
  });

  test('a password keeps the spaces at its ends', () => {
    expect(credentialsOf({ ...PASSWORD, HW_USER_PASSWORD: ' example ' })).toMatchObject({
      password: ' example ',
    });
  });

  test('its three parts go together', () => {
    const changes = { ...PASSWORD, HW_USER_NAME: '', HW_DOMAIN_NAME: '' };
    expect(faultsOf(changes)).toEqual([
      expect.stringMatching(/^HW_USER_NAME is missing/),
      expect.stringMatching(/^HW_DOMAIN_NAME is missing/),
    ]);
  });

  test('names of domain and project alone do not count as credentials', () => {
    const names = { HW_DOMAIN_NAME: 'example-account', HW_PROJECT_NAME: 'example' };
    expect(credentialsOf(names)).toMatchObject({ kind: 'aksk' });
  });
});

describe('which source', () => {
  const BOTH = { HW_USER_NAME: 'example-user', HW_USER_PASSWORD: 'p', HW_DOMAIN_NAME: 'd' };

  test('two sources without DDS_CREDENTIALS are a fault that lists the variables, not the values', () => {
    expect(faultsOf(BOTH)).toEqual([
      'DDS_CREDENTIALS must say which credentials to use, aksk or password: there are AK/SK ' +
        '(HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK) and an IAM user (HW_USER_NAME, HW_USER_PASSWORD)',
    ]);
  });

  test.each(['aksk', 'password', 'ecs'])('DDS_CREDENTIALS=%s settles it', (kind) => {
    expect(credentialsOf({ ...BOTH, DDS_CREDENTIALS: kind })?.kind).toBe(kind);
  });

  test('none is a fault that says the ways', () => {
    expect(faultsOf(WITHOUT_KEYS)).toEqual([
      expect.stringMatching(
        /^DDS_CREDENTIALS .*HUAWEICLOUD_SDK_AK.*HW_ACCESS_KEY.*HW_USER_NAME.*=ecs$/,
      ),
    ]);
  });

  test('another word is a fault', () => {
    expect(faultsOf({ DDS_CREDENTIALS: 'token' })).toEqual([
      'DDS_CREDENTIALS must be aksk, password or ecs, and "token" is not',
    ]);
  });
});
