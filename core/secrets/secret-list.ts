/*
 * What a secret looks like: one list for what is imported and for what is logged. Every repetition is bounded where a match
 * may still fail behind it, because texts of megabytes are searched.
 */

/** Endings of field names that hold a secret or a live capability, word by word. */
const NAMES = [
  'secret', 'password', 'passwd', 'pwd', 'passphrase', 'passcode', 'credentials', 'authorization', 'jwt', 'auth token', 'access token', 'refresh token', 'bearer token', 'session token', 'id token', 'call token',
  'api key', 'private key', 'secret key', 'access key', 'access key id', 'shared access key', 'account key', 'signing key', 'hmac key', 'encryption key', 'decryption key', 'session key', 'service role key',
] as const;

/** Words that are a secret's name only where they are a name or its last word: "userPass", and not "bypass". */
const LAST_WORDS = ['pass', 'auth', 'session', 'token', 'cookie'] as const;

/** Names that hold one and end like others that hold none. */
const WHOLE_NAMES: ReadonlySet<string> = new Set(['bearer', 'setcookie', 'twilioaccountsid', 'listenurl', 'controlurl', 'webcallurl', 'callurl']);
const OPENINGS = /^(?:stripe|presigned[a-z0-9]*urls?$|twilioauth|twilioapi)/u;

const spelt = (names: readonly string[], separator: string): string => names.map((name) => name.replaceAll(' ', separator)).join('|');
const ENDINGS = new RegExp(`(?:${spelt(NAMES, '')})$`, 'u');
const LAST_LETTERS = new RegExp(`(?:${LAST_WORDS.join('|')})$`, 'u');

/** True for a field name that holds a secret; case and separators do not matter. */
export function isSecretName(name: string): boolean {
  const plain = name.toLowerCase().replaceAll(/[^a-z0-9]/gu, '');
  return WHOLE_NAMES.has(plain) || OPENINGS.test(plain) || ENDINGS.test(plain) || (LAST_LETTERS.test(plain) && endsWithWord(name));
}

/** A `session` is a secret and a "last session" a date; a `token` is one and a "next page token" turns a page. */
function endsWithWord(name: string): boolean {
  const words = name.replaceAll(/([a-z0-9])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])/gu, '$1$2 ').toLowerCase().split(/[^a-z0-9]+/u).filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  return LAST_WORDS.some((word) => word === last) && (words.length === 1 || (last !== 'session' && last !== 'token'));
}

/** Source of a pattern for such a name written in a text between quotation marks. */
export const NAME_IN_QUOTES = `(?:[\\w-]{0,60}(?:${spelt(NAMES, '[_-]?')})|[\\w-]{0,60}token|(?:[\\w-]{0,60}[_-])?(?:${LAST_WORDS.join('|')}))`;

/** Source of a pattern for those of them that nobody says by chance, for text without quotation marks. */
export const NAME_IN_TEXT = `(?:${spelt(NAMES, '[_-]?')})`;

/** Query parameters that make a URL a capability, by vendors' names and by plain ones. */
const VENDOR_PARAMETERS = '(?:X-Amz-[A-Za-z-]{1,40}|X-Goog-[A-Za-z-]{1,40}|AWSAccessKeyId|Key-Pair-Id)';
const ANYWHERE = `(?:signature|sig|policy|token|${spelt(NAMES, '[_-]?')})`;
const IN_QUERY = `[\\w-]{0,40}(?:token|signature|${spelt(NAMES, '[_-]?')})|(?:[\\w-]{0,40}[_-])?(?:key|${LAST_WORDS.join('|')})`;
const QUERY_SIGN = String.raw`[?&#]|u0026|%26|%3F|amp;`;

/** Such a parameter with its value; keeps `$1`, the name, and `$2`, the sign between. */
export const PARAMETER = new RegExp(
  String.raw`(${VENDOR_PARAMETERS}|(?<=^|[;\s"',{(]|${QUERY_SIGN})${ANYWHERE}|(?<=${QUERY_SIGN})(?:${IN_QUERY}))(=|%3D)[^\s"'<>\\&]+`,
  'giu',
);

/**
 * A header's credentials. A digit beside a letter, or padding, tells them from speech: "the basic 2500-minute plan" stays.
 * Keeps `$1`, the scheme.
 */
export const SCHEMES: readonly RegExp[] = [
  /\b(Bearer(?:\s+|%20))(?=[^\s"'<>]{0,500}(?:=|[A-Za-z]\d|\d[A-Za-z]))[A-Za-z0-9._~+/=-]{8,}/giu,
  /\b(Basic(?:\s+|%20))(?:[A-Za-z0-9+/]{6,500}={1,2}|(?=[A-Za-z0-9+/]{0,500}[a-z])(?=[A-Za-z0-9+/]{0,500}[A-Z])(?=[A-Za-z0-9+/]{0,500}\d)[A-Za-z0-9+/]{8,})/gu,
];

/** Values that are keys by their form: web tokens, and the prefixes that vendors give their keys so that they are found. */
export const KEY_FORMS: readonly RegExp[] = [
  /\beyJ[A-Za-z0-9_-]{8,500}\.[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*)?/gu,
  /(?<![A-Za-z0-9])sb_secret_[A-Za-z0-9_-]{6,}/gu,
  /(?<![A-Za-z0-9])(?:gh[opsur]_[A-Za-z0-9]{16,}|github_pat_[A-Za-z0-9_]{16,}|glpat-[A-Za-z0-9_-]{16,}|hf_[A-Za-z0-9]{20,}|npm_[A-Za-z0-9]{20,})/gu,
  /(?<![A-Za-z0-9])(?:AIza[A-Za-z0-9_-]{20,}|ya29\.[A-Za-z0-9_-]{20,}|(?:AKIA|ASIA)[A-Z0-9]{12,}|SG\.[A-Za-z0-9_-]{16,64}\.[A-Za-z0-9_-]{16,})/gu,
  /(?<![A-Za-z0-9])(?:sk|pk|rk|whsec|xox[a-z]|xapp)[-_](?=[A-Za-z0-9_-]{0,200}\d)[A-Za-z0-9_-]{16,}/gu,
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[A-Za-z0-9+/=\s\\:,-]{0,20000}/gu,
];

/** What every one of them begins with: a text without it holds none. */
export const KEY_SIGN = /eyJ|sb_secret_|gh[opsur]_|github_pat_|glpat-|hf_|npm_|AIza|ya29\.|AKIA|ASIA|SG\.|(?:[sprk]k|whsec|xox[a-z]|xapp)[-_]|-----BEGIN /u;

/** Addresses whose path alone lets everybody post or listen; keeps `$1`, the part that names the service. */
export const CAPABILITY_URL =
  /(\bhttps?:\/\/(?:hooks\.slack\.com\/[a-z]{1,20}|(?:\w{1,20}\.)?discord(?:app)?\.com\/api\/webhooks|hooks\.zapier\.com\/hooks|hook\.(?:\w{1,20}\.)?make\.com|[\w-]{1,60}\.webhook\.office\.com|api\.telegram\.org)\/)[^\s"'<>\\]+/giu;
