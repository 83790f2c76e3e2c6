import type { Account } from './account.ts';
import { createFaultScript, type FaultScript } from './fault.ts';
import { type AccessKey, createKeyStore, type KeyStore } from './keys.ts';
import { createLockout, type Lockout } from './lockout.ts';
import { createMetadataService, type MetadataService } from './metadata-service.ts';
import { createPermissions, type Permissions } from './permissions.ts';
import { DEFAULT_PROFILE, type Profile } from './profiles.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { createThrottle, type Throttle } from './throttle.ts';
import { createTimers, type Timers } from './timers.ts';
import { createTokenStore, type TokenStore } from './tokens.ts';
import { createWorld, type World } from './world.ts';

/** Everything the simulated cloud knows, without the wire. */
export interface Cloud {
  readonly now: () => Date;
  readonly account: Account;
  readonly world: World;
  readonly recorder: Recorder;
  readonly faults: FaultScript;
  readonly timers: Timers;
  readonly permissions: Permissions;
  readonly throttle: Throttle;
  readonly tokens: TokenStore;
  readonly keys: KeyStore;
  readonly keyLockout: Lockout;
  readonly loginLockout: Lockout;
  readonly metadata: MetadataService;
  profile: Profile;
}

export interface CloudSettings {
  readonly now: () => Date;
  readonly account: Account;
  readonly accessKey: AccessKey;
  readonly callsPerMinuteLimit: number;
  readonly lockAfterBadSignatures: number;
}

const KEY_LOCK_MS = 5 * 60_000;
const LOGIN_LOCK_MS = 15 * 60_000;
/** How many wrong passwords IAM allows is not in the facts at hand: invented. */
const WRONG_PASSWORDS_ALLOWED = 5;
const TEMPORARY_KEY_LIFETIME_MS = 6 * 3_600_000;

export function createCloud(settings: CloudSettings): Cloud {
  const keys = createKeyStore(settings.accessKey);
  return {
    now: settings.now,
    account: settings.account,
    world: createWorld(settings.now),
    recorder: createRecorder(settings.now),
    faults: createFaultScript(),
    timers: createTimers(),
    permissions: createPermissions(),
    throttle: createThrottle(settings.callsPerMinuteLimit),
    tokens: createTokenStore(),
    keys,
    keyLockout: createLockout(settings.lockAfterBadSignatures, KEY_LOCK_MS),
    loginLockout: createLockout(WRONG_PASSWORDS_ALLOWED, LOGIN_LOCK_MS),
    metadata: createMetadataService(keys, TEMPORARY_KEY_LIFETIME_MS),
    profile: DEFAULT_PROFILE,
  };
}
