import { hang } from '../../../src/sandbox/dds/connection-faults.ts';
import { DDS_KINDS } from '../../../src/sandbox/dds/routes.ts';
import type { SandboxWorld } from '../../../src/sandbox/world.ts';
import { type WirePoint, wireCalls } from './point.ts';

/**
 * Kills from outside as soon as the nth such call from now on has arrived. A fault that the journey
 * has planned for that call comes first; otherwise it is handled or not, as the point says.
 * The answer calls the watch off.
 */
export function killOnTheWire(
  world: SandboxWorld,
  { call, nth, when }: WirePoint,
  kill: () => void,
): () => void {
  const { slack, dds } = world;
  const [edge, name = ''] = call.split(' ');
  const strike = () => {
    kill();
    return when === 'arrived';
  };
  return edge === 'slack' ? watchSlack() : watchDds();

  function watchSlack(): () => void {
    const all = () => wireCalls(world).slack.filter((one) => one === call).length;
    const last = all() + nth;
    let heal = (): void => undefined;
    const leave = slack.subscribe(({ what }) => {
      if (what !== 'call' || all() < last) return;
      leave();
      if (strike()) heal = slack.fail({ method: name }, 'hang');
    });
    return () => {
      leave();
      heal();
    };
  }

  function watchDds(): () => void {
    let isOff = false;
    const kind = DDS_KINDS.find((one) => one === name);
    const match = kind === undefined ? {} : { kind };
    const before = dds.calls.filter((one) => one.kind === name).length;
    void dds.nthCall(match, before + nth).then(() => {
      if (!isOff && strike()) dds.fail(match, hang());
    });
    return () => {
      isOff = true;
    };
  }
}
