import type { MarkerPhrases } from './marker.ts';

export const ENGLISH: MarkerPhrases = {
  refusal: `
    not interested, no interest, no thanks, no thank you, i said no, i already said no, dont call, do not call, stop calling, never call, quit
    calling, take me off, remove me, remove my number, take my number off, leave me alone, i dont want, we dont want, i do not want, dont need, do not
    need, i will pass, ill pass, not for me, not for us, im hanging up, i am hanging up, hanging up now, not going to happen, cancel it, forget it, no
    means no, not today, were good, were all set, im good thanks, im all set, no no no, dont bother, not bothered, count me out, leave it, rather you
    didnt, not going to do, wont be, no need, save your breath, nothing doing, not a chance, no chance, over my dead, dont ring, dont phone, off your
    list, off the list, lose my number, hang up, goodbye now, not having`,
  objection: `
    too expensive, too much, a lot of money, cost too, costs too, cant afford, cannot afford, out of ~ budget, over ~ budget, pricey, steep, cheaper,
    dont have time, do not have time, no time, not a good time, bad time, in a meeting, im driving, im at work, in the middle of, kind of busy, im
    busy, pretty busy, not sure, im not convinced, i dont know, i have to think, need to think, think about it, think it over, sleep on it, talk to
    my, ask my, check with my, run it by, talk it over, my wife, my husband, my partner, my boss, my manager, already have, already got, already use,
    already signed, already paid, happy with, how did you get, where did you get, who gave you, who is this, whos this, is this a robot, are you a
    robot, is this a recording, am i talking to a, scam, dont trust, sounds too good, whats the catch, what is the catch, theres always, burned
    before, last time, bad experience, worried, concern*, nervous, afraid, scared, hesita*, skeptical, but i, locked in, contract, commit*, why would
    i, why should i, not signing, im not going to, i wont, didnt ask, did not ask, doesnt work for, wont work, thats far, too far, too long, too late,
    too early, waste of, dont like, hate, rather not, prefer not, complain*, unacceptable, frustrat*, disappointed, third time, second time, nobody
    called, still waiting, been waiting, charged twice, hidden fee*`,
  denial: `
    no, nope, nah, not really, i dont, i didnt, i cant, i wont, i never, we dont, we didnt, we cant, im not, were not, its not, thats not, i already,
    we already, that is not, wait, hold on, not that, not the, bad for me, kind of pointless`,
  interest: `
    i am interested, im interested, id be interested, i would be interested, were interested, we are interested, definitely interested, id like, i
    would like, wed like, we would like, i want to, we want to, id love, wed love, i would love, looking for, looking to, tell me more, sounds good,
    sounds great, sounds perfect, sounds interesting, that sounds, i like that, i like the, love that, count me in, sign me up, im in, id go for,
    seriously considering, serious about, i think ~ go with, we will go with, leaning towards, keen, exactly what, just what i, id consider, i could
    see, could work for us, would work for us, need one, need it, id actually, id definitely, id really, i might, tempted, were tempted, i think well,
    i think ill, id be up for, were considering, im considering, been thinking, been wanting, been meaning, always wanted, that would help, thatd be
    great, that would be great, would be good, would be nice, email me, text me, send me, send it, put a hold, hold it, pretty much sold, sold on, i
    do want, kinda like, like that, more my speed, more like it, more like, that could, might fly, look first, have a look, come and look, swing by,
    come by, ill bring, bring her, bring him, in with a shout, worth a look, see it, try it, give it a go, give it a try`,
  agreement: `
    yes, yeah, yep, yup, sure, okay, ok, all right, alright, fine, deal, perfect, great, good, works for me, that works, works, lets do, let us do, go
    ahead, put me down, book it, book me, ill take, i will take, see you, ill be there, ill be here, i will be there, thats right, correct, agreed,
    absolutely, of course, exactly, please do, aye, righto, right you are, go on then, go on, that one, the one, it will, i shall, ill be, hold you
    to, make it, id say so, sounds, can do, could do, do it, that would, why not, suppose so, i guess`,
  callbackWish: `
    call back, call again, ring me, ring back, give me a call, give me a ring, phone me, try again, catch me, reach me, get back to     me, call ~
    later, call ~ tomorrow, call ~ next, another time, call me back|later|again|tomorrow|then|monday|tuesday|wednesday|thursday|friday|saturday, call
    me at|on|after|in|next, ring me, then call me, ring|phone|call me, give me a call|ring|buzz, call|ring|phone back, call|ring|phone|try ~
    after|later|tomorrow|tonight|next, you can call|ring|phone|try, hear from`,
  anger: `
    ridiculous, unbelievable, are you kidding, fed up, sick of, sick and tired, angry, furious, stop it, stop talking, shut up, hell, damn, stupid,
    idiot*, useless, lawyer, report you, harass*, enough, listen to me, you are not listening, youre not listening, i just said, i just told you, i
    told you, i already told you, disgust*, joke`,
  thanks: `
    thank you, thanks, appreciate, thats helpful, very helpful, that helps, good to know, lovely, wonderful, brilliant, cheers, very good to, good of
    you, kind of you, fair play, star, legend, cool, sweet, nice one, ta, that would be great, even better, grand`,
  understanding: `
    i understand, understood, i hear you, i get that, i get it, that makes sense, makes sense, fair enough, fair point, fair question, good question,
    i can see why, i see why, i can imagine, i know how, totally understand, completely understand, of course, youre right, you are right, that is a
    lot, thats a lot, thats fair, that is fair, i appreciate, no wonder, sounds frustrating, must be, must have been, that would bother, id feel, id
    worry, i would feel, i would worry, i would want, id want, that is understandable, thats understandable, thats reasonable, that is reasonable,
    sounds like, so the, so you, it sounds, you mean, what worries you, nobody likes, nobody wants, many people, lots of people`,
  apology: `
    sorry, apolog*, my mistake, my fault, our fault, our mistake, forgive`,
  offer: `
    i can send, i can text, i can email, i could send, i could text, i could email, i can also, we can also, we could, we can, i could, would it help,
    would you rather, would you prefer, would it be easier, what if, how about, what about, instead, alternatively, another option, another way, other
    option, two options, either, or we, or i, or would, or if you, you could also, you can also, if you prefer, if you would rather, if you like, if
    that is easier, if thats easier, shall i, should i, want me to, do you want me, would you like me, would you like, without obligation, no
    obligation, free trial, trial, smaller, split, installments, later in the, next week, hold a, hold the`,
  pressure: `
    are you sure, only today, today only, last chance, right now, limited, just one minute, one more minute, just a second of, before you go, you
    should, you really should, you need to, you have to, you must, but if you, but this, but you, but our, but we, still, as i said, like i said, as i
    told you, i already told, i already explained, everybody, everyone, you are missing, youre missing, you will regret, youll regret, cant miss, why
    not, what do you have to lose, nothing to lose, trust me, let me finish, hear me out, just listen, wont take long, only takes, it will only, so
    should i put, so can i put, so shall we say, so tomorrow, then tomorrow`,
  lettingGo: `
    no problem, no worries, not a problem, i wont keep you, ill let you go, i will let you go, i wont call, we wont call, will not call, take you off,
    taken you off, remove you, removed you, removed your, remove your, no pressure, no rush, take your time, up to you, your decision, your choice,
    thats fine, that is fine, thats okay, that is okay, absolutely fine, perfectly fine, all good, i respect, i will leave it, ill leave it, leave it
    there, leave it at that, have a good, have a great, have a nice, have a lovely, enjoy your, thanks for your time, thank you for your time, sorry
    for the interruption, sorry to bother, sorry to have bothered, sorry to have disturbed`,
  takenOff: `
    take|taken|taking you|your ~ off, takes|took you off, off the|our|my list, off as of, remove|removed|removing you|your, cross|crossed|crossing you off, strike|struck you off, stop the|these|all
    calls|reminders|reminder|letters|emails, they stop, wont|not call|ring|phone|bother|contact you again, nobody will call|ring|phone, no one will call|ring|phone, no more calls, unsubscribe*,
    close|closed|closing your|the file|account`,
  rude: `
    you dont understand, you do not understand, you are wrong, youre wrong, your problem, your loss, not my problem, not my job, i dont have all day,
    dont have all day, whatever, suit yourself, like i said already, are you listening, listen to me, calm down, dont be, stupid, ridiculous, waste my
    time, wasting my time, what do you want, make up your mind, cant help you, stop interrupting, nobody cares, obviously, seriously`,
  warm: `
    thank you, thanks, please, welcome, happy to, glad, great to, pleasure, wonderful, lovely, good morning, good afternoon, good evening, have a
    good, have a great, have a nice, have a lovely, take care, congratulations, absolutely, of course, my pleasure, gladly`,
  wait: `
    one moment, just a moment, one second, just a second, just a sec, bear with me, hold on, let me check, let me look, let me see, let me find, let
    me pull, checking, give me a second, give me a moment, i am looking, im looking`,
  booking: `
    booked, you are all set, youre all set, youre set, scheduled, reserved, put you down, have you down, got you down, penciled, see you     on, see
    you then, see you at, see you tomorrow, see you ~, expect you, looking forward to seeing, well be there, will be there, will     arrive, comes by,
    appointment is, your slot, in the calendar, in the diary, on the calendar, its set, that is set, locked in, signed you up, registered, the table
    is, your room is, is booked, confirmed for`,
  sending: `
    i will send, ill send, ive sent, i have sent, sending you, just sent, i will text, ill text, i will email, ill email, texted, emailed, on its way,
    you will get, youll get, you will receive, youll receive, in your inbox, the link, sending, sent, it goes to, email|text you, in the messages, in
    your messages, in the post`,
  callback: `
    call you back, call you again, give you a call, give you a ring, call again, speak then, talk then, talk to you, speak to you,
    can|could|should|shall i     call|ring|phone, call again, call you
    then|later|tomorrow|on|at|after|monday|tuesday|wednesday|thursday|friday|saturday, ill|well|lets call|ring|phone|try|speak, i|we|ill|well give you
    a call|ring|buzz, i|we will|can|could|would call|ring|phone|try, shall|should i|we call|ring|phone|try, ring you|back, phone you|back, call
    you|back, hear from, you a call|ring|buzz, i am calling|ringing you, its a date then, will|would|can|could|to|d ring|call|phone,
    ring|rings|call|calls|phone|phones at|before|after|tomorrow|tonight|then, by phone at`,
  handover: `
    connect you, connecting you, transfer you, transferring you, put you through, pass you, passed on, pass it on, passing, pass that, pass this, make
    a note, made a note, note it, noted, ticket, opened a, case number, reference, forward*, let them know, tell them, someone will, a colleague, my
    colleague, logged, reported`,
  day: `
    monday, tuesday, wednesday, thursday, friday, saturday, sunday, tomorrow, mondays, tuesdays, wednesdays, thursdays, fridays, saturdays, the
    fourth, the fifth, the sixth, the seventh, the eighth, the ninth, the tenth, the eleventh, the twelfth, the thirteenth, the     fourteenth, the
    fifteenth, the sixteenth, the seventeenth, the eighteenth, the nineteenth, the twentieth, the twenty
    first|second|third|fourth|fifth|sixth|seventh|eighth|ninth, the thirtieth, day after tomorrow,
    first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth
    of january|february|march|april|may|june|july|august|september|october|november|december,
    january|february|march|april|may|june|july|august|september|october|november|december
    first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth,
    january|february|march|april|may|june|july|august|september|october|november|december the
    first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth,
    # of january|february|march|april|may|june|july|august|september|october|november|december,
    january|february|march|april|june|july|august|september|october|november|december #`,
  clock: `
    at|after|by|before|until|till|from|past|around|about one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve,
    one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve oclock|fifteen|thirty|sharp, half|quarter|five|ten|twenty past|to
    one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve, one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve to
    one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve, one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve in the
    morning|afternoon|evening, half past, quarter past, quarter to, at noon, noon, oclock, lunchtime, this|tomorrow morning|afternoon|evening, in the
    morning|afternoon|evening, at|after|before|by #, # am|pm, between ~ and, half one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve,
    first thing`,
  callTalk: `
    call|ring|phone|buzz me|you|back|him|her|us|again|then|at|after|before|on|tomorrow|tonight|later, call|ring|phone ~ back|again|later,
    ill|well|hell|shell|theyll|will|can|could|would|shall|should call|ring|phone, i|we|he|she|they call|ring|phone, calls|rings|phones
    you|me|at|on|after|before, give|giving you|me|him|her a call|ring|buzz|shout, speak|talk then|tomorrow|on|again|later, hear from, another call,
    phone call, on this number, this number, same number`,
  visitTalk: `
    come|comes|coming by|round|over|out|in|to|and|along, appointment, appointments, booked, book|booking you, visit|visits, see|seeing
    you|him|her|them, bring|brings, slot, there|here at|on|by, arrive|arrives, drop by|in|off, pop in|round|by,
    technician|engineer|fitter|inspector|surveyor|mechanic|doctor|dentist, pick you|up, viewing, lesson, trial, session, table, room, installation, at
    the door, front desk, at the desk, reception, address, parking, floor, on your doorstep, lift`,
  hedge: `
    if i|he|she|they|we|its|his, maybe, might, possibly, perhaps, or so, see how, not sure, depends, let you know, ill see, well see, lets see, have
    to see, have to check, have to ask, cant promise, cant swear, cant say, hopefully, probably, dont hold me, leave it, look first, think about`,
  help: `
    how can|may i|we help, what can i|we do, how may i, how can i, what is it about, whats it about, tell me, go ahead, how do i help, what do you
    need, what seems, can i help, help you, speaking, whats happened, what happened`,
};
