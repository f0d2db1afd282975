import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { WorkspaceRef } from '../../../core/contract/routes/session.ts';

/** What workspace.json holds: where the calls live. The key is the publishable one and no secret. */
export const chosenWorkspaceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('embedded') }),
  z.object({ kind: z.literal('project'), url: z.string(), key: z.string() }),
]);

export type ChosenWorkspace = z.infer<typeof chosenWorkspaceSchema>;

/** As the renderer names it: no key. */
export const toRef = (chosen: ChosenWorkspace): WorkspaceRef =>
  chosen.kind === 'embedded' ? { kind: 'embedded' } : { kind: 'project', host: new URL(chosen.url).host };

/** Name of a workspace's folder on this device; says nothing about the address to who lists the folder. */
export function workspaceId(chosen: ChosenWorkspace): string {
  if (chosen.kind === 'embedded') return 'embedded';
  return createHash('sha256').update(new URL(chosen.url).host).digest('hex').slice(0, 16);
}
