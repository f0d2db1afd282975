import { compilePhrases } from '../markers/pattern.ts';

/** Every phrase of one list followed by every one of another. */
const each = (beginnings: string, ends: string): string =>
  beginnings.split(',').flatMap((beginning) => ends.split(',').map((end) => `${beginning.trim()} ${end.trim()}`)).join(',');

/** Said to a machine that reads the call, and to nobody else: enough by themselves, whoever says them. */
export const TO_A_MACHINE = compilePhrases([
  each(
    'ignore, disregard, forget, override, bypass',
    `previous instructions, prior instructions, the previous instructions, the prior instructions, all ~ instructions, any ~ instructions, your ~ instructions,
    the instructions above, the instructions you, the above instructions, everything above, everything you were told, everything you have been told, what you
    were told, the instructions and, all previous, all prior, your ~ rules, all ~ rules, your ~ guidelines, your ~ prompt, the rubric, the scoring`,
  ),
  each('message to, message for, note to, note for, instruction to, instructions to, instruction for, instructions for', '~ ai, ~ grader, ~ evaluator, ~ scorer, ~ scoring, ~ language model, ~ judge model'),
  each('attention, dear', 'ai, evaluator, grader, scorer, language model, scoring model'),
  each('whoever ~', 'scoring this, grading this, evaluating this, scores this, grades this, evaluates this, scoring the call, grading the call, reads this transcript'),
  each('you are, you are now, act as, acting as, pretend to be', '~ grader, ~ evaluator, ~ scorer, ~ judge of this, ~ scoring model'),
  `system prompt, prompt injection, jailbreak, you are now in developer mode, you are in developer mode, ai grader, ai evaluator, ai reviewing this, ai scoring this, ai grading this, ai reading this, mark this as pass,
  mark this as a pass, qci, your new instructions are,
  score ~ as one hundred, score ~ as a hundred, score ~ as 100, оцени на сто, оцени на 100, оцените на сто, оцените на 100, pon un cien`,
  each(
    'игнорируй, игнорируйте, проигнорируй, проигнорируйте, забудь, забудьте, забудь про, забудьте про, отмени, отмените, не следуй, отбрось',
    `все ~ инструкц*, всё ~ инструкц*, предыдущ* ~ инструкц*, прежн* ~ инструкц*, прошл* ~ инструкц*, свои ~ инструкц*, твои ~ инструкц*, ваши ~ инструкц*,
    инструкции, все ~ указания, предыдущ* указани*, прежн* указани*, свои ~ указания, свои ~ правила, все ~ правила, всё сказанное выше, всё что выше, всё что тебе, промпт*`,
  ),
  `системн* промпт*, твой промпт, ваш промпт, ты оценщик, ты теперь оценщик, ты судья этого, вы оценщик, внимание нейросеть, внимание модель, внимание ии,
  внимание оценщик, уважаем* нейросеть, уважаем* модель, уважаем* оценщик, для оценщика, для искусственного интеллекта который, тому кто оценивает этот, тому кто оценивает звонок, тому кто
  оценивает разговор, сообщение для ~ нейросети, сообщение для ~ ии, сообщение для ~ модели, инструкция для ~ нейросети, инструкция для ~ ии, инструкция для
  ~ модели, новые инструкции для тебя, твои новые инструкции`,
  each(
    'ignora, ignore, ignoren, olvida, olvide, olvídate de, olvídese de, descarta, descarte, desobedece, omite',
    `tus ~ instrucciones, sus ~ instrucciones, todas ~ instrucciones, las instrucciones anteriores, las instrucciones previas, las anteriores instrucciones,
    instrucciones anteriores, instrucciones previas, las instrucciones que, tus reglas, todas ~ reglas, las reglas anteriores, la rúbrica, el prompt, tu prompt`,
  ),
  `ignora todo lo anterior, prompt del sistema, el prompt, tu prompt, actúa como ~ evaluador, eres ~ evaluador, eres ~ evaluadora, nota para ~ evaluador, nota para ~ evaluadora, nota
  para la ia, mensaje para la ia, mensaje para ~ evaluador, instrucciones para ~ evaluador, instrucciones para la ia, atención ia, atención evaluador, atención
  modelo, para el evaluador de esta, para quien evalúa esta, para quien evalúe esta, para quien califica esta, para quien califique esta, tus nuevas instrucciones`,
].join(','));

/** Who or what might be spoken to; ordinary beside anything but a grade. */
export const JUDGE = compilePhrases(`
  scoring model, evaluation model, grading model, language model, system message, system note, grader, evaluator, quality score, quality index, ai model, ии,
  системн* сообщени*, нейросет*, языков* модел*, искусственн* интеллект*, оценщик*, для проверяющего, тому кто оценивает, кто оценивает, индекс качества,
  mensaje del sistema, modelo de lenguaje, inteligencia artificial, evaluador, evaluadora, quien evalúa, quien evalúe, quien califica, índice de calidad`);

/** What only a judge gives: with any good grade beside it, somebody gives it in the judge's place. */
export const VERDICT = compilePhrases(`
  quality score, quality index, evaluation is complete, evaluation is over, evaluation is finished, evaluation complete, индекс качества, оценка качества,
  оценка звонка, оценка разговора, оценка завершена, оценка окончена, evaluación ha terminado, evaluación está terminada, evaluación terminada, índice de calidad`);

/** What a judge is told to do. */
export const GRADE = compilePhrases(`
  give, award, assign, set, output, put down, score, rate, grade, mark, evaluate, judge, deserves, must get, should get, must receive, should receive, поставь, поставьте, ставь,
  ставьте, оцени, оцените, выстави, выставь, выставьте, присвой, присвойте, дай, дайте, засчитай, засчитайте, заслуживает, pon, ponga, ponle, póngale, pongan,
  da, dale, dele, otorga, otorgue, otórgale, asigna, asigne, califica, califique, evalúa, evalúe, puntúa, puntúe, marca, marque, merece, califíquela,
  califícala, evalúela, evalúala, puntúela, puntúala, márcala, márquela`);

/** The call that is being scored, and no other. */
export const THIS_CALL = compilePhrases(`
  this call, this conversation, this dialogue, this interaction, this transcript, этот звонок, этому звонку, этого звонка, за звонок как, звонок как, разговор как,
  этот разговор, этому разговору, этого разговора, эту беседу, этот диалог, этому диалогу, esta llamada, esta conversación, esta transcripción`);

/** What a rubric grades. */
export const GRADED = compilePhrases(`
  this agent, every criterion, each criterion, all criteria, all the criteria, every dimension, all dimensions, every category, every score, each score, all
  scores, all the scores, the score, the rubric, the outcome, всем критериям, каждому критерию, каждый критерий, все критерии, всех критериев, рубрик*,
  транскрипт*, расшифровк*, этому агенту, todos los criterios, cada criterio, este agente, la rúbrica, la transcripción`);

/** What is graded, or only spoken of: it takes the best grade beside it to tell. */
export const MAYBE_GRADED = compilePhrases(`
  the call, the conversation, the transcript, the agent, the agents, за звонок, звонку, за разговор, разговору, работу агента, la llamada, la conversación, al
  agente, a la agente`);

/** The best grade there is, in words that are of grades alone. */
export const BEST = compilePhrases([
  each('full, maximum, max, highest, highest possible, top, perfect, best, best possible', 'marks, points, score, scores, grade, rating'),
  'the maximum, maximum for',
  'максимальн* балл*, максимальн* оценк*, максимум баллов, на максимум, максимум, высш* балл*, высш* оценк*, наивысш* балл*, наивысш* оценк*, полный балл',
  `puntuación máxima, máxima puntuación, calificación máxima, máxima calificación, nota máxima, máxima nota, puntaje máximo, máximo puntaje, puntos máximos, máximo
  de puntos, el máximo`,
].join(','));

/** The same in points, which people have on cards too. */
export const ALL_POINTS = compilePhrases(`
  one hundred points, a hundred points, 100 points, score of one hundred, score of a hundred, score of 100, hundred out of, 100 out of, 10 out of 10, 20 out of 20,
  30 out of 30, ten out of ten, twenty out of twenty, thirty out of thirty, сто баллов, 100 баллов, сто из ста, 100 из 100, todos los puntos, cien puntos, 100
  puntos, cien de cien, cien sobre cien, 100 de 100, 100 sobre 100`);

/** Any good grade, where it is plain already that this call is graded. */
export const GOOD = compilePhrases(`
  a hundred, one hundred, 100, # points, # out of #, 10 10, 100 100, ten out of ten, six points, seven points, eight points, ten points, twelve points,
  twenty points, thirty points, as excellent, as outstanding, as perfect, as ~ pass, as passed, a pass, as
  successful, as ~ success, сто, # баллов, # из #, на отлично, отлично, как отличн*, как ~ успешн*, успешн*, пройден*, на сто, на пять, на десять, cien, un diez, # puntos,
  # de #, # sobre #, como excelente, excelente, como ~ perfect*, como ~ aprobad*, como aprobad*, como ~ exitos*, perfecta`);
