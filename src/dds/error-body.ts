/** What an answer says about its error, from any of the shapes that Huawei's services use. */
export interface ErrorBody {
  /** `null` also where the body only repeats the HTTP status as a number. */
  readonly code: string | null;
  readonly message: string;
  readonly requestId: string | null;
}

const CODE_NAMES = ['error_code', 'errorCode', 'errCode', 'code'];
const MESSAGE_NAMES = ['error_msg', 'errorMsg', 'externalMessage', 'message'];

/**
 * Reads DDS's own shape, the gateway's, Keystone's (`{"error": {…}}`), and what Huawei's SDKs accept
 * besides, at the top or one level down; `null` for anything that is not a JSON object.
 */
export function errorBodyOf(text: string): ErrorBody | null {
  const top = objectFrom(text);
  if (top === null) return null;
  const levels = [top, ...Object.values(top).filter(isObject)];
  const level = levels.find((each) => stringIn(each, CODE_NAMES, isCode)) ?? withMessage(levels);
  return {
    code: stringIn(level, CODE_NAMES, isCode)?.toUpperCase() ?? null,
    message: stringIn(level, MESSAGE_NAMES) ?? '',
    requestId: stringIn(top, ['request_id']) ?? null,
  };
}

type Fields = Readonly<Record<string, unknown>>;

function withMessage(levels: readonly Fields[]): Fields {
  return levels.find((each) => stringIn(each, MESSAGE_NAMES)) ?? {};
}

function objectFrom(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A family, a dot and digits, e.g. `DBS.200001`; anything else is not shown as a code. */
function isCode(text: string): boolean {
  return /^[A-Za-z][0-9A-Za-z]{1,15}\.\d{1,12}$/.test(text);
}

function stringIn(
  fields: Fields,
  names: readonly string[],
  fits: (text: string) => boolean = (text) => text !== '',
): string | undefined {
  return names
    .map((name) => fields[name])
    .find((value): value is string => typeof value === 'string' && fits(value));
}
