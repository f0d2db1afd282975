import { compilePhrases } from './pattern.ts';

/**
 * What recordings say, in the languages of the countries that the calls we know of came from. A transcript labels such speech as
 * the customer's, whatever the language of the agent; so all of them are tried on every call. They are the turns of phrase of
 * recordings, not their subjects: people speak of voicemail, menus and extensions too ("I got your voicemail", "please hold on").
 */
export const VOICEMAIL = compilePhrases(`
  reached ~ voicemail, reached ~ voice mail, reached ~ voice mailbox, reached ~ mailbox, forwarded to ~ voicemail, forwarded to ~ voice, forwarded to an
  automated, voicemail of, voicemail box of, voicemail system, voice messaging system, mailbox is full, mailbox of, mailbox belonging, leave ~ message
  after, leave ~ message and i, leave ~ message and ill, leave ~ message and we, leave ~ message and someone, please leave ~ message, leave your message, please leave your name, leave your name number,
  leave your name and, leave me a message, after the tone, after the beep, at the tone, at the beep, record your message, person you are calling, person
  youre calling, person you have called, person youve called, person you are trying to reach, number you have dialed, number you dialed, number you are
  calling, subscriber you, subscriber is not, cannot take your call, cant take your call, unable to take your call, not available to take your call, i cant
  come to the phone, we cant come to the phone, unable to come to the phone, please try your call again, try your call again later, not available ~ please
  try again later, unavailable ~ please try again later, you know what to do, using a screening service, using a call screening, say your name and why, the person is not available,
  state your name and, buzón de voz, buzón de mensajes, buzón está lleno, buzón del, casilla de voz, casilla de mensajes, correo de voz, deje ~ mensaje, deja tu mensaje,
  puede dejar ~ mensaje, para dejar ~ mensaje, dejar ~ mensaje después, grabe su mensaje, después del tono, después de la señal, después de oír, al
  escuchar el tono, al oír la señal, tras la señal, tras el tono, número que usted marcó, número que ha marcado, número que usted ha marcado, número marcado, el abonado no, el abonado
  al que, apagado o fuera, fuera de cobertura, no puedo atenderle, no podemos atenderle, no podemos atender su llamada, говорит автоответчик*, это
  автоответчик, работает автоответчик, позвонили на автоответчик, включён автоответчик, голосов* почт*, голосов* ящик*, голосового ассистента, говорит
  голосовой, оставьте ~ сообщение, можете оставить ~ сообщение, чтобы оставить ~ сообщение, после сигнала, после звукового сигнала, после гудка, абонент
  не, абонент сейчас, абонент временно, абонент занят*, абонент недоступен, абонент разговаривает, вызываемый абонент, аппарат абонента, телефон абонента,
  вне зоны действия, вне зоны доступа, номер не обслуживается, неправильно набран, ist der anrufbeantworter, anrufbeantworter von, anrufbeantworter der,
  mailbox von, nachricht nach dem, nach dem signalton, nach dem piepton, nach dem ton, nach dem signal, teilnehmer ~ nicht erreichbar, vorübergehend nicht
  erreichbar, person ~ nicht erreichbar, gewünschte gesprächspartner, hinterlassen sie, le répondeur de, le répondeur du, répondeur automatique, êtes sur le
  répondeur, bien sur le répondeur, messagerie vocale, messagerie de, boîte vocale de, laissez ~ message, laisser ~ message après, après le bip, après le
  signal, votre correspondant, segreteria telefonica, lasciate ~ messaggio, lasci un messaggio dopo, dopo il segnale, dopo il bip, utente ~ non è
  raggiungibile, cliente ~ non è raggiungibile, cliente da lei chiamato, utente da lei chiamato, persona chiamata, numero da lei chiamato, caixa postal, correio de voz, caixa de mensagens, deixe ~ mensagem,
  deixe ~ recado, após o sinal, após o bip, número chamado, sesli mesaj, mesajınızı bırak*, sinyal sesinden sonra, bip sesinden sonra, aradığınız kişi*,
  aradığınız numara*, poczta głosowa, poczty głosowej, zostaw ~ wiadomość, zostawić wiadomość po, po sygnale, abonent jest, abonent czasowo, hlasová
  schránka, zanechte ~ zprávu`);

export const MENU = compilePhrases(`
  press #, press one, press two, press three, press four, press five, press six, press seven, press eight, press nine, press zero, press pound, press star,
  press the pound, press the star, press the hash, press any key, for english press, for english say, for english please, para español, to return to the
  main menu, return to the main menu press, to hear ~ options, to repeat ~ options, to repeat this menu, please listen carefully, listen carefully as,
  options have changed, select from the following, choose from the following, one of the following options, partys extension, extension you wish, enter ~
  extension, if you know ~ extension, dial it now, dial it at any time, say or press, press or say, this call is being recorded, this call may be recorded,
  this call may be monitored, this call will be recorded, calls may be recorded, our office is closed, our offices are closed, our office is currently closed, our offices are currently closed, our store
  is currently closed, we are currently closed, our business hours are, office hours are, nuestro horario de atención es, our hours of operation, oprima, marque #, marque el #, marque
  el uno, marque el dos, marque el tres, marque el cuatro, marque la tecla, marque ahora, marque uno, marque dos, marque tres, marque cuatro, marque cinco,
  marque cero, presione, pulse #, pulse el, pulse la, pulse uno, pulse dos, pulse tres, pulse cuatro, pulse cinco, pulse cero, pulse asterisco, pulse
  almohadilla, siguientes opciones, menú de opciones, volver al menú principal, regresar al menú, marque ~ extensión, conoce ~ extensión, llamada será
  grabada, llamada puede ser grabada, llamada está siendo grabada, digite ~ extensión, digite #, digite el, digite la, digite su, digite uno, digite dos,
  digite o, digite um, digite dois, digite seu, наберите внутренний, наберите ~ добавочный, введите ~ добавочный, знаете ~ добавочный, знаете внутренний,
  добавочный номер сотрудника, добавочный номер абонента, нажмите #, нажмите один, нажмите два, нажмите три, нажмите четыре, нажмите пять, нажмите шесть,
  нажмите семь, нажмите восемь, нажмите девять, нажмите ноль, нажмите цифру, нажмите клавишу, нажмите звёздочку, нажмите решётку, тоновом режиме, голосовое
  меню, вернуться в главное меню, возврата в главное меню, выхода в главное меню, все разговоры записываются, разговор может быть записан, разговор будет
  записан, wählen sie die #, wählen sie die eins, wählen sie die zwei, wählen sie die drei, drücken sie die, drücken sie #, drücken sie eins, drücken sie zwei, drücken sie drei, appuyez sur, tapez #, tapez un, tapez deux, tapez sur,
  premere il tasto, premere il numero, premere #, premere uno, premere due, premere tre, prema il tasto, prema #, prema uno, digitare #, digitare il,
  digitare uno, digitare due, digiti #, digiti il, aperte #, aperte um, aperte a tecla, tecle #, tecle um, pressione #, pressione um, disque #, disque um,
  tuşlayın*, tuşuna bas*, naciśnij, wciśnij #, wciśnij jeden, wybierz #, wybierz jeden, wybierz dwa, wybierz trzy, wybierz cyfrę, stiskněte`);

export const HOLD = compilePhrases(`
  please hold while, please hold for the next, please hold and, please hold your call, please hold someone, please hold the next, continue to hold, please
  stay on the line, please remain on the line, stay on the line and your, stay on the line for the next, stay on the line or, remain on the line, your call
  is important, your call is very important, your call will be answered, your call will be, agents are busy, agents are currently, agents are all,
  representatives are busy, representatives are currently, operators are busy, next available agent, next available representative, next available operator,
  all of our agents, all our agents, all of our representatives, all our representatives, all our lines, all of our lines, all our operators, you are number
  ~ in, you are currently number, you are caller number, number ~ in the queue, please wait while we connect, higher than normal call, higher than usual call, high call volume*, your estimated wait, estimated wait time is, thank you for holding, thank you
  for continuing to hold, we appreciate your patience, will be with you shortly, permanezca en ~ línea, permanezca a la espera, su llamada es importante, su
  llamada es muy importante, su llamada será, agentes están ocupados, agentes se encuentran, asesores están ocupados, asesores se encuentran, ejecutivos
  están ocupados, operadores están ocupados, representantes están ocupados, líneas están ocupadas, será atendid*, lo atenderemos, le atenderemos, пожалуйста
  оставайтесь на линии, оставайтесь на линии вам, оставайтесь на линии ваш, оставайтесь на линии первый, оставайтесь на линии ожидайте, ожидайте ответа,
  ожидайте на линии, ожидайте соединения, пожалуйста ожидайте, ваш звонок важен, ваш звонок очень важен, ваш звонок для нас, все операторы, операторы
  заняты, специалисты заняты, первый освободившийся, освободившийся оператор, ответа оператора, bitte warten sie auf, bitte warten sie bis, bitte warten ihr,
  bleiben sie ~ leitung, ihr anruf ist, ihr anruf wird, anruf ist uns wichtig, nächsten freien, nächste freie, alle mitarbeiter, mitarbeiter ~ im gespräch,
  leitungen sind ~ belegt, veuillez patienter, veuillez ne pas quitter, merci de patienter, merci de ne pas quitter, ne quittez pas votre, ne quittez pas un
  conseiller, votre appel est, votre appel sera, votre appel va, conseillers sont, tous nos conseillers, lignes sont ~ occupées, attendere prego, attendere
  in linea, prega di attendere, restare in linea, rimanere in linea, resti in linea, la sua chiamata è importante, la sua chiamata è molto, la sua chiamata
  sarà, la sua chiamata verrà, nostri operatori, tutti gli operatori, sua ligação é muito, sua ligação é importante, sua ligação será, sua chamada é, sua
  chamada será, aguarde na linha, permaneça na linha, aguarde ~ atendid*, atendentes estão, hatta kalın*, hattan ayrılmayın*, aramanız ~ önemli, çağrınız ~
  önemli, temsilcilerimiz, proszę czekać, proszę pozostać na linii, wszyscy konsultanci, konsultanci są, prosím čekejte`);
