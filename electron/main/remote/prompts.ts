import type { Remote } from '../../../core/remote/remote.ts';
import { rpcAssistantsSchema, rpcPromptPageSchema } from '../../../core/prompts/rpc-prompts.ts';
import { callRpc, type RemoteClient } from './client.ts';
import { remoteError } from './errors.ts';

type PromptsRemote = Pick<Remote, 'listAssistants' | 'listPromptVersions' | 'getPrompt'>;

/** Questions about assistants and the versions of their prompts. */
export function promptsOf(client: RemoteClient): PromptsRemote {
  return {
    listAssistants: (organizationId) => callRpc(client, 'list_assistants', { p_organization_id: organizationId }, rpcAssistantsSchema),
    listPromptVersions: (organizationId, assistantId, before) =>
      callRpc(client, 'list_prompt_versions', { p_organization_id: organizationId, p_assistant_id: assistantId, ...(before !== null && { p_before: before }) }, rpcPromptPageSchema),
    getPrompt: async (organizationId, promptId) => {
      const { data, error, status } = await client.from('prompts').select('id, version, content').eq('organization_id', organizationId).eq('id', promptId).maybeSingle();
      if (error) throw remoteError(status, error);
      return data;
    },
  };
}
