import type { DdsFault } from '../../../request/task.ts';
import { cut, type Sentence, say } from '../sentence.ts';

/** What DDS answered, with what Huawei's support asks for, and what a person can do. */
export function faultInWords(fault: DdsFault): Sentence {
  const code = fault.code === null ? '' : ` ${cut(fault.code, 60)}`;
  const status = fault.status === null ? '' : ` (HTTP ${fault.status})`;
  const id = fault.callId === null ? '' : `, request id ${cut(fault.callId, 80)}`;
  const message = cut(fault.message, 300).replace(/[.\s]+$/, '');
  return say`${WHAT[fault.kind]}${code}${status}: ${message}${id}. ${NEXT[fault.kind]}`;
}

const WHAT: Readonly<Record<DdsFault['kind'], string>> = {
  throttled: 'DDS throttled the call',
  'no connection': 'DDS could not be reached',
  'timed out': 'DDS did not answer in time',
  'connection lost': 'The connection to DDS broke before an answer',
  authentication: 'Huawei Cloud did not accept the credentials of this bot',
  permission: 'DDS did not permit the call',
  'not published': 'This cloud or region does not publish the scheduled-jobs API',
  refused: 'DDS refused',
  server: 'DDS had a fault',
  unreadable: 'DDS gave an answer that cannot be read',
};

const NEXT: Readonly<Record<DdsFault['kind'], string>> = {
  throttled: 'Wait a minute, or lower DDS_CALLS_PER_MINUTE.',
  'no connection': 'Check the endpoint and the network of the bot.',
  'timed out': 'See the console for how the task stands.',
  'connection lost': 'See the console for how the task stands.',
  authentication: 'Whoever runs the bot must check its credentials and its clock.',
  permission:
    'Whoever runs the bot must give it dds:task:listAll and dds:instance:cancelScheduledJob.',
  'not published': 'Whoever runs the bot must check DDS_REGION and DDS_ENDPOINT.',
  refused: 'See the console for what runs on the instance now.',
  server: 'See the console for how the task stands.',
  unreadable: 'Whoever runs the bot must check what stands between it and DDS.',
};
