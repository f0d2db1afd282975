/* Every repetition below is bounded where a match may still fail behind it: a transcript of megabytes must not stall the import. */

const HIDDEN = '[redacted]';

/** Query parameters that make a URL a capability: signatures and tokens of S3, GCS, Azure, CloudFront, and plain ones. */
const PARAMETERS =
  /((?:X-Amz-[A-Za-z-]{1,40}|X-Goog-[A-Za-z-]{1,40}|AWSAccessKeyId|Key-Pair-Id)|(?<=^|[?&#;\s"',{(]|u0026|%26|%3F|amp;)(?:signature|sig|policy|token|access_token|refresh_token|id_token|auth_token|api_?key|secret|client_secret|password))(=|%3D)[^\s"'<>\\&]+/giu;

/** A digit or padding tells a token from speech: "the basic subscription" stays. */
const BEARER = /\b(Bearer|Basic)(\s+|%20)(?=[^\s"'<>]{0,500}[0-9=])[A-Za-z0-9._~+/=-]{8,}/giu;
const JWT = /\beyJ[A-Za-z0-9_-]{8,500}\.[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*)?/gu;
const KEY_FORMS = /\b(?:sk|pk|rk|whsec|xox[abp])[-_](?=[A-Za-z0-9_-]{0,200}\d)[A-Za-z0-9_-]{16,}/gu;
/** A field of JSON that stands inside other text, a log line for instance. */
const INNER_FIELD = /(\\?["'])([\w-]{0,60}(?:secret|password|api[_-]?key|token|authorization))\1(\s*:\s*)\1[^"'\\]+/giu;
const USER_PART = /(:\/\/)[^/?#\s@"'<>]{1,256}@/gu;
const LIVE_LINK = /\b(?:wss?|https?):\/\/[^\s"'<>\\]{1,200}vapi\.ai\/[^\s"'<>\\]{1,200}\/(?:listen|control|transport)\b/giu;
/** One run without spaces or quotes: a URL ends there. */
const WORD = /[^\s"'<>\\]+/gu;

/** A text without presigned queries, tokens and keys. A URL keeps its path, because that only names the file. */
export function redactText(text: string): string {
  if (!/[=%:]|Bearer|Basic|eyJ|[ksx][-_]/iu.test(text)) return text;
  return text
    .replace(WORD, (word) => (isSignedUrl(word) ? withoutQuery(word) : word))
    .replace(PARAMETERS, `$1$2${HIDDEN}`)
    .replace(INNER_FIELD, `$1$2$1$3$1${HIDDEN}`)
    .replace(BEARER, `$1$2${HIDDEN}`)
    .replace(JWT, HIDDEN)
    .replace(KEY_FORMS, HIDDEN)
    .replace(LIVE_LINK, HIDDEN)
    .replace(USER_PART, `$1${HIDDEN}@`);
}

function isSignedUrl(word: string): boolean {
  if (!/:\/\/|%3A%2F%2F/iu.test(word)) return false;
  PARAMETERS.lastIndex = 0;
  return PARAMETERS.test(word);
}

/** Everything from the first `?` or `#` on goes, also where the whole URL is itself percent-encoded. */
function withoutQuery(word: string): string {
  const cut = word.search(/[?#]|%3F|%23/iu);
  return cut === -1 ? word : word.slice(0, cut);
}
