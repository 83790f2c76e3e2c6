import { readConfig } from '../../src/config.ts';
import { ENDPOINTS, LEAST, PASSWORD, WITHOUT_KEYS } from './environment.ts';

/** Every variable that reading a configuration asks for, over the ways there are to sign in. */
export function variablesRead(): ReadonlySet<string> {
  const names = new Set<string>();
  for (const changes of [{}, WITHOUT_KEYS, { ...PASSWORD, DDS_PROJECT_ID: undefined }]) {
    const env: NodeJS.ProcessEnv = { ...LEAST, ...changes };
    const watched = new Proxy(env, {
      get(target, name) {
        if (typeof name === 'string') names.add(name);
        return Reflect.get(target, name);
      },
    });
    readConfig(watched, ENDPOINTS);
  }
  return names;
}
