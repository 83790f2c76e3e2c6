import type { Call } from '../dds/recorder.ts';
import type { CallView } from '../page/api-types.ts';
import type { ApiCall } from '../slack/recorder.ts';
import type { SandboxWorld } from '../world.ts';

const MOST = 24;

/** The bot's last calls to DDS and to Slack, newest first: what and how, and nothing that is secret. */
export function callsView(
  { clouds, slack }: SandboxWorld,
  told: SandboxWorld['clouds'],
): readonly CallView[] {
  const isOnlyOne = (target: string) => told.size === 1 && told.has(target);
  const ofClouds = [...clouds].flatMap(([target, { calls }]) =>
    calls.slice(-MOST).map((call) => ddsCall(call, isOnlyOne(target) ? null : target)),
  );
  return [...ofClouds, ...slack.apiCalls.slice(-MOST).map(slackCall)]
    .sort((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, MOST);
}

function ddsCall({ at, method, path, status }: Call, target: string | null): CallView {
  const isBad = typeof status === 'number' ? status >= 400 : status !== 'under way';
  return {
    at: at.toISOString(),
    to: 'cloud',
    target,
    what: `${method} ${path}`,
    status: `${status}`,
    isBad,
  };
}

function slackCall({ at, method, args, ok, error, status, done }: ApiCall): CallView {
  const { channel } = args;
  const what = typeof channel === 'string' ? `${method} ${channel}` : method;
  const answered = ok === true ? 'ok' : (error ?? (status === undefined ? undefined : `${status}`));
  const isLost = answered === undefined && done === true;
  const said = answered ?? (isLost ? 'done, reply lost' : 'under way');
  const isBad = said !== 'ok' && said !== 'under way';
  return { at, to: 'slack', target: null, what, status: said, isBad };
}
