import type { Variables } from './variables.ts';

const NOT_YET = 'is not supported by this version of the bot';

/**
 * What the bot does not do yet is a fault when it is asked for: silently ignored, a second replica
 * would act alone.
 */
export function refuseUnsupported(variables: Variables): void {
  if (variables.get('REDIS_URL') !== undefined)
    variables.fault('REDIS_URL', `${NOT_YET}: leave it out`, '');
}
