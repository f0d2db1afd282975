import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Turn } from '../transcript/turn.ts';
import { unscorableReason } from './scorable.ts';
import { sayings, speech, tool } from './testing/turns.ts';

const reasonOf = (turns: readonly Turn[]) => unscorableReason(turns, { minCustomerWords: 5 });
const HELLO = speech(90, 'agent', 'Hi, this is Ava from Brightwater. Who am I speaking with?');
const called = (...texts: string[]) => reasonOf([HELLO, ...sayings('customer', ...texts)]);

describe('a call without a score', () => {
  test('has no transcript where nothing is said', () => {
    expect(reasonOf([])).toBe('no_transcript');
    expect(reasonOf([tool(0), speech(1, 'customer', ' … ')])).toBe('no_transcript');
  });

  test('has no customer where the agent alone speaks', () => {
    expect(reasonOf([HELLO, speech(1, 'customer', '...')])).toBe('no_customer');
  });

  test('has too few words below what the rubric asks, and enough from there on', () => {
    expect(called('Yes?', 'Who is this?')).toBe('too_few_words');
    expect(called('Yes?', 'Who is this now?')).toBeNull();
    expect(unscorableReason(sayings('customer', 'Yes.'), { minCustomerWords: 0 })).toBeNull();
  });
});

const RECORDINGS: Record<'voicemail' | 'recorded_menu', [language: string, text: string][]> = {
  voicemail: [
    ['en', 'Hi, you have reached the voicemail of Dana. Leave a message after the tone.'],
    ['en', "Hi, it's Tom, I can't come to the phone right now. Leave me a message and I'll get back to you."],
    ['en', 'The person you are calling is not available. Please record your message.'],
    ['en', 'Your call has been forwarded to an automated voice messaging system.'],
    ['en', 'The mailbox is full and cannot accept any messages at this time. Goodbye.'],
    ['ru', 'Абонент временно недоступен. Оставьте сообщение после сигнала.'],
    ['ru', 'Аппарат абонента выключен или находится вне зоны действия сети.'],
    ['ru', 'С вами говорит голосовой помощник. Что передать владельцу номера?'],
    ['es', 'Ha llamado al buzón de voz. Deje su mensaje después de la señal.'],
    ['es', 'El número que usted marcó no está disponible en este momento.'],
    ['de', 'Dies ist der Anrufbeantworter der Familie Roth. Bitte sprechen Sie nach dem Signalton.'],
    ['de', 'Der Teilnehmer ist vorübergehend nicht erreichbar. Bitte versuchen Sie es später.'],
    ['fr', 'Bonjour, vous êtes bien sur le répondeur de Claire. Laissez un message après le bip.'],
    ['it', 'Risponde la segreteria telefonica. Lasciate un messaggio dopo il segnale.'],
    ['pt', 'Sua chamada está sendo encaminhada para a caixa postal. Deixe sua mensagem após o sinal.'],
    ['tr', 'Aradığınız kişiye şu anda ulaşılamıyor. Sinyal sesinden sonra mesajınızı bırakınız.'],
    ['pl', 'Tu poczta głosowa. Zostaw wiadomość po sygnale.'],
  ],
  recorded_menu: [
    ['en', 'Thank you for calling. For appointments press one. For billing press two.'],
    ['en', 'Please listen carefully as our menu options have changed.'],
    ['en', "If you know your party's extension, dial it now. For office hours press four."],
    ['en', 'All of our agents are busy. Please stay on the line, your call is important to us.'],
    ['en', 'Please hold while I connect you to the next available agent.'],
    ['ru', 'Вы позвонили в регистратуру. Для записи нажмите один. Для вызова врача нажмите два.'],
    ['ru', 'Ваш звонок очень важен для нас. Оставайтесь на линии, вам ответит первый освободившийся оператор.'],
    ['es', 'Para ventas, marque uno. Para soporte, oprima dos.'],
    ['es', 'Todos nuestros agentes están ocupados. Permanezca en la línea, su llamada será atendida.'],
    ['de', 'Für den Kundendienst drücken Sie die Eins.'],
    ['de', 'Ihr Anruf ist uns wichtig. Sie werden mit dem nächsten freien Mitarbeiter verbunden.'],
    ['fr', 'Pour le service client, appuyez sur la touche deux.'],
    ['fr', 'Tous nos conseillers sont en ligne, veuillez patienter.'],
    ['it', 'Per il servizio clienti premere il tasto due.'],
    ['it', 'Attendere prego, la sua chiamata verrà presa in carico dal primo operatore.'],
    ['pt', 'Para falar com um atendente, digite dois.'],
    ['pt', 'Sua ligação é muito importante para nós, aguarde na linha.'],
    ['tr', 'Müşteri hizmetleri için ikiyi tuşlayın.'],
    ['tr', 'Lütfen hatta kalın, temsilcilerimiz şu anda meşgul.'],
    ['pl', 'Aby połączyć się z konsultantem, naciśnij dwa.'],
    ['pl', 'Wszyscy konsultanci są zajęci, proszę czekać.'],
  ],
};

describe('a recording is no customer', () => {
  test.each(RECORDINGS.voicemail)('voicemail, %s: %s', (_, text) => expect(called(text)).toBe('voicemail'));
  test.each(RECORDINGS.recorded_menu)('menu or hold, %s: %s', (_, text) => expect(called(text)).toBe('recorded_menu'));

  test.each([
    'Hello, you have reached 555 0100. Nobody can take your call at the moment. Leave your name and number.',
    'You have reached the Millers. Please leave your name, number and a brief message.',
    'Sorry I missed your call, please leave a message',
    'The Google Voice subscriber you have called is not available.',
    'The wireless customer you are calling is not available. Please try your call again later.',
    'This mailbox is full.',
    'Thanks for calling. Our office is closed. Office hours are Monday through Friday nine to five.',
    'To leave a callback number, press five.',
    'For Spanish, press nine. If this is an emergency hang up and dial 911.',
    'All representatives are currently assisting other customers. Your call will be answered in the order received.',
    'We are experiencing higher than normal call volumes.',
    'Your estimated wait time is five minutes.',
    'Please wait while we connect your call to the next representative.',
    'You are caller number three in the queue.',
    'At the tone, please record your message. When you have finished recording, you may hang up.',
    'Record your message at the tone. Press one for more options.',
    'Телефон абонента выключен или временно недоступен. Попробуйте позвонить позднее.',
    'Здравствуйте, я сейчас не могу ответить, оставьте сообщение после гудка',
    'Для связи с оператором нажмите 0',
    'Все операторы сейчас заняты. Пожалуйста, дождитесь ответа.',
    'В целях повышения качества обслуживания все разговоры записываются.',
    'Вас приветствует голосовой помощник Ева, абонент сейчас не может говорить',
    'Ожидайте, пожалуйста, ответа оператора.',
    'Lo sentimos, el número marcado no existe',
    'En este momento no puedo contestar, deja tu mensaje',
    'El número que usted ha marcado no se encuentra disponible',
    'La persona a la que llama no está disponible. Por favor, deje su mensaje',
    'Para español oprima uno',
    'En un momento le atenderemos, no cuelgue por favor',
    'Gracias por llamar. Si conoce la extensión, márquela ahora',
    'Nuestro horario de atención es de lunes a viernes',
    'Die gewünschte Person ist zurzeit nicht erreichbar. Hinterlassen Sie eine Nachricht nach dem Ton',
    'The person you have called is temporarily not available',
    'Der Anrufbeantworter von Familie Müller',
    'Bitte bleiben Sie in der Leitung',
    'Wählen Sie die Eins für Beratung',
    'Vous êtes sur la messagerie de Paul, laissez-moi un message',
    'Toutes nos lignes sont occupées',
    'Il cliente da lei chiamato non è al momento raggiungibile',
    'Tutti i nostri operatori sono occupati',
    'Para falar com um de nossos atendentes, tecle 2',
    'Aradığınız kişiye ulaşılamıyor',
    'Abonent jest czasowo niedostępny',
    'Proszę pozostać na linii',
    'Aby zostawić wiadomość naciśnij jeden',
  ])('of one kind or another: %s', (text) => expect(['voicemail', 'recorded_menu']).toContain(called(text)));

  test('nor is what says a long sentence a third time, whatever it means', () => {
    const text = 'Velkommen til vores lille butik ved havnen.';
    expect(called(text, text, text)).toBe('recorded_menu');
    expect(called(text, text)).toBeNull();
    expect(called('Nej tak.', 'Nej tak.', 'Nej tak.')).toBeNull();
  });

  test('nor are the few words that were misheard of it', () => {
    expect(called('Thank you for calling the clinic of the three rivers. For appointments press one. For billing and all other questions press two.', 'Oh the for a two.')).toBe('recorded_menu');
  });

  test('is left behind when a person answers at last', () => {
    expect(called('For appointments press one. For billing press two.', 'Hello, front desk, Maria speaking, how can I help you today?')).toBeNull();
  });

  test('stays one with other case, accents taken apart and no punctuation', () => {
    const all = [...RECORDINGS.voicemail, ...RECORDINGS.recorded_menu].map(([, text]) => text);
    fc.assert(fc.property(fc.constantFrom(...all), fc.boolean(), (text, loud) => called((loud ? text.toLocaleUpperCase('en') : text).normalize('NFD').replaceAll(/[.,]/g, ' ')) !== null));
  });
});

describe('people are scored, though they speak of what recordings speak of', () => {
  test.each([
    'I got your voicemail and I would like to book a visit for Friday.',
    'Can I leave a message for him?',
    'My mailbox is always stuffed with your flyers, please stop sending them.',
    'What is on the lunch menu today, and is the main menu the same as last week?',
    'My extension is 204, and I am here until five.',
    'What are your business hours on a Saturday?',
    'The road to our house is currently closed, so come from the north.',
    'Please hold on a second, I will get my wife.',
    "I'll stay on the line, no problem at all.",
    'Could you check my pulse, I mean the pulse of the pump?',
    'I am the subscriber on this account, my husband is not.',
    "I can't talk, please try again later this week.",
    'Thank you for your patience with me, I am slow today.',
    'Какое у вас сегодня меню на обед, есть главное блюдо?',
    'Можно оставить сообщение для него, он мне нужен сегодня?',
    'Мой добавочный двести четыре, звоните до пяти.',
    'Я абонент вашей сети уже десять лет, почему так дорого?',
    'Оставайтесь на линии, я сейчас позову мужа.',
    'Наберите мой номер позже, я за рулём.',
    '¿Puedo dejar un mensaje para él, por favor?',
    'No cuelgue, por favor, voy a buscar a mi esposo.',
    'Llámeme al número de extensión doscientos, soy el abonado.',
    'Der Kuchen hat einen guten Geschmack, die Taste am Herd klemmt.',
    'Drücken Sie mir die Daumen, dass es heute noch klappt.',
    'Mein Mann ist gerade nicht erreichbar, rufen Sie morgen an.',
    "J'ai laissé un mot sur votre répondeur hier soir, merci pour votre appel.",
    'Aspettavo la sua chiamata e volevo sapere quando siete aperte.',
    'Obrigado pela sua ligação e pelo menu de hoje.',
    'Proszę wybierz termin, który pasuje panu najlepiej.',
  ])('%s', (text) => expect(called(text)).toBeNull());
});

test('tools and what the agent says do not count', () => {
  const words = fc.constantFrom('Press one now.', 'Leave a message after the tone.', 'Hello there.', '');
  fc.assert(
    fc.property(fc.array(words), fc.array(words), (customer, agent) => {
      const said = sayings('customer', ...customer);
      expect(reasonOf([HELLO, tool(1), ...sayings('agent', ...agent), ...said])).toBe(reasonOf([HELLO, ...said]));
    }),
  );
});
