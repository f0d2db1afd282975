import type { PromptDraft } from '../../../../core/prompts/draft.ts';
import type { PromptVersion, WaitingPrompt } from '../../../../core/prompts/prompt.ts';
import type { PromptsSearch } from './search.ts';
import type { VersionList } from './use-versions.ts';

/** What the address asks for, as far as it is there: the draft, a version, one that is on its way, or the text of one of which no more is known. */
export type Shown =
  | { readonly kind: 'draft'; readonly draft: PromptDraft }
  | { readonly kind: 'version'; readonly version: PromptVersion }
  | { readonly kind: 'waiting'; readonly waiting: WaitingPrompt; readonly number: number }
  | { readonly kind: 'text'; readonly promptId: string; readonly number: number }
  | { readonly kind: 'none'; readonly number: number | null };

/** The version in force, else the latest: where one begins. */
export const firstVersion = ({ versions, assistant }: VersionList): PromptVersion | null =>
  versions.find(({ isCurrent, id }) => isCurrent || id === assistant?.currentPromptId) ?? versions[0] ?? null;

/** Finds what the address asks for. A draft that is no longer there gives way to the version in force. */
export function shownOf(search: PromptsSearch, list: VersionList, draft: PromptDraft | null, waiting: readonly WaitingPrompt[]): Shown {
  if (search.version === 'draft' && draft !== null) return { kind: 'draft', draft };
  const asked = typeof search.version === 'number' ? search.version : null;
  const version = asked === null ? firstVersion(list) : list.versions.find((one) => one.version === asked);
  if (version) return { kind: 'version', version };
  const unsent = waiting.find((one) => one.kind === 'save' && one.version !== null && (asked === null || one.version === asked));
  if (unsent?.version) return { kind: 'waiting', waiting: unsent, number: unsent.version };
  if (asked !== null && search.prompt !== undefined) return { kind: 'text', promptId: search.prompt, number: asked };
  return { kind: 'none', number: asked };
}

/** The number by which the list of versions knows it; null where it is not in that list. */
export const numberOf = (shown: Shown): number | 'draft' | null => {
  if (shown.kind === 'draft') return 'draft';
  return shown.kind === 'version' ? shown.version.version : shown.number;
};
