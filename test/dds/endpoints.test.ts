import { expect, test } from '@jest/globals';
import { consoleAddress, ddsEndpoint, iamEndpoint } from '../../src/dds/endpoints.ts';

const GLOBAL_IAM =
  'af-north-1 ap-southeast-5 cn-north-11 cn-south-4 cn-southwest-3 ru-northwest-2'.split(' ');
const REGIONAL_IAM = (
  'ae-ad-1 af-south-1 ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 cn-east-2 ' +
  'cn-east-3 cn-east-4 cn-east-5 cn-north-1 cn-north-2 cn-north-4 cn-north-9 cn-north-12 ' +
  'cn-south-1 cn-south-2 cn-southwest-2 eu-west-0 la-north-2 la-south-2 me-east-1 ' +
  'my-kualalumpur-1 na-mexico-1 ru-moscow-1 sa-brazil-1 tr-west-1'
).split(' ');

test.each([...GLOBAL_IAM, ...REGIONAL_IAM, 'xx-new-1'])(
  'DDS of %s has the usual name',
  (region) => {
    expect(ddsEndpoint(region)).toBe(`https://dds.${region}.myhuaweicloud.com`);
  },
);

test.each([...REGIONAL_IAM, 'xx-new-1'])('IAM of %s is its own', (region) => {
  expect(iamEndpoint(region)).toBe(`https://iam.${region}.myhuaweicloud.com`);
});

test.each(GLOBAL_IAM)('IAM of %s is the global one', (region) => {
  expect(iamEndpoint(region)).toBe('https://iam.myhuaweicloud.com');
});

test("the European site has a domain and a console of its own, a partner's eu-west-0 has not", () => {
  expect(ddsEndpoint('eu-west-101')).toBe('https://dds.eu-west-101.myhuaweicloud.eu');
  expect(iamEndpoint('eu-west-101')).toBe('https://iam.eu-west-101.myhuaweicloud.eu');
  expect(consoleAddress('eu-west-101')).toContain('https://console.eu.huaweicloud.com/');
  expect(ddsEndpoint('eu-west-0')).toBe('https://dds.eu-west-0.myhuaweicloud.com');
});

test('the console opens on the instances of the region', () => {
  expect(consoleAddress('ap-southeast-1')).toBe(
    'https://console-intl.huaweicloud.com/dds/?region=ap-southeast-1#/dds/management/list',
  );
});
