import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { SECOND } from '../../../src/sandbox/running/two-clouds.ts';
import { CHANNELS, PEOPLE } from '../../../src/sandbox/world/cast.ts';
import { openPageApi, type PageApi } from './page-api.ts';

let api: PageApi;
beforeEach(async () => {
  api = await openPageApi();
});
afterEach(() => api.close());

const as = PEOPLE.requester.id;
const channel = CHANNELS.ops.id;

test('a command goes to the bot as the person who typed it', async () => {
  const { text } = await api.post('/api/command', { as, channel, text: '/dds-cancel a b' });

  expect(JSON.parse(text)).toMatchObject({ acked: false });
  expect(api.world.slack.deliveries).toMatchObject([
    { userId: as, payload: { command: '/dds-cancel', text: 'a b', channel_id: channel } },
  ]);
});

test('a sentence that is no command is said in the channel, and the bot hears nothing of it', async () => {
  expect((await api.post('/api/command', { as, channel, text: 'hello' })).status).toBe(200);
  expect(api.world.slack.messages(channel)).toMatchObject([{ user: as, text: 'hello' }]);
  expect(api.world.slack.deliveries).toEqual([]);
});

test('nobody acts in a channel they cannot see', async () => {
  const body = { as: PEOPLE.external.id, channel, text: '/dds-cancel' };
  const { status, text } = await api.post('/api/command', body);

  expect([status, JSON.parse(text).error]).toEqual([
    409,
    `${PEOPLE.external.id} cannot see C0DBOPS`,
  ]);
  expect(api.world.slack.deliveries).toEqual([]);
});

test('nobody presses, submits or closes what is not there', async () => {
  const answers = await Promise.all([
    api.post('/api/press', { as, channel, ts: '1.000001', action_id: 'approve' }),
    api.post('/api/submit', { as, view: 'V1', values: {} }),
    api.post('/api/close-view', { as, view: 'V1' }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([409, 409, 409]);
});

test('a body of the wrong shape is refused with the field that is wrong', async () => {
  const { status, text } = await api.post('/api/command', { as, channel, text: 7, more: 1 });
  expect(status).toBe(400);
  expect(JSON.parse(text).error).toMatch(/text/);
  expect(JSON.parse(text).error).toMatch(/more/);
});

test('a body without end is not read to its end', async () => {
  const body = { as, channel, text: '/'.repeat(200_000) };
  expect((await api.post('/api/command', body)).status).toBe(413);
});

test('an added task is pending and planned when it was asked for', async () => {
  const body = { job_name: 'REBOOT', instance_name: 'added', starts_in_minutes: 30 };
  const before = Date.now();
  const { jobId } = JSON.parse((await api.post('/api/tasks', body)).text);

  const task = (await api.see(as)).tasks.find((it) => it.jobId === jobId);
  expect(task).toMatchObject({ status: 'Pending', instanceName: 'added', jobName: 'REBOOT' });
  const lead = Date.parse(task?.plannedStart ?? '') - before;
  expect(Math.round(lead / 60_000)).toBe(30);
});

test('of the second cloud nothing is shown or done before the bot is told of it', async () => {
  const body = { job_name: 'REBOOT', instance_name: 'added', starts_in_minutes: 30 };
  const add = () => api.post('/api/tasks', { ...body, target: SECOND });
  const targetsOf = async () => [...new Set((await api.see(as)).tasks.map((it) => it.target))];
  const [first] = api.world.clouds.keys();

  expect(await targetsOf()).toEqual([first]);
  const refused = await add();
  expect([refused.status, JSON.parse(refused.text).error]).toEqual([
    409,
    `There is no target "${SECOND}".`,
  ]);

  await api.post('/api/setting', { id: 'two-targets', on: true });
  const { jobId } = JSON.parse((await add()).text);
  expect((await api.see(as)).targets).toEqual([first, SECOND]);
  expect(await targetsOf()).toEqual([first, SECOND]);
  expect(api.world.clouds.get(SECOND)?.task(jobId).status).toBe('Pending');

  await api.post('/api/task-starts', { jobId, target: SECOND });
  expect(api.world.clouds.get(SECOND)?.task(jobId).status).toBe('Running');
});

test('an act is POST and a look is GET', async () => {
  expect((await api.get('/api/command')).status).toBe(405);
  expect((await api.post('/api/world', {})).status).toBe(405);
});
