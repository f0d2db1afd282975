import type { MarkerLanguage } from '../../qci/markers/language.ts';
import { compilePhrases, findHits, type Pattern, type ReadyText } from '../../qci/markers/pattern.ts';
import type { Span } from './spans.ts';

const ENGLISH = `
  call|ring|phone|text|email|mail|message|write|send|resend|forward|post|ship|deliver|follow|check|verify|confirm|book|schedule|reserve|arrange|put|note|
  pass|ask|inform|notify|remind|transfer|connect|refund|credit|cancel|remove|delete|update|change|correct|fix|replace|repair|order|prepare|
  bring|come|visit|pay|sign|look|find|speak|talk|try|raise|escalate|open|register|add|apply|waive|reply|answer|return|collect|pick`.replaceAll(/\s/g, '');

/**
 * What somebody says he, or his side, will do. The judge's lists of callbacks and sendings tell what a talk was about and take every "link" and
 * "ticket" for it; a listener wants to stop only where a word was given, so these are verbs in the first person or of the future.
 */
const PHRASES: Readonly<Record<MarkerLanguage, string>> = {
  en: `
    ill|well|hell|shell|theyll ${ENGLISH}, i|we|he|she|they|somebody|someone|colleague will ${ENGLISH},
    ill|well|theyll also|just|then|definitely|certainly|personally|gladly|now ${ENGLISH}, i|we|they will also|just|then|definitely|certainly|personally|now ${ENGLISH},
    im|were going to ${ENGLISH}, i am going to ${ENGLISH}, we are going to ${ENGLISH}, ill|well|will get back, ill|well|will let you|him|her|them know, ill|well|will tell him|her|them|my|our, ill|well|will make sure,
    ill|well|will see to it, ill|well|will give you, ill|well|will have somebody|someone|him|her|them, ill|well|will be there|here|in touch,
    ill|well|will take you off|care, youll|will get|receive|hear, wont call|ring|phone|charge|bother|contact you, will not call|ring|phone|charge|bother|contact,
    i|we promise, i|we guarantee, you have my word`,
  ru: `
    я|мы ~ перезвоню|перезвоним|позвоню|позвоним|наберу|наберем|пришлю|пришлем|вышлю|вышлем|отправлю|отправим, перезвоню, перезвоним, перезвонит|перезвонят, позвоню, позвоним,
    позвонит|позвонят вам, вам позвонит|позвонят, наберу, наберём, наберёт вас, пришлю, пришлём, вышлю, вышлем, отправлю, отправим, скину, скинем, сброшу, сбросим, напишу, напишем,
    сообщу, сообщим, передам, передадим, уточню, уточним, узнаю, проверю, проверим, свяжусь, свяжемся, свяжется, свяжутся, запишу, запишем, забронирую, забронируем, оформлю,
    оформим, подготовлю, подготовим, сделаю, сделаем, верну, вернём, удалю, удалим, уберу, уберём, отменю, отменим, заменю, заменим, исправлю, исправим, привезу, привезём,
    привезут, приеду, приедем, приедет, приедут, подъеду, подъедем, подъедет, подойду, приду, придём, зайду, заеду, закажу, закажем, заплачу, оплачу, оплатим, спрошу,
    посоветуюсь, организую, организуем, назначу, назначим, направлю, направим, переведу, переведём, переключу, соединю, внесу, внесём, зафиксирую, зарегистрирую, напомню,
    напомним, предоставлю, предоставим, отвечу, ответим, разберусь, разберёмся, закреплю, придержу, доставим, доставят, заберу, заберём, обещаю, обещаем, гарантирую,
    гарантируем, постараюсь, постараемся, не будем звонить, больше не побеспокою|побеспокоим, вам придёт, вы получите`,
  es: `
    le|te|les|os|lo|la|se llamaré|llamaremos|llamarán|llamará|enviaré|enviaremos|enviarán|mandaré|mandaremos|escribiré|escribiremos|avisaré|avisaremos|devolveré|devolveremos|confirmaré|confirmaremos,
    llamaré, llamaremos, enviaré, enviaremos, mandaré, mandaremos, escribiré, confirmaré, confirmaremos, avisaré, avisaremos, revisaré, revisaremos, pasaré, pasaremos, haré, haremos,
    devolveré, devolveremos, cancelaré, cancelaremos, reservaré, reservaremos, comprobaré, consultaré, preguntaré, buscaré, volveré, volveremos, iré, iremos, pagaré, estaré, estaremos,
    cambiaré, cambiaremos, corregiré, corregiremos, le|te|les mando|envío|paso|confirmo|aviso|devuelvo|reservo|apunto|anoto|agendo, se lo|la|los|las mando|envío|paso|confirmo,
    le|te|lo|la llamo|marco mañana|luego|después|más|hoy, voy|vamos a llamar*|enviar*|mandar*|escribir*|pasar*|confirmar*|revisar*|consultar*|devolver*|cancelar*|reservar*|avisar*|hablar*|preguntar*,
    recibirá, recibirás, le|te llegará|llegarán, me|nos comunicaremos|comunicaré, prometo, le|te prometo, prometemos, me comprometo, nos comprometemos, garantizo, garantizamos`,
};

const compiled = new Map<MarkerLanguage, Pattern>();

function patternOf(language: MarkerLanguage): Pattern {
  const known = compiled.get(language);
  if (known) return known;
  const pattern = compilePhrases(PHRASES[language]);
  compiled.set(language, pattern);
  return pattern;
}

/** "Well, call me" is no "we'll call": a contraction is taken for one where it is written as one. */
const BARE_WELL = /^(?:well|hell|shell|were)[^\p{L}'’ʼ]/iu;

/** Not the sign inside "10:30" or "4.500". */
const CLAUSE_END = /[.,;:!?…](?=\s|$)|[—。\n]/u;
/** What is promised is read to the end of its clause, so far at most. */
const LONGEST_TAIL = 60;

/** Where somebody commits himself, to the end of the clause; a question commits nobody. In order, without overlap; nothing in other languages. */
export function promiseSpans(text: string, ready: ReadyText, language: MarkerLanguage | null): Span[] {
  if (language === null) return [];
  const spans: Span[] = [];
  for (const hit of findHits(ready, patternOf(language))) {
    if (hit.start < (spans.at(-1)?.end ?? 0) || BARE_WELL.test(text.slice(hit.start, hit.start + 6))) continue;
    const { end, sign } = clauseEnd(text, hit.end);
    if (sign !== '?') spans.push({ start: hit.start, end });
  }
  return spans;
}

function clauseEnd(text: string, from: number): { end: number; sign: string } {
  const tail = text.slice(from, from + LONGEST_TAIL);
  const at = tail.search(CLAUSE_END);
  if (at !== -1) return { end: from + tail.slice(0, at).trimEnd().length, sign: tail.charAt(at) };
  if (from + LONGEST_TAIL >= text.length) return { end: from + tail.trimEnd().length, sign: '' };
  return { end: from + Math.max(0, tail.lastIndexOf(' ')), sign: '' };
}
