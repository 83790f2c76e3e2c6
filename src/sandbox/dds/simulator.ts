import type { IamUser, Project } from './account.ts';
import { type Cloud, createCloud } from './cloud.ts';
import type { Fault } from './fault.ts';
import { listen } from './http-server.ts';
import type { Profile } from './profiles.ts';
import type { CallMatch, Recorder } from './recorder.ts';
import type { DdsKind } from './routes.ts';
import { serveCall } from './serve-call.ts';
import type { World } from './world.ts';

export interface DdsSimulatorOptions {
  /** The cloud's clock; scripted delays run on real time all the same. */
  readonly now?: () => Date;
  /** 32 hex digits. */
  readonly projectId?: string;
  /** Also the project's name. */
  readonly region?: string;
  /** Projects of other regions: IAM gives tokens for them, DDS refuses those. */
  readonly otherProjects?: readonly Project[];
  readonly accessKey?: string;
  readonly secretKey?: string;
  /** Makes the access key a temporary one, which must be sent with this token. */
  readonly securityToken?: string;
  readonly users?: readonly IamUser[];
  /** Any free port if absent. */
  readonly port?: number;
  /** Calls of DDS let through in any 60 s; the rest get 429. No limit if absent. */
  readonly callsPerMinuteLimit?: number;
  /** Consecutive bad signatures that an access key survives; one more locks it for 5 minutes. Default 5. */
  readonly lockAfterBadSignatures?: number;
}

/** Huawei Cloud's DDS, IAM and ECS metadata service on one local port, as strict as the documented ones. */
export interface DdsSimulator
  extends Omit<World, 'findTask' | 'cancelTask'>,
    Pick<
      Recorder,
      | 'calls'
      | 'cancellations'
      | 'violations'
      | 'credentials'
      | 'mostInFlight'
      | 'fullestWindow'
      | 'nthCall'
    > {
  /** The origin of DDS: `http://127.0.0.1:port`. */
  readonly url: string;
  readonly iamUrl: string;
  /** Answers what the ECS metadata service answers at `http://169.254.169.254`. */
  readonly metadataUrl: string;
  readonly projectId: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly securityToken: string | undefined;
  readonly users: readonly IamUser[];
  /** Scripts a fault for the next calls that match: once, unless `times` says otherwise. The answer takes it away again. */
  fail(match: CallMatch & { readonly times?: number }, fault: Fault): () => void;
  clearFaults(): void;
  /** Chooses the answers that Huawei does not document. */
  setProfile(profile: Partial<Profile>): void;
  revokePermission(kind: DdsKind): void;
  grantPermission(kind: DdsKind): void;
  /** Ends every IAM token given so far. */
  expireTokens(): void;
  close(): Promise<void>;
}

const DEFAULTS = {
  now: () => new Date(),
  projectId: '0123456789abcdef0123456789abcdef',
  region: 'ap-southeast-1',
  otherProjects: [],
  accessKey: 'SANDBOXACCESSKEY',
  secretKey: 'sandbox-secret-key',
  users: [{ name: 'sandbox-bot', password: 'sandbox-password', domain: 'sandbox-domain' }],
  port: 0,
  callsPerMinuteLimit: Number.POSITIVE_INFINITY,
  lockAfterBadSignatures: 5,
} satisfies DdsSimulatorOptions;

export async function openDdsSimulator(options: DdsSimulatorOptions = {}): Promise<DdsSimulator> {
  const settings = { ...DEFAULTS, ...options };
  const { securityToken, accessKey, secretKey, projectId, region, users } = settings;
  const cloud = createCloud({
    ...settings,
    account: {
      users,
      project: { id: projectId, name: region },
      otherProjects: settings.otherProjects,
    },
    accessKey: { accessKey, secretKey, ...(securityToken === undefined ? {} : { securityToken }) },
  });
  const server = await listen(settings.port, (request, response) =>
    serveCall(cloud, request, response),
  );
  return {
    ...facadeOf(cloud),
    url: server.origin,
    iamUrl: server.origin,
    metadataUrl: server.origin,
    projectId,
    region,
    accessKey,
    secretKey,
    securityToken,
    users,
    async close() {
      cloud.timers.close();
      await server.close();
    },
  };
}

function facadeOf(cloud: Cloud) {
  const { findTask: _, cancelTask: __, ...world } = cloud.world;
  const { arrived: _a, cancelled: _c, violated: _v, signedWith: _s, ...recorder } = cloud.recorder;
  return {
    ...world,
    ...recorder,
    fail: cloud.faults.add,
    clearFaults: cloud.faults.clear,
    setProfile(profile: Partial<Profile>) {
      cloud.profile = { ...cloud.profile, ...profile };
    },
    revokePermission: cloud.permissions.revoke,
    grantPermission: cloud.permissions.grant,
    expireTokens: cloud.tokens.expireAll,
  };
}
