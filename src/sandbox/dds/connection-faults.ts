import type { Answer } from './answer.ts';
import type { Fault } from './fault.ts';

/** Waits that many real milliseconds, then does what the call asks for, or the other fault. */
export function delayMs(ms: number, then: Fault = (call) => call.handle()): Fault {
  return async (call) => {
    await call.wait(ms);
    return then(call);
  };
}

/** The connection is cut before anything is done. */
export function resetBefore(): Fault {
  return () => 'reset';
}

/** The call takes effect, then the connection is cut. */
export function resetAfterCommit(): Fault {
  return (call) => {
    call.handle();
    return 'reset';
  };
}

/** The call takes effect and is never answered. */
export function lostReply(): Fault {
  return (call) => {
    call.handle();
    return 'hung';
  };
}

/** Never answered, and without effect. */
export function hang(): Fault {
  return () => 'hung';
}

/** Never answered; takes effect that many real milliseconds later, whether or not the client still waits. */
export function hangThenCommit(ms: number): Fault {
  return (call) => {
    call.later(ms, () => void call.handle());
    return 'hung';
  };
}

/** The task starts just before its cancel is handled. */
export function becomesRunning(): Fault {
  return (call) => {
    call.startTask();
    return call.handle();
  };
}

/** The call takes effect; its answer is this one instead of the true one. */
export function answeringAfterCommit(answer: Answer): Fault {
  return (call) => {
    call.handle();
    return answer;
  };
}
