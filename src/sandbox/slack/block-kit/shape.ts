/**
 * What a check found: `invalid` is what Slack refuses, `unwise` is what Slack would show but this
 * product forbids (a bare "Cancel", text that pings a channel, a missing fallback text).
 */
export interface Found {
  readonly invalid: string[];
  readonly unwise: string[];
}
/** Looks at one value and writes down what is wrong with it; `at` is its path in the message. */
export type Check = (value: unknown, at: string, found: Found) => void;
export type Fields = Readonly<Record<string, Check>>;
export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object with exactly these properties: all required ones, any optional ones, no other. */
export function object(required: Fields, optional: Fields = {}): Check {
  const known = new Map([...Object.entries(optional), ...Object.entries(required)]);
  return (value, at, found) => {
    if (!isObject(value)) return void found.invalid.push(`${at}: must be an object`);
    const missing = Object.keys(required).filter((name) => !Object.hasOwn(value, name));
    found.invalid.push(...missing.map((name) => `${at}: ${name} is required`));
    for (const [name, inner] of Object.entries(value)) {
      const check = known.get(name) ?? unknownProperty;
      check(inner, `${at}.${name}`, found);
    }
  };
}

const unknownProperty: Check = (_value, at, found) => {
  found.invalid.push(`${at}: unknown property`);
};

/** A list of `min` to `max` members, each held to `member`. */
export function list(member: Check, { min = 1, max }: { min?: number; max: number }): Check {
  return (value, at, found) => {
    if (!Array.isArray(value)) return void found.invalid.push(`${at}: must be a list`);
    if (value.length < min) found.invalid.push(`${at}: fewer than ${min} entries`);
    if (value.length > max) found.invalid.push(`${at}: more than ${max} entries`);
    value.forEach((inner, index) => {
      member(inner, `${at}[${index}]`, found);
    });
  };
}

export function string({ min = 1, max = Number.POSITIVE_INFINITY } = {}): Check {
  return (value, at, found) => {
    if (typeof value !== 'string') return void found.invalid.push(`${at}: must be a string`);
    if (value.length < min) found.invalid.push(`${at}: shorter than ${min} characters`);
    if (value.length > max) found.invalid.push(`${at}: longer than ${max} characters`);
  };
}

export function matching(pattern: RegExp, what: string): Check {
  return (value, at, found) => {
    if (typeof value !== 'string' || !pattern.test(value)) {
      found.invalid.push(`${at}: must be ${what}`);
    }
  };
}

export function integer(min: number, max: number): Check {
  return (value, at, found) => {
    if (!Number.isInteger(value) || Number(value) < min || Number(value) > max) {
      found.invalid.push(`${at}: must be a whole number from ${min} to ${max}`);
    }
  };
}

export function oneOf(...allowed: readonly unknown[]): Check {
  return (value, at, found) => {
    if (!allowed.includes(value)) found.invalid.push(`${at}: must be one of ${allowed.join(', ')}`);
  };
}

export const boolean: Check = oneOf(true, false);

/** An object whose `type` says which of the checks applies. */
export function byType(checks: () => Fields): Check {
  return (value, at, found) => {
    if (!isObject(value)) return void found.invalid.push(`${at}: must be an object`);
    const type = String(value['type']);
    const known = checks();
    const check = Object.hasOwn(known, type) ? known[type] : undefined;
    if (check === undefined) found.invalid.push(`${at}: unsupported type ${type}`);
    else check(value, at, found);
  };
}

/** Every check in turn on the same value. */
export function all(...checks: readonly Check[]): Check {
  return (value, at, found) => {
    for (const check of checks) check(value, at, found);
  };
}

/** Exactly one of these properties is present. */
export function exactlyOne(...names: readonly string[]): Check {
  return (value, at, found) => {
    if (!isObject(value)) return;
    const given = names.filter((name) => name in value);
    if (given.length !== 1) found.invalid.push(`${at}: needs exactly one of ${names.join(', ')}`);
  };
}
