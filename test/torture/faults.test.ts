import { expect, test } from '@jest/globals';
import { TROUBLES } from '../../src/sandbox/running/troubles.ts';
import { methodsOf } from '../../src/sandbox/slack/web-api/methods.ts';
import { ANSWERS, CONNECTIONS } from './dds-faults.ts';
import { outage } from './outage.ts';
import { ANSWERING, ASKING, NOT_DRAWN, POSTING, SLACK_FAULTS } from './slack-faults.ts';
import { WEATHERS } from './weather.ts';

test('the storm draws faults for every method of Slack, or says why for none', () => {
  const drawn: readonly string[] = [...POSTING, ...ASKING, ...ANSWERING];
  const known = [...Object.keys(methodsOf(() => '')), 'response_url'];
  expect([...drawn, ...Object.keys(NOT_DRAWN)].sort()).toEqual(known.sort());
});

/** By which of the storm's tables each trouble of the sandbox befalls it. */
const DRAWN_AS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  throttle: { throttled: WEATHERS.throttled },
  'server-error': { serverError: ANSWERS.serverError },
  hang: { hang: CONNECTIONS.hang },
  'lost-reply': { lostReply: CONNECTIONS.lostReply },
  'starts-now': { becomesRunning: CONNECTIONS.becomesRunning },
  'no-permission': { forbidden: WEATHERS.forbidden },
  'slack-429': { rateLimited: WEATHERS.rateLimited },
  outage: { outage },
  'lost-post': { lost: SLACK_FAULTS['reset after commit'] },
  twice: { press: 'moves' },
};

test('the storm draws every trouble that the sandbox can be in', () => {
  expect(Object.keys(DRAWN_AS).sort()).toEqual(TROUBLES.map(({ id }) => id).sort());
});
