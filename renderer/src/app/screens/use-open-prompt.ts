import { useNavigate } from '@tanstack/react-router';
import type { CallDetail } from '../../../../core/calls/call-detail.ts';
import { useCommand } from '../../lib/commands.tsx';

/** Opens the prompt version that governed the call, by V too; null where none is known. */
export const useOpenPrompt = (call: CallDetail | null): (() => void) | null => {
  const navigate = useNavigate();
  const { assistantId = null, promptVersion: version = null, promptId = null } = call ?? {};
  const open =
    assistantId === null || version === null
      ? null
      : (): void => void navigate({ to: '/prompts', search: { assistant: assistantId, version, ...(promptId !== null && { prompt: promptId }) }, state: { fromCall: true } });
  useCommand('prompt.open', () => open?.(), open !== null);
  return open;
};
