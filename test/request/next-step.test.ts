import { describe, expect, test } from '@jest/globals';
import { fold } from '../../src/request/fold.ts';
import type { CallKnowledge } from '../../src/request/judge.ts';
import { type CallState, nextStep } from '../../src/request/next-step.ts';
import { afterNoon, asked, story } from './events.ts';
import { aRequest, STATES } from './facts.ts';

const UNSETTLED: CallKnowledge = {
  ...{ executed: 'perhaps', settled: false, deadline: afterNoon(71), fault: null },
};

function calls(patch: Partial<CallState> = {}): CallState {
  return { knowledge: UNSETTLED, confirmed: null, notBefore: afterNoon(0), ...patch };
}

const EXPIRED = {
  ...{ do: 'append', data: { event: 'closed', reason: 'expired', status: null } },
};
const WAIT = (seconds: number) => ({ do: 'wait', until: afterNoon(seconds) });

describe('the next step', () => {
  test('of a pending request is to remind of it half-way to its expiry, however late, then to close it', () => {
    const REMIND = { do: 'append', data: { event: 'reminded' } };
    expect(nextStep(aRequest('pending'), calls(), afterNoon(1799))).toEqual(WAIT(1800));
    expect(nextStep(aRequest('pending'), calls(), afterNoon(1800))).toEqual(REMIND);
    expect(nextStep(aRequest('pending'), calls(), afterNoon(3599))).toEqual(REMIND);
    expect(nextStep(aRequest('pending'), calls(), afterNoon(3600))).toEqual(EXPIRED);
  });

  test('of one that was reminded of is to wait for its expiry', () => {
    const reminded = fold(story([asked(), ['bot', 1800, { event: 'reminded' }]]));
    expect(nextStep(reminded, calls(), afterNoon(3599))).toEqual(WAIT(3600));
    expect(nextStep(reminded, calls(), afterNoon(3600))).toEqual(EXPIRED);
  });

  test('of an approved one is to attempt, until it expires', () => {
    const request = aRequest('approved');
    expect(nextStep(request, calls(), afterNoon(61))).toEqual({ do: 'attempt' });
    expect(nextStep(request, calls(), afterNoon(3600))).toEqual(EXPIRED);
  });

  test('of an approved one waits out a pause, which never delays the expiry', () => {
    const request = aRequest('approved');
    expect(nextStep(request, calls({ notBefore: afterNoon(70) }), afterNoon(61))).toEqual(WAIT(70));
    expect(nextStep(request, calls({ notBefore: afterNoon(9999) }), afterNoon(61))).toEqual(
      WAIT(3600),
    );
    expect(nextStep(request, calls({ notBefore: afterNoon(9999) }), afterNoon(3600))).toEqual(
      EXPIRED,
    );
  });

  test('of one that expired after *Try again* is a read, for an earlier call may have worked', () => {
    const request = aRequest('retried');
    expect(nextStep(request, calls(), afterNoon(90))).toEqual({ do: 'attempt' });
    expect(nextStep(request, calls(), afterNoon(3600))).toEqual({ do: 'read back' });
    const paused = calls({ notBefore: afterNoon(90_000) });
    expect(nextStep(request, paused, afterNoon(90))).toEqual(WAIT(3600));
    expect(nextStep(request, paused, afterNoon(3600))).toEqual({ do: 'read back' });
  });

  test('of a cancelling one is to read back while the call may be under way', () => {
    const request = aRequest('cancelling');
    expect(nextStep(request, calls(), afterNoon(75.999))).toEqual({ do: 'read back' });
    expect(nextStep(request, calls(), afterNoon(76))).toEqual({ do: 'attempt' });
    expect(nextStep(request, calls({ notBefore: afterNoon(80) }), afterNoon(76))).toEqual(WAIT(80));
  });

  test('of a cancelling one that DDS throttles for longer is to call the outcome once it expired', () => {
    const request = aRequest('cancelling');
    const throttled = calls({
      knowledge: { ...UNSETTLED, executed: 'no', settled: true },
      notBefore: afterNoon(90_000),
    });
    expect(nextStep(request, throttled, afterNoon(300))).toEqual(WAIT(3600));
    expect(nextStep(request, throttled, afterNoon(3600))).toEqual({ do: 'read back' });
  });

  test('of a cancelling one is no attempt after expiry', () => {
    const settled = calls({ knowledge: { ...UNSETTLED, settled: true } });
    expect(nextStep(aRequest('cancelling'), settled, afterNoon(3599))).toEqual({ do: 'attempt' });
    expect(nextStep(aRequest('cancelling'), settled, afterNoon(3600))).toEqual({ do: 'read back' });
  });

  test('of a dry run is to read, never to attempt, whatever is known of its calls', () => {
    const dry = asked({ dryRun: true });
    const settled = calls({ knowledge: { ...UNSETTLED, settled: true } });
    for (const state of ['approved', 'retried', 'cancelling'] as const)
      expect(nextStep(aRequest(state, dry), settled, afterNoon(90))).toEqual({ do: 'read back' });
  });

  test('of a dry run that DDS throttled is to call the outcome two minutes later, not at expiry', () => {
    const throttled = calls({
      knowledge: { ...UNSETTLED, executed: 'no', settled: true },
      notBefore: afterNoon(90_000),
    });
    const request = aRequest('cancelling', asked({ dryRun: true }));
    expect(nextStep(request, throttled, afterNoon(90))).toEqual(WAIT(71 + 120));
  });

  test('after a confirmation is to journal it, without any further call', () => {
    const confirmed = calls({ confirmed: { callId: 'id-9' } });
    expect(nextStep(aRequest('cancelling'), confirmed, afterNoon(3600))).toEqual({
      ...{ do: 'append', data: { event: 'cancelled', how: 'confirmed', callId: 'id-9' } },
    });
  });

  test('of every other state is nothing', () => {
    const busy = ['pending', 'approved', 'retried', 'cancelling'];
    for (const state of STATES.filter((each) => !busy.includes(each)))
      expect([state, nextStep(aRequest(state), calls(), afterNoon(9999))]).toEqual([
        ...[state, { do: 'nothing' }],
      ]);
  });
});
