import type { MarkerPhrases } from './marker.ts';

export const SPANISH: MarkerPhrases = {
  refusal: `
    no me interesa, no nos interesa, no estoy interesad*, no interesa, no gracias, no quiero, no queremos, no necesito, no necesitamos, no me llame*,
    no llamen, no vuelva* a llamar, no me vuelva* a llamar, dejen de llamar, deje de llamar, dejen de molestar, bórreme, borre mi, borren mi, quíteme,
    quiten mi, saquen mi, sáqueme, déjeme en paz, déjenme en paz, ya dije que no, ya le dije que no, le dije que no, he dicho que no, le he dicho que
    no, que no, voy a colgar, le cuelgo, no es para mí, ni hablar, para nada, olvídelo, olvídate, cancele, cancelen, no hace falta, no insista, no va,
    paso, ni loca, ni loco, no pienso, déjelo, dejalo, déjalo, mejor no, así no, no cuente, no cuenten, no se moleste, no se gaste, no hay caso, no
    señor*, hasta luego, chao`,
  objection: `
    caro, cara, caros, mucho dinero, mucha plata, no tengo dinero, no tengo plata, no me alcanza, no puedo pagar, presupuesto, más barato, económico,
    no tengo tiempo, ahora no puedo, no puedo ahora, no puedo hablar, no es buen momento, mal momento, ocupad*, en el trabajo, en una reunión,
    manejando, conduciendo, trabajando, no sé, no estoy segur*, no estoy convencid*, dudo, dudas, duda, pensarlo, pensármelo, lo pienso, lo voy a
    pensar, tengo que pensar, consultarlo, consultar con, hablarlo, hablar con mi, preguntar a mi, preguntarle a mi, mi mujer, mi marido, mi esposa,
    mi esposo, mi jefe, mi jefa, mi socio, mi socia, mi hija, mi hijo, ya tengo, ya tenemos, ya contraté, ya trabajo con, estoy content*, estamos
    content*, de dónde sacó, de dónde sacaron, de dónde tiene, de dónde tienen, quién le dio, cómo consiguió, cómo consiguieron, quién habla, quién
    es, es un robot, es una máquina, estafa, engaño, engañ*, no me fío, no confío, desconf*, me da miedo, miedo, preocup*, nervios*, permanencia,
    contrato, letra pequeña, letra chica, dónde está el truco, truco, trampa, la última vez, la otra vez, mala experiencia, me quedé, queja, reclam*,
    indignad*, tercera vez, segunda vez, nadie me llamó, nadie llamó, sigo esperando, llevo esperando, esperando, muy lejos, lejos, muy tarde, muy
    temprano, no me viene, no me queda, no me va, no me convence, no me gusta, para qué, por qué, pero yo, pero es que, es que, no pedí, me cobraron,
    cobraron dos`,
  denial: `
    no, qué va, tampoco, yo no, no puedo, no tengo, no es, eso no, así no, ahora no, hoy no, ya no, nunca, nada, ni, otra vez, ya lo, ya la, ya se`,
  interest: `
    me interesa, nos interesa, me interesaría, nos interesaría, interesad*, me gustaría, nos gustaría, quisiera, quisiéramos, quiero, queremos, busco,
    buscamos, estoy buscando, estamos buscando, necesito, necesitamos, cuénteme, cuéntame, dígame más, suena bien, suena interesante, pinta bien, me
    gusta, nos gusta, me encanta, me convence, me encaja, me conviene, me late, seguro que, lo tengo claro, estoy pensando en, estamos pensando en, me
    animo, me apunto, contaría con, justo lo que, estaría bien, me vendría bien, nos vendría bien, me tienta, ganas de, tengo ganas, llevo tiempo, me
    serviría, sí me late, me llama la atención, me animaría, lo veo bien, me cuadra, seguramente, mándeme, mándame, mandame, mándemelo, mándamelo,
    envíeme, envíame, páseme, pásame, pasame, verlo, verla, verlos, probar, probarlo, pasaré, paso a, me paso, voy a, me acerco, échele, échame,
    ojalá, me sirve, me tinca, bacán, chévere, me provoca, suena`,
  agreement: `
    sí, si, claro, vale, bueno, bien, perfecto, de acuerdo, está bien, ok, okey, genial, estupendo, listo, dale, órale, ándale, sale, correcto,
    exacto, eso es, así es, me viene bien, me queda bien, me va bien, me parece, por supuesto, desde luego, apúnteme, anóteme, resérveme, agéndeme,
    ahí estaré, ahí estaremos, allí estaré, nos vemos, quedamos, hecho, trato hecho, adelante, hágalo, venga, dele, hágale, hagámosle, vamos, ya pues,
    ya, ahí, ahí nos, me sirve, queda, va, sale pues, póngame, ponme, poneme, anotame, anótame, anotá, reservame, bueno pues, claro que sí, cómo no,
    ni modo, que sea, entonces sí, justo`,
  callbackWish: `
    llámeme, llámame, llámenme, me llame, me llama, me llaman, que me llamen, vuelva a llamar, vuelvan a llamar, márqueme, márcame, en otro momento,
    otro día, devuélvame, pegame|pégueme un llamado, hablamos, me llame|llamas|llaman|llamen|llaméis|llames|marca|marcas|marque|marquen|hable,
    llámame|llámeme|llamame|márcame|márqueme|márquenme, que me llamen|llame|llamen, puede|puedes|pueden llamar|llamarme, hábleme|háblame|háblenme`,
  anger: `
    qué vergüenza, vergüenza, increíble, harto, harta, hartos, basta, cállese, me tiene*, no me escucha, no me está escuchando, no está escuchando,
    escúcheme, ya le dije, ya se lo dije, se lo he dicho, le acabo de decir, denunci*, demandar, abogado, maleducad*, grosero, una tomadura, tomando
    el pelo, burla, ridículo, inaceptable, fatal, pésimo, estúpid*, idiota*`,
  thanks: `
    gracias, muchas gracias, muy amable, se lo agradezco, te lo agradezco, agradezco, perfecto, qué bien, buenísimo, estupendo, genial, me ayudó, me
    ha ayudado, me queda claro, mil gracias, se pasó, qué amable, qué alivio, de lujo, bárbaro, un amor, dios, bendiga, qué bueno, menos mal,
    tranquila, tranquilo`,
  understanding: `
    entiendo, le entiendo, lo entiendo, la entiendo, comprendo, le comprendo, tiene razón, tienes razón, tiene toda la razón, es normal, es lógico, es
    natural, lógico, con razón, me imagino, imagino, claro, buena pregunta, es una buena, es justo, es razonable, me parece muy bien, me hago cargo,
    es mucho, qué rabia, qué pena, qué lástima, vaya, a nadie le gusta, nadie quiere, muchos, a muchos, mucha gente, le preocupa, lo que le preocupa,
    o sea que, es decir, en su lugar, yo también, sé que, hace bien, por supuesto`,
  apology: `
    perdón, perdone, perdona, disculpe, disculpa, disculpas, lo siento, lo lamento, lamento, lamentamos, error nuestro, culpa nuestra, fallo nuestro`,
  offer: `
    puedo enviarle, puedo mandarle, puedo ofrecerle, le puedo, puedo, podemos, podría, podríamos, le mando, le envío, le propongo, le ofrezco, si
    quiere, si prefiere, si le viene, si le queda, si le parece, si gusta, prefiere, qué tal, qué le parece, y si, en vez de, en lugar de, otra
    opción, otra forma, otra manera, otra alternativa, alternativa*, opciones, opción, o bien, o si, o el, o la, también, gratis, gratuit*, sin
    compromiso, prueba, a plazos, en cuotas, meses sin intereses, la próxima semana, la semana que viene, le reservo, le guardo, le guardamos`,
  pressure: `
    está segur*, solo hoy, sólo hoy, última oportunidad, oportunidad única, ahora mismo, un minuto, un segundo, un momentito, antes de que cuelgue,
    espere, no cuelgue, tiene que, debe, debería, todos, todo el mundo, pero si, pero es, pero mire, pero señor*, pero con, pero esta, mire, le
    repito, como le dije, como le digo, ya le dije, ya le expliqué, se va a arrepentir, se arrepentirá, se lo pierde, se está perdiendo, se lo va a
    perder, por qué no, qué pierde, no pierde nada, no tiene nada que perder, créame, confíe, escúcheme, déjeme terminar, déjeme explicarle, no le
    cuesta, solo le robo, solo serán, entonces le apunto, entonces le agendo`,
  lettingGo: `
    no se preocupe, no te preocupes, no pasa nada, no hay problema, sin problema, sin presión, sin prisa, no tiene prisa, tómese su tiempo, cuando
    usted quiera, usted decide, la decisión es suya, es su decisión, respeto, respetamos, no insisto, no le molesto, no le quito, no lo molesto, no la
    molesto, no le llamaremos, no volveremos a llamar, no le volveremos, le borro, lo borro, la borro, le doy de baja, lo doy de baja, la doy de baja,
    lo retiro, elimino, tomo nota, que tenga, que pase, buen día, buena tarde, gracias por su tiempo, disculpe la molestia, perdone la molestia,
    disculpe las molestias`,
  takenOff: `
    no le|lo|la|te|los volveremos|volveré|vuelvo|volvemos, no le llamaremos|llamamos, no lo|la molestamos|molesto más, no le entran más, no recibirá más, no más llamadas, le|lo|la|te borro|quito|retiro|elimino|saco,
    de|del la lista, de baja, cierro la|su ficha, queda cerrad*, elimino su|sus|tu, borro su|sus|el|tu`,
  rude: `
    usted no entiende, no me entiende, no entiende nada, está equivocad*, se equivoca, es su problema, no es mi problema, no es asunto mío, no tengo
    todo el día, allá usted, usted sabrá, cálmese, no grite, no me grite, no me interrumpa, escúcheme bien, qué quiere, decídase, apúrese, tontería*,
    tont*, ridícul*, me hace perder, perder el tiempo, perder tiempo, ya le dije, a ver si`,
  warm: `
    gracias, por favor, encantad*, con gusto, con mucho gusto, un placer, es un gusto, buenos días, buenas tardes, buenas noches, buen día,
    bienvenid*, me alegro, me alegra, felicidades, que tenga, que pase, cuídese, por supuesto, claro que sí, desde luego, a la orden, para servirle`,
  wait: `
    un momento, un momentito, un segundo, deme un, permítame, déjeme ver, déjeme revisar, déjeme comprobar, déjeme consultar, voy a mirar, voy a
    revisar, voy a comprobar, reviso, compruebo, miro, no se retire, aguarde, un ratito`,
  booking: `
    reservad*, reservo, agendad*, agendo, agendé, apuntad*, apunto, confirmad*, confirmada, programad*, le espero, le esperamos, lo esperamos, la
    esperamos, los esperamos, nos vemos, le veo, le visita, pasará, pasamos, llegará, su turno, su mesa, inscrit*, queda
    agendad*|reservad*|confirmad*|anotad*|apuntad*, su|la cita, le queda la cita, lo|la|le|te agendo|apunto|anoto|espero|esperamos,
    agendado|agendada|apuntado|apuntada|reservado|reservada, los|las esperamos, te espero|esperamos, venga el, ven el, pase el, va el técnico, pasa el
    técnico, le cuadra, queda para`,
  sending: `
    le mando, te mando, le mandé, le envío, te envío, le envié, le he enviado, le he mandado, le llega, le llegará, va a recibir, recibirá, por
    correo, al correo, por whatsapp, por mensaje, mensaje, enlace, link`,
  callback: `
    le llamo, lo llamo, la llamo, te llamo, le llamaré, le llamaremos, le llamamos, lo llamamos, la llamamos, le llamarán, le vuelvo a llamar, volveré
    a llamar, vuelvo a llamar, le marco, le marcamos, me comunico, nos comunicamos, se comunicará, hablamos, le devuelvo la llamada, le devolvemos,
    llamo, llamado, lo llame, le llame, la llame, te llame, le|lo|la|te|os|les llame|llama|llamamos|llamaré|llamaremos|llamar|llamarán|llamen,
    volver|volvemos|vuelvo|volveré a llamar, le|te marco|marcamos|marcaré, estaremos en contacto, le|lo|la|te marcan|marca|hablan|hablo, te|le|lo|la
    llaman, llamada`,
  handover: `
    le paso, te paso, le comunico, le transfiero, transfer*, lo paso, la paso, paso su, paso la nota, paso el aviso, aviso, avisaré, dejo constancia,
    tomo nota, anoté, registr*, ticket, folio, número de caso, incidencia, parte abierto, técnico, compañero, compañera, colega`,
  day: `
    lunes, martes, miércoles, jueves, viernes, sábado, domingo, mañana, pasado mañana,
    uno|primero|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieciséis|diecisiete|dieciocho|diecinueve|veinte|veintiuno|veintidós|veintitrés|veinticuatro|veinticinco|veintiséis|veintisiete|veintiocho|veintinueve|treinta
    de enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre, # de
    enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre, el día
    uno|primero|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieciséis|diecisiete|dieciocho|diecinueve|veinte|veintiuno|veintidós|veintitrés|veinticuatro|veinticinco|veintiséis|veintisiete|veintiocho|veintinueve|treinta`,
  clock: `
    a la|las una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce, las una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce,
    una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce y media|cuarto|pico, menos cuarto, por|en|de la mañana|tarde|noche, mediodía, en
    punto, a las #, después de las, antes de las, entre las, entre # y #, entre una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce y
    dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce, en media hora, en una hora`,
  callTalk: `
    llam*, marc*, telefone*, hablamos, hablar, al teléfono, a este número, este número, mismo número, celular, devuelv* ~ llamada, comunic*`,
  visitTalk: `
    visita*, cita*, pas* por, pase, pasar*, pasa a, pasan, venga, vengan, ven, venir, vendrá*, viene*, viniera, va ~ técnico, irá, llega, llegará*,
    llegan, técnico*, doctor*, doctora, médic*, dirección, piso, calle, apartamento, puerta, portal, timbre, recepción, espero, esperamos, nos vemos,
    turno, mesa, habitación, clase, prueba, instalación, mudanza, reserv*, agend*, apunt*, anot*, traiga*, trae, taller, local, consultorio, clínica`,
  hedge: `
    quizá, quizás, tal vez, a lo mejor, capaz, si puedo, si puede, si me, si no, depende, ya veré, veré, ya veo, ya le digo, le aviso, yo le aviso, le
    confirmo, lo veo, lo miro, no sé, no le prometo, no prometo, puede ser, a ver, igual, seguramente, o así, más o menos`,
  help: `
    en qué le|te|lo|la puedo, en qué puedo, puedo ayudar*, ayudarle, ayudarte, servirle, cómo le ayudo, cómo puedo, dígame, dime, cuénteme, cuéntame,
    qué necesita, qué se le ofrece, a la orden, qué pasó, en qué le ayudo, en qué ayudo`,
};
