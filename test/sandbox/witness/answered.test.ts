import { beforeAll, expect, test } from '@jest/globals';
import { witness } from '../../../src/sandbox/witness/witness.ts';
import { OMAR, OPS } from '../../journeys/stage.ts';
import * as run from './run.ts';
import { CANCELLED, type Draft, eventOf } from './run.ts';

let good: Draft;
beforeAll(async () => {
  good = await run.goodRun();
});

/** Far more than the good run took, however loaded the machine was. */
const HOURS = 7_200_000;

const UNHEARD = expect.stringMatching(/^the block_actions 99 of U0OMAR at \S+ was never answered$/);

test('one event answers one click, and not the next one too', () => {
  expect(heard((it) => void again(it))).toEqual([UNHEARD]);
});

test('an answer to the click itself answers it, by its response_url or its trigger', () => {
  expect(heard((it) => answer(it, again(it).payload['response_url']))).toEqual([]);
  expect(heard((it) => answer(it, again(it).payload['trigger_id']))).toEqual([]);
  expect(heard((it) => void answer(it, again(it) && 'https://another'))).toEqual([UNHEARD]);
});

test('an event of another request is no answer to a click on this card', () => {
  const elsewhere = (it: Draft) => {
    again(it);
    it.journal.push({ ...eventOf(it, CANCELLED, 2), request: 'another' });
  };
  expect(heard(elsewhere)).toEqual([UNHEARD]);
});

test('an answer that comes too late is none', () => {
  const late = (it: Draft) => {
    const { at, payload } = again(it);
    answer(it, payload['response_url'], run.later(at, HOURS));
  };
  const patient = (ms: number) => (it: Draft) => {
    late(it);
    it.policy.patienceMs = ms;
  };
  expect(heard(patient(HOURS))).toEqual([]);
  expect(heard(patient(HOURS - 1))).toContainEqual(UNHEARD);
});

test('what Slack did not take excuses the bot, once it was sent', () => {
  const spoiled = (it: Draft) => {
    answer(it, again(it).payload['response_url']);
    run.found(it.slack.answers.at(-1)).isDone = false;
  };
  expect(heard(spoiled)).toEqual([]);
  const refused = (it: Draft) => {
    const { at } = again(it);
    const args = { user: OMAR, channel: OPS };
    it.slack.failed.push({ at, method: 'chat.postEphemeral', args, error: 'fatal' });
  };
  expect(heard(refused)).toEqual([]);
});

function heard(changes: (draft: Draft) => void): readonly string[] {
  const draft = structuredClone(good);
  changes(draft);
  return witness(draft).filter((fault) => fault.includes('was never answered'));
}

/** Omar's first click once more, under an address of its own. */
function again({ slack }: Draft): Draft['slack']['deliveries'][number] {
  const click = run.found(slack.deliveries.find(({ userId }) => userId === OMAR));
  const own = { response_url: 'https://own', trigger_id: 'own' };
  const more = { ...click, id: 99, payload: { ...click.payload, ...own } };
  slack.deliveries.splice(slack.deliveries.indexOf(click) + 1, 0, more);
  return more;
}

function answer({ slack, at }: Draft, to: unknown, when = at): void {
  slack.answers.push({ at: when.toISOString(), to: String(to), isDone: true });
}
