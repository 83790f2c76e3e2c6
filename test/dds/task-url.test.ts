import { expect, test } from '@jest/globals';
import { instanceUrl, listUrl, taskUrl } from '../../src/dds/task-url.ts';

const ID = '3861199d-c196-4791-bcd0-b45fde754f50';
const place = {
  endpoint: 'https://dds.example.com',
  projectId: 'b02ce40e8cb84a8e980fdb11fac657db',
};

test('a task has the documented address', () => {
  expect(taskUrl(place, ID).href).toBe(
    `https://dds.example.com/v3/b02ce40e8cb84a8e980fdb11fac657db/scheduled-jobs/${ID}`,
  );
});

test('an endpoint with a path of its own, or a slash at its end, keeps it', () => {
  const behind = { ...place, endpoint: 'https://proxy.example.com/dds/' };
  expect(taskUrl(behind, ID).pathname).toBe(`/dds/v3/${place.projectId}/scheduled-jobs/${ID}`);
});

test.each(['..', '%2e%2e', `../instances/${ID}`, '', 'x', `${ID}?a=b`, `${ID}#`])(
  'no address is built for the task id %j',
  (id) => {
    expect(() => taskUrl(place, id)).toThrow('no call is made');
  },
);

test.each(['..', '%2e%2e', '', '.', 'a/b', 'a\\b', 'p?x', 'p#x'])(
  'no address is built for the project id %j',
  (projectId) => {
    expect(() => listUrl({ ...place, projectId }, {})).toThrow('no call is made');
  },
);

test.each(['other', 'dds'])(
  'an endpoint whose path would be taken for the host %s is refused',
  (host) => {
    const odd = { ...place, endpoint: `https://dds.example.com//${host}.example.com` };
    expect(() => listUrl(odd, {})).toThrow('no call is made');
  },
);

test('a query cannot reach beyond its value', () => {
  const url = instanceUrl(place, 'x&limit=1#y');
  expect(url.search).toBe('?id=x%26limit%3D1%23y');
  expect(url.pathname).toBe(`/v3/${place.projectId}/instances`);
});
