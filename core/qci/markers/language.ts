import type { Turn } from '../../transcript/turn.ts';
import { foldedWords } from '../words.ts';

/** Languages the markers are written in. */
export type MarkerLanguage = 'en' | 'ru' | 'es';

/** The most frequent words of languages in Latin letters; folded. Those that only share words with English or Spanish are told apart by the rest. */
const FREQUENT: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set('the and you is to of it i that for we this have are in what with your so do can my be at on will yes not if was a its im'.split(' ')),
  es: new Set('que de la el en y es lo los las por con para una un usted su le se al del muy pero como si esta mi ya hay gracias tiene no a yo me'.split(' ')),
  pt: new Set('que de a o e em um uma para com nao os as do da no na por se mas eu voce isso esta meu minha seu sua muito obrigado obrigada sim tem ao foi bem'.split(' ')),
  fr: new Set('de la le les et des est je vous pas une un dans pour que sur avec qui ne ce il en du au mais oui cest jai nous on mon votre bonjour merci tres plus a'.split(' ')),
  it: new Set('di che e il la non per un una sono mi si ho ma con del della come le lo questo anche io grazie buongiorno molto a in da al ha gli'.split(' ')),
  de: new Set('ich das ist nicht und der die sie es ein eine zu mit auf wir haben habe den dem fur im ja nein noch aber was so in mir ihnen von bitte'.split(' ')),
  pl: new Set('w i nie na sie z do to jest ze co jak a o tak za od mam czy ale prosze dzien dobry dziekuje pan pani bardzo dla mnie'.split(' ')),
  tr: new Set('bir ve bu icin ne var mi mu da de ben siz evet hayir cok degil ama size bana tesekkurler tesekkur nasil daha kadar gibi yok merhaba o'.split(' ')),
  nl: new Set('ik het is niet en de een van dat u je te met op we hebben heb voor ja nee maar wat zo in mij aan er die zijn was naar'.split(' ')),
};

/** So many words are enough to know a language by. */
const SAMPLE = 600;
/** Below this share of frequent words a text is in none of the languages. */
const LEAST_SHARE = 0.12;
const CYRILLIC = /^\p{Script=Cyrillic}+$/u;
/** Letters of Ukrainian, Serbian and others that Russian does not have. */
const NOT_RUSSIAN = /[іїєґўђјљњћџқңғүұһө]/u;
/** A name or two are written with them in a Russian call; in those languages far more words are. */
const MOST_NOT_RUSSIAN = 0.05;

/** The language a call is held in, told from its words; null for any other language, and for a call without words. */
export function languageOf(turns: readonly Turn[]): MarkerLanguage | null {
  const words = sample(turns);
  if (words.length === 0) return null;
  const cyrillic = words.filter((word) => CYRILLIC.test(word));
  if (cyrillic.length > words.length / 2) return cyrillic.filter((word) => NOT_RUSSIAN.test(word)).length > cyrillic.length * MOST_NOT_RUSSIAN ? null : 'ru';
  let best = { language: '', share: LEAST_SHARE };
  for (const [language, frequent] of Object.entries(FREQUENT)) {
    const share = words.filter((word) => frequent.has(word)).length / words.length;
    if (share > best.share) best = { language, share };
  }
  return best.language === 'en' || best.language === 'es' ? best.language : null;
}

function sample(turns: readonly Turn[]): string[] {
  const words: string[] = [];
  for (const turn of turns) {
    if (turn.kind === 'speech') words.push(...foldedWords(turn.text.slice(0, SAMPLE * 8)));
    if (words.length >= SAMPLE) break;
  }
  return words.slice(0, SAMPLE);
}

const NO_WORDS: ReadonlySet<string> = new Set();
const ANY: ReadonlySet<string> = new Set(Object.values(FREQUENT).flatMap((words) => [...words]));

/** The most frequent words of a language, folded; of all that are known here where it is null. None are kept of Russian. */
export function frequentWords(language: MarkerLanguage | null): ReadonlySet<string> {
  return language === null ? ANY : (FREQUENT[language] ?? NO_WORDS);
}
