import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Opening } from './entry.ts';
import { PaletteBody } from './palette-body.tsx';
import classes from './palette.module.css';

// Under the key of the part: a plain class would be that of the box around it as well.
const CONTENT = { content: classes.dialog ?? '' };

interface Props {
  opening: Opening | null;
  /** Closes it, gives the focus back, and then runs what was chosen. */
  onClose: (then?: () => void) => void;
}

/** The dialog of the palette. It has no body in Mantine's sense, which would be read out as its description, all of it. */
export const PaletteDialog = ({ opening, onClose }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <Modal.Root
      opened={opening !== null}
      onClose={() => onClose()}
      returnFocus={false}
      lockScroll={false}
      size={640}
      yOffset="10vh"
      zIndex={400}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay color="var(--st-scrim)" backgroundOpacity={1} />
      <Modal.Content classNames={CONTENT} radius="lg" shadow="md" aria-label={t('palette.open')}>
        {opening !== null && <PaletteBody opening={opening} onChoose={({ run }) => onClose(run)} />}
      </Modal.Content>
    </Modal.Root>
  );
};
