import { use } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, useKeycap } from '../../lib/commands.tsx';
import { UndoContext, useUndoable } from '../../lib/undo.tsx';
import { shownText } from '../../ui/shown-text.tsx';
import { UndoBar } from '../../ui/undo-bar.tsx';

/** The one bar that takes things back, whatever screen they were done on. */
export const Undo = (): React.JSX.Element => {
  const { t } = useTranslation();
  const offer = use(UndoContext);
  const undoable = useUndoable(offer);
  useCommand('undo', () => void offer.take(), undoable !== null);
  return <UndoBar words={undoable && shownText(undoable.words)} action={t('command.undo')} keycap={useKeycap('undo')} onUndo={offer.take} />;
};
