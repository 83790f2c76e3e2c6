import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { SECOND } from '../../../src/sandbox/running/two-clouds.ts';
import { CHANNELS, PEOPLE } from '../../../src/sandbox/world/cast.ts';
import { openPageApi, type PageApi } from './page-api.ts';

let api: PageApi;
let events: AsyncGenerator<number>;
beforeEach(async () => {
  api = await openPageApi();
  events = pings(`${api.url}/api/events`);
  expect(await next()).toBe(1);
});
afterEach(async () => {
  await events.return(0);
  await api.close();
});

const say = () => api.world.slack.say(PEOPLE.requester.id, CHANNELS.ops.id, 'hello');

test('a page hears of a change, and many at once are one ping', async () => {
  for (let i = 0; i < 20; i += 1) say();
  expect(await next()).toBe(2);
  say();
  expect(await next()).toBe(3);
});

test('a page hears of a task that moved in the cloud, and in the second one', async () => {
  api.world.dds.setStatus(api.world.tasks.reboot.jobId, 'Running');
  expect(await next()).toBe(2);
  api.world.clouds.get(SECOND)?.addTask();
  expect(await next()).toBe(3);
});

async function next(): Promise<number> {
  return (await events.next()).value;
}

/** How many pings there were, after each arrival. */
async function* pings(url: string): AsyncGenerator<number> {
  const { body } = await fetch(url);
  let count = 0;
  for await (const chunk of body ?? []) {
    count += Buffer.from(chunk).toString().split('event: changed').length - 1;
    yield count;
  }
}
