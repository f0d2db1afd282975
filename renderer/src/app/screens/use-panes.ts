import { useSettings } from '../../bridge/use-settings.ts';
import { useCommand } from '../../lib/commands.tsx';
import { useMedia } from '../../lib/hooks.ts';
import { paneWidths, widthVariables } from './pane-widths.ts';

/** From here on the window has room for panes of one's own width. */
const ROOMY = '(min-width: 1280px)';

/** How this person has the panes of a call: their widths as variables of the style, and whether the list stands beside it. */
export const usePanes = () => {
  const isRoomy = useMedia(ROOMY);
  const [settings, update] = useSettings();
  const toggleList = (): void => update({ callListOpen: !settings.callListOpen });
  useCommand('call.list', toggleList, isRoomy);
  return {
    isRoomy,
    style: widthVariables(paneWidths(settings)) as React.CSSProperties,
    isOpen: isRoomy && settings.callListOpen,
    /** Opens or closes the list; null where there is no room for it. */
    onToggle: isRoomy ? toggleList : null,
  };
};
