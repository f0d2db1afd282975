const VARIABLE = /\{\{\s*([\w.-]{1,80})\s*\}\}/g;

/** The variables of a prompt, `{{name}}`, in the order in which they first stand in it. */
export const variablesOf = (text: string): string[] => [...new Set([...text.matchAll(VARIABLE)].map((match) => match[1] ?? ''))];

/** Which variables both texts have, which only the first, and which only the second: one that is lost is filled in no call any more. */
export function variableChanges(before: string, after: string): { kept: string[]; lost: string[]; added: string[] } {
  const [old, now] = [variablesOf(before), variablesOf(after)];
  return { kept: old.filter((name) => now.includes(name)), lost: old.filter((name) => !now.includes(name)), added: now.filter((name) => !old.includes(name)) };
}
