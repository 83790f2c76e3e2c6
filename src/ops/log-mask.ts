/** What stands where a secret was. */
const HIDDEN = '[hidden]';

/** Names whose values are secret wherever they stand, in any case, whatever the value looks like. */
const SECRET_NAMES = [
  'token',
  'authorization',
  'password',
  'secret',
  'secretKey',
  'securityToken',
  'signingSecret',
  'botToken',
  'appToken',
  'client_secret',
  'response_url',
  'responseUrl',
  'x-auth-token',
  'x-subject-token',
  'x-security-token',
  'x-slack-signature',
];

/** What is secret by its look. Each pattern runs in linear time: log lines hold what others sent. */
const SECRET_LOOKS = new RegExp(
  [
    String.raw`\bxox[a-z][.-][\w.-]+`,
    String.raw`\bxapp-[\w-]+`,
    // The URL is the right to post; its slashes may be escaped or percent-encoded.
    String.raw`hooks\.slack(?:-gov)?\.com[^\s"'<>]*`,
    // Huawei's signature, and the signed request that its gateway repeats in error texts.
    String.raw`SDK-HMAC-SHA256[^\n"]{0,1000}?Signature=\w+`,
    String.raw`\bSignature=\w+`,
    String.raw`\bcanonicalRequest:[^\n"]*`,
    String.raw`\bv0=[0-9a-f]{64}`,
    String.raw`\bBearer [\w.~+/=-]+`,
    String.raw`(?<=[?&]ticket=)[^\s&"'\\]+`,
  ].join('|'),
  'g',
);

/** A secret name and its value inside a text: JSON in a string, a form, or what `inspect` writes. */
const NAMED_IN_TEXT = new RegExp(
  String.raw`(\b(?:${SECRET_NAMES.join('|')})\\*["']?\s*[:=]\s*\\*["']?)[^\s"'\\&,;]+`,
  'gi',
);

const LOWER_CASE_NAMES = new Set(SECRET_NAMES.map((name) => name.toLowerCase()));

export interface Mask {
  /** From now on these values are masked wherever they occur, also as JSON or a URL spells them. */
  hide(secrets: readonly string[]): void;
  /** One line of JSON as it may be written. */
  line(json: string): string;
}

export function createMask(): Mask {
  const spellings = new Set<string>();
  let literals: RegExp | null = null;

  const text = (value: string): string => {
    const plain = literals === null ? value : value.replace(literals, HIDDEN);
    return plain.replace(SECRET_LOOKS, HIDDEN).replace(NAMED_IN_TEXT, `$1${HIDDEN}`);
  };
  return {
    hide(secrets) {
      for (const spelling of secrets.flatMap(spellingsOf)) spellings.add(spelling);
      literals = anyOf(spellings);
    },
    line(json) {
      try {
        return `${JSON.stringify(masked(JSON.parse(json), text))}\n`;
      } catch {
        // No JSON after all: masked as a text rather than lost, and never a reason to fall over.
        return `${text(json.trimEnd())}\n`;
      }
    },
  };
}

/** The value with every text and key in it masked, and all that stands under a secret name. */
function masked(value: unknown, text: (value: string) => string): unknown {
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return value.map((each) => masked(each, text));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, each]) => [
    text(name),
    LOWER_CASE_NAMES.has(name.toLowerCase()) ? HIDDEN : masked(each, text),
  ]);
  return Object.fromEntries(entries);
}

function spellingsOf(secret: string): readonly string[] {
  const asJson = JSON.stringify(secret).slice(1, -1);
  const asForm = new URLSearchParams([['', secret]]).toString().slice(1);
  return [secret, asJson, encodeURIComponent(secret), asForm].filter((each) => each !== '');
}

function anyOf(words: ReadonlySet<string>): RegExp | null {
  if (words.size === 0) return null;
  // The longest first, so that no secret shows the rest of a longer one that begins with it.
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  const escaped = longestFirst.map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  return new RegExp(escaped.join('|'), 'g');
}
