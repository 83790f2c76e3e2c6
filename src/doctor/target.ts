import type { DdsLimits, TargetConfig } from '../config/types.ts';
import { type DdsProbe, type ListAnswer, openDdsProbe } from '../dds/probe.ts';
import type { CancelEvidence } from '../ops/doctor/cancel-evidence.ts';
import type { Check } from '../ops/doctor/check.ts';
import { sourceOf, type TargetSource } from '../ops/doctor/target-source.ts';
import { clockCheck, HUAWEI_SIGNING } from '../ops/doctor/words/clock.ts';
import {
  cancelCheck,
  instanceCheck,
  leftOut,
  listCheck,
  signInCheck,
  signInUntold,
} from '../ops/doctor/words/cloud.ts';
import { credentialsCheck } from '../ops/doctor/words/configuration.ts';
import { endpointCheck } from '../ops/doctor/words/endpoint.ts';
import { placeSettings } from '../ops/doctor/words/settings.ts';
import type { Clock } from '../workflow/ports.ts';
import type { Part } from './part.ts';
import { reach } from './reach.ts';

export interface TargetPlan {
  readonly target: TargetConfig;
  readonly dds: DdsLimits;
  readonly evidence: Promise<ReadonlyMap<string, CancelEvidence>>;
  readonly clock: Clock;
  readonly callMs: number;
  /** The ECS metadata service's own unless told otherwise. */
  readonly metadataEndpoint?: string;
}

/** Everything that one target's cloud can be asked without an effect: three calls of DDS at most. */
export function targetPart(plan: TargetPlan): Part {
  const { target, clock } = plan;
  const { name } = target;
  const source = sourceOf(target);
  return {
    id: `target.${name}`,
    name: `Target ${name}`,
    async examine(add) {
      const { dds, callMs: timeoutMs, metadataEndpoint } = plan;
      const metadata = metadataEndpoint === undefined ? {} : { metadataEndpoint };
      const probe = openDdsProbe({ ...target, ...dds, timeoutMs, ...metadata }, clock);
      try {
        const [addresses, calls] = await Promise.all([
          addressChecks(plan),
          callChecks(source, probe),
        ]);
        const strict = source.kind === 'password' ? null : HUAWEI_SIGNING;
        const time = clockCheck(`target.${name}.clock`, `DDS at ${name}`, probe.answer(), strict);
        add(credentialsCheck(source), ...addresses, time, ...calls);
        add(cancelCheck(name, (await plan.evidence).get(name) ?? null));
      } finally {
        await probe.close();
      }
    },
  };
}

async function addressChecks({ target, clock, callMs }: TargetPlan): Promise<readonly Check[]> {
  const { name, endpoint, iamEndpoint, credentials } = target;
  const settings = placeSettings(sourceOf(target));
  const iam = { what: 'IAM', address: iamEndpoint, variable: settings.iamEndpoint };
  const addresses = [
    { what: 'DDS', address: endpoint, variable: settings.address('or') },
    ...(credentials.kind === 'password' ? [iam] : []),
  ];
  return await Promise.all(
    addresses.map(async ({ what, address, variable }) => {
      const url = new URL(address);
      const named = { name: `Address of ${what} for ${name}`, origin: url.origin, variable };
      const id = `target.${name}.address-${what.toLowerCase()}`;
      return endpointCheck(id, named, await reach(url, callMs), clock.now());
    }),
  );
}

/** Stops at the first refusal: more of them in a row would lock the key or the account. */
async function callChecks(source: TargetSource, probe: DdsProbe): Promise<readonly Check[]> {
  const { target } = source;
  const refused = await probe.signIn();
  if (refused !== null) return [signInCheck(source, refused), ...withoutSignIn(target)];
  const list = await probe.list();
  if (list.fault?.kind === 'authentication')
    return [signInCheck(source, list.fault), ...withoutSignIn(target)];
  const signIn = isAccepted(list) ? signInCheck(source, null) : signInUntold(source);
  const instances = isAccepted(list)
    ? instanceCheck(source, await probe.instance(list.fault === null ? list.instanceId : null))
    : leftOut(target, 'instances');
  return [signIn, listCheck(source, list), instances];
}

/** DDS refuses what is asked only of those whom it knows. */
function isAccepted({ fault }: ListAnswer): boolean {
  return fault === null || fault.kind === 'permission' || fault.kind === 'refused';
}

function withoutSignIn(target: string): readonly Check[] {
  return [leftOut(target, 'list'), leftOut(target, 'instances')];
}
