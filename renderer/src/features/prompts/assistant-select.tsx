import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PromptAssistant } from '../../../../core/prompts/prompt.ts';
import { inertText } from '../../lib/direction-marks.ts';

interface Props {
  assistants: readonly PromptAssistant[];
  /** The one whose versions are shown, with the name it is known by where the list does not have it. */
  current: { readonly id: string; readonly name: string };
  onSelect: (assistantId: string) => void;
}

/** Whose prompts are shown: every assistant with its version in force. */
export const AssistantSelect = ({ assistants, current, onSelect }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const nameOf = ({ name, currentVersion, isActive }: PromptAssistant): string => {
    const known = currentVersion === null ? inertText(name) : t('prompts.assistantOption', { name: inertText(name), version: currentVersion });
    return isActive ? known : `${known} (${t('prompts.inactive')})`;
  };
  const options = assistants.map((one) => ({ value: one.id, label: nameOf(one) }));
  if (!assistants.some(({ id }) => id === current.id)) options.unshift({ value: current.id, label: inertText(current.name) });
  return <NativeSelect aria-label={t('prompts.assistant')} data-testid="prompt-assistant" data={options} value={current.id} onChange={(event) => onSelect(event.currentTarget.value)} />;
};
