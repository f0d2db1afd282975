/**
 * What words of a call stand for. What the customer says: `refusal` is a plain no, `objection` any other resistance, `denial` a no to what was just
 * asked or claimed, `interest`
 * wish for the thing itself, `agreement` a yes, `callbackWish` that somebody calls again, `anger`, `thanks`. What the agent says:
 * `understanding` and `apology` name what the customer feels, `offer` another way, `pressure` goes on after resistance, `lettingGo`
 * ends it, `takenOff` promises not to call any more, `rude`, `warm`, `wait` announces a pause, `booking` an appointment made, `sending`, `callback` and `handover` what will
 * happen next. Said by either: `day` and `clock` name a time, `callTalk` is about
 * telephoning and `visitTalk` about somebody coming. `hedge` leaves open what is said, `help` asks what somebody is calling about.
 */
export const MARKERS = [
  'refusal', 'objection', 'denial', 'interest', 'agreement', 'callbackWish', 'anger', 'thanks',
  'understanding', 'apology', 'offer', 'pressure', 'lettingGo', 'takenOff', 'rude', 'warm', 'wait', 'booking', 'sending', 'callback', 'handover',
  'day', 'clock', 'callTalk', 'visitTalk', 'hedge', 'help',
] as const;

export type Marker = (typeof MARKERS)[number];

/** The phrases of a language, set apart by commas, for each marker. */
export type MarkerPhrases = Readonly<Record<Marker, string>>;
