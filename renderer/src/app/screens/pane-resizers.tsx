import { useSplitter, type SplitterPaneSize } from '@mantine/hooks';
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CALL_LIST_WIDTH as LIST, SCORE_WIDTH as SCORE } from '../../../../core/contract/routes/app.ts';
import { useSettings } from '../../bridge/use-settings.ts';
import { paneWidths, widthVariables, type PaneWidths } from './pane-widths.ts';
import classes from './pane-resizers.module.css';

/** What the transcript keeps whatever stands beside it; the stylesheet's too. */
const CENTRE_MIN = 480;
const STEP = '16px';
const SHIFT_STEP = '64px';
/** What moves is written down once it has come to rest. */
const REST_MS = 300;

const pixels = (size: SplitterPaneSize | undefined): number => Math.round(Number.parseFloat(String(size ?? 0)));
const sizesOf = ({ list, score }: PaneWidths): SplitterPaneSize[] => [`${list ?? 0}px`, '100%', `${score}px`];
const widthsOf = ([list, , score]: readonly SplitterPaneSize[]): PaneWidths => ({ list: pixels(list) || null, score: pixels(score) });

/** The edges of the list and of the score in the grid around them: they are dragged, or moved with the arrow keys, and stay where they were put. */
export const PaneResizers = (): React.JSX.Element => {
  const { t } = useTranslation();
  const edges = useRef<HTMLDivElement>(null);
  const [settings, update] = useSettings();
  const [sizes, setSizes] = useState(() => sizesOf(paneWidths(settings)));
  const widths = widthsOf(sizes);
  const splitter = useSplitter({
    panels: [
      { defaultSize: `${settings.callListWidth}px`, min: `${LIST.min}px`, max: `${LIST.max}px`, collapsible: true, collapseThreshold: `${LIST.min / 2}px` },
      { defaultSize: '100%', min: `${CENTRE_MIN}px` },
      { defaultSize: `${SCORE.usual}px`, min: `${SCORE.min}px`, max: `${SCORE.max}px` },
    ],
    sizes,
    onSizeChange: setSizes,
    step: STEP,
    shiftStep: SHIFT_STEP,
    resetOnDoubleClick: false,
  });
  const { ref } = splitter;
  useLayoutEffect(() => {
    ref(edges.current?.parentElement ?? null);
    return () => {
      ref(null);
    };
  }, [ref]);
  const { list, score } = widths;
  useEffect(() => {
    const grid = edges.current?.parentElement;
    // The columns follow past React: only the edges are drawn anew while one of them moves.
    if (grid) for (const [name, value] of Object.entries(widthVariables({ list, score }))) grid.style.setProperty(name, value);
  }, [list, score]);
  const keep = useEffectEvent(() => {
    const before = paneWidths(settings);
    if (before.list === widths.list && before.score === widths.score) return;
    update({ scoreWidth: widths.score, callListOpen: widths.list !== null, ...(widths.list !== null && { callListWidth: widths.list }) });
  });
  useEffect(() => {
    const timer = setTimeout(keep, REST_MS);
    return () => clearTimeout(timer);
  }, [list, score]);
  const isOpen = settings.callListOpen;
  // Whether the list is open is also said elsewhere: by a button and a key.
  useEffect(() => setSizes((before) => before.with(0, isOpen ? `${settings.callListWidth}px` : '0px')), [isOpen, settings.callListWidth]);
  const edge = (index: 0 | 1, { min, max, usual }: typeof SCORE, now: number) => ({
    ...splitter.getHandleProps({ index }),
    'aria-orientation': 'vertical' as const,
    'aria-valuenow': now,
    'aria-valuemin': min,
    'aria-valuemax': max,
    'aria-valuetext': t('call.paneWidth', { n: now }),
    onDoubleClick: () => setSizes((before) => before.with(index * 2, `${usual}px`)),
  });
  return (
    <div className={classes.edges} ref={edges}>
      <div {...edge(0, { ...LIST, min: 0 }, widths.list ?? 0)} className={`${classes.edge} ${classes.list}`} aria-label={t('call.listEdge')} data-testid="list-edge" />
      <div {...edge(1, SCORE, widths.score)} className={`${classes.edge} ${classes.score}`} aria-label={t('call.scoreEdge')} data-testid="score-edge" />
    </div>
  );
};
