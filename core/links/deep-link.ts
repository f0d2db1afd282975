import { isUuid } from '../calls/ids.ts';

/** The scheme that the operating system hands to the app. */
export const LINK_SCHEME = 'sidetone';

/** Longest link that is followed, in characters: a link with every filter set stays below half of it. */
const MOST_CHARACTERS = 2000;

/** `sidetone://calls`, a call below it, and what the list is filtered by. Nothing else is a link of ours. */
const FORM = /^sidetone:\/\/calls(?:\/(?<callId>[^/?#]+))?\/?(?:\?(?<search>[^\s#]*))?$/iu;

/** The link to one of the app's paths, such as `/calls?scoreMin=40`. What the list shows of this device alone is left out: it is no other's. */
export function deepLink(path: string): string {
  const [place = '', search = ''] = path.split('?', 2);
  const shared = search.split('&').filter((part) => part !== '' && !part.startsWith('here='));
  return `${LINK_SCHEME}:/${place}${shared.length > 0 ? `?${shared.join('&')}` : ''}`;
}

/**
 * The app's path that a link leads to: the list of calls with a search, or one call by its UUID. Null for anything else,
 * because anybody can write a link. The search goes on as it is; `parseCallsSearch` takes from it what it knows.
 */
export function pathOfDeepLink(link: string): string | null {
  const parts = link.length <= MOST_CHARACTERS ? FORM.exec(link)?.groups : undefined;
  if (!parts || !isDecodable(parts['search'] ?? '')) return null;
  const { callId, search } = parts;
  if (callId !== undefined && !isUuid(callId)) return null;
  return `/calls${callId === undefined ? '' : `/${callId.toLowerCase()}`}${search ? `?${search}` : ''}`;
}

/** The path of the one link among the words of a command line, as Windows and Linux hand it over; null where there is none. */
export function pathOfCommandLine(words: readonly string[]): string | null {
  return words.map(pathOfDeepLink).find((path) => path !== null) ?? null;
}

function isDecodable(text: string): boolean {
  try {
    return decodeURIComponent(text) !== null;
  } catch {
    return false;
  }
}
