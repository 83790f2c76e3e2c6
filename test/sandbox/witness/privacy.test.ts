import { beforeAll, expect, test } from '@jest/globals';
import { witness } from '../../../src/sandbox/witness/witness.ts';
import { PEOPLE } from '../../../src/sandbox/world/cast.ts';
import { OMAR, OPS, TOMO } from '../../journeys/stage.ts';
import * as run from './run.ts';
import { CANCELLED, cardOf, type Draft, eventOf, messageOf, requestAt } from './run.ts';

const OUTSIDER = PEOPLE.external.id;

let good: Draft;
beforeAll(async () => {
  good = await run.goodRun();
  for (const channel of good.slack.channels) channel.isPrivate = channel.id === OPS;
});

const SECRETS: readonly (readonly [string, () => string])[] = [
  ['its id', () => requestAt(good, CANCELLED)],
  ['its reason', () => 'wrong size'],
  ['the address of its card', () => `p${cardOf(good, CANCELLED).ts.replace('.', '')}`],
  ['the task of somebody who cannot list tasks', () => taskId()],
];

test.each(SECRETS)('whoever is told %s outside a private channel is named', (_, secret) => {
  const leak = [expect.stringMatching(/ tells of request \S+ of a private channel: /)];
  expect(found((it) => answer(it, OUTSIDER, secret()))).toEqual(leak);
  expect(found((it) => modal(it, OUTSIDER, secret()))).toEqual(leak);
  expect(found((it) => message(it, `D${OUTSIDER.slice(1)}`, secret()))).toEqual(leak);
  expect(found((it) => message(it, 'C0OTHER', secret()))).toEqual(leak);
});

test.each(SECRETS)('members may know %s, and of a public channel everybody', (_, secret) => {
  expect(found((it) => answer(it, OMAR, secret()))).toEqual([]);
  expect(found((it) => modal(it, OMAR, secret()))).toEqual([]);
  expect(found((it) => message(it, OPS, secret()))).toEqual([]);
  const published = (it: Draft) => {
    for (const channel of it.slack.channels) channel.isPrivate = false;
    answer(it, OUTSIDER, secret());
  };
  expect(found(published)).toEqual([]);
});

test('what somebody typed themselves, and a task that they may list, is no secret to them', () => {
  const typed = (it: Draft) => {
    const delivery = run.found(it.slack.deliveries[0]);
    it.slack.deliveries.push({ ...delivery, userId: OUTSIDER, payload: { text: taskId() } });
    answer(it, OUTSIDER, taskId());
  };
  expect(found(typed)).toEqual([]);
  const listed = (it: Draft) => {
    for (const channel of it.slack.channels)
      channel.everMembers = channel.everMembers.filter((user) => user !== TOMO);
    modal(it, TOMO, taskId());
  };
  expect(found(listed)).toEqual([]);
});

test('a task of which another channel has a request of its own is no secret there', () => {
  const both = (it: Draft) => {
    const asked = { ...eventOf(it, CANCELLED, 1), request: 'another', channel: 'C0OTHER' };
    it.journal.push(asked);
    message(it, 'C0OTHER', taskId());
  };
  expect(found(both)).toEqual([]);
});

function found(changes: (draft: Draft) => void): readonly string[] {
  const draft = structuredClone(good);
  changes(draft);
  return witness(draft).filter((fault) => fault.includes('private channel'));
}

function taskId(): string {
  return run.found(eventOf(good, CANCELLED, 1).task).id;
}

function answer({ slack, at }: Draft, userId: string, text: string): void {
  const where = { channel: OPS, ts: '1.000002', via: 'response_url' } as const;
  slack.ephemerals.push({ ...where, userId, at: at.toISOString(), text, deleted: false });
}

function modal({ slack, at }: Draft, userId: string, text: string): void {
  slack.viewsShown.push({ at: at.toISOString(), userId, source: { blocks: [{ text }] } });
}

function message(draft: Draft, channel: string, text: string): void {
  const { slack, at } = draft;
  const versions = [{ at: at.toISOString(), text }];
  const said = { ...messageOf(draft, CANCELLED, 1), channel, versions };
  (channel.startsWith('D') ? slack.directMessages : slack.messages).push(said);
}
