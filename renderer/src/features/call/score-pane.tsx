import { Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CallDetail } from '../../../../core/calls/call-detail.ts';
import type { ShownEvidence } from './criterion-details.tsx';
import { QciPane } from './qci-pane.tsx';
import type { Review } from './review/use-review.ts';
import classes from './score-pane.module.css';

interface Props {
  call: CallDetail | null;
  review: Review;
  run: React.ReactNode;
  /** What the score stands on, checked. */
  evidence: ShownEvidence;
  /** The section of the call's moments. */
  moments: React.ReactNode;
  /** True where the window is too narrow for a third column. */
  isDrawer: boolean;
  opened: boolean;
  onClose: () => void;
}

/** An agent whom the source does not name goes by the assistant's name. */
const namedPeople = ({ participants, assistantName }: CallDetail): CallDetail['participants'] =>
  participants.map((one) => (one.type === 'agent' && one.name === null ? { ...one, name: assistantName } : one));

/** The score beside the transcript, or over it where there is no room beside. */
export const ScorePane = ({ call, review, run, evidence, moments, isDrawer, opened, onClose }: Props): React.JSX.Element | null => {
  const { t } = useTranslation();
  const pane = call && <QciPane review={review} run={run} evidence={evidence} people={namedPeople(call)} moments={moments} />;
  if (!isDrawer) return pane;
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={420}
      padding={0}
      lockScroll={false}
      title={t('column.qci')}
      closeButtonProps={{ 'aria-label': t('qci.hidePane') }}
      overlayProps={{ color: 'var(--st-scrim)', backgroundOpacity: 1 }}
      transitionProps={{ duration: 120, transition: 'slide-left' }}
      classNames={{ content: classes.content ?? '', header: classes.header ?? '', title: classes.title ?? '', body: classes.body ?? '' }}
    >
      {pane}
    </Drawer>
  );
};
