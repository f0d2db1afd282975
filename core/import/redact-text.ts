import { CAPABILITY_URL, isSecretName, KEY_FORMS, KEY_SIGN, NAME_IN_QUOTES, PARAMETER, SCHEMES } from '../secrets/secret-list.ts';

/* Every repetition below is bounded where a match may still fail behind it: a transcript of megabytes must not stall the import. */

const HIDDEN = '[redacted]';

/** A field of JSON that stands inside other text, a log line for instance; each JSON around it escapes its quotes once more. */
const INNER_FIELD = new RegExp(String.raw`(\\{0,31}["'])(${NAME_IN_QUOTES})\1(\s*:\s*)\1[^"'\\]+`, 'giu');
/** The same of any name, which the list then judges as it does the fields of JSON that is whole. */
const ANY_INNER_FIELD = /((\\{0,31}["'])([\w .-]{1,80})\2\s*:\s*\2)[^"'\\]+/gu;
const USER_PART = /(:\/\/)[^/?#\s@"'<>]{1,256}@/gu;
const LIVE_LINK = /\b(?:wss?|https?):\/\/[^\s"'<>\\]{1,200}vapi\.ai\/[^\s"'<>\\]{1,200}\/(?:listen|control|transport)\b/giu;
/** One run without spaces or quotes: a URL ends there. */
const WORD = /[^\s"'<>\\]+/gu;

/** A text without presigned queries, tokens and keys. A URL keeps its path, because that only names the file. */
export function redactText(text: string): string {
  return STEPS.reduce((rest, [sign, step]) => (sign.test(rest) ? step(rest) : rest), text);
}

/** Each step with the sign without which it finds nothing: most texts are speech and have none of them. */
const STEPS: readonly (readonly [sign: RegExp, step: (text: string) => string])[] = [
  [/=|%3D/iu, (text) => text.replace(WORD, (word) => (isSignedUrl(word) ? withoutQuery(word) : word)).replace(PARAMETER, `$1$2${HIDDEN}`)],
  [/["']\s*:/u, (text) => withoutAnyField(text.replace(INNER_FIELD, `$1$2$1$3$1${HIDDEN}`))],
  [/bearer|basic/iu, (text) => SCHEMES.reduce((rest, scheme) => rest.replace(scheme, `$1${HIDDEN}`), text)],
  // Before the keys: what looks like the end of one may be the beginning of an address.
  [/:\/\//u, (text) => text.replace(CAPABILITY_URL, `$1${HIDDEN}`).replace(LIVE_LINK, HIDDEN).replace(USER_PART, `$1${HIDDEN}@`)],
  [KEY_SIGN, (text) => KEY_FORMS.reduce((rest, form) => rest.replace(form, HIDDEN), text)],
];

function withoutAnyField(text: string): string {
  return text.replace(ANY_INNER_FIELD, (found: string, opening: string, _quote: string, name: string) => (isSecretName(name) ? opening + HIDDEN : found));
}

function isSignedUrl(word: string): boolean {
  return /:\/\/|%3A%2F%2F/iu.test(word) && word.search(PARAMETER) !== -1;
}

/** Everything from the first `?` or `#` on goes, also where the whole URL is itself percent-encoded. */
function withoutQuery(word: string): string {
  const cut = word.search(/[?#]|%3F|%23/iu);
  return cut === -1 ? word : word.slice(0, cut);
}
