import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { hindranceToChange } from '../../../../core/moments/rights.ts';
import { turnBoundaries } from '../../../../core/transcript/boundaries.ts';
import { markedBy } from '../../features/moments/author-words.ts';
import { SourceGlyph } from '../../features/moments/kind-glyph.tsx';
import { labelWords } from '../../features/moments/label-words.ts';
import type { MomentDesk } from '../../features/moments/use-moment-desk.ts';
import type { Marks } from '../../features/player/marks.ts';

/** The moments of a call as the player marks them over its lanes. */
export const useMarks = (desk: MomentDesk): Marks => {
  const { t } = useTranslation();
  const { moments, turns, asker, changes, hindrance } = desk;
  const boundaries = useMemo(() => turnBoundaries(turns), [turns]);
  return {
    list: moments.map((moment) => ({
      id: moment.id,
      startMs: moment.startMs,
      endMs: moment.endMs,
      label: labelWords(moment, t),
      glyph: <SourceGlyph source={moment.source} kind={moment.kind} />,
      about: `${t(`moment.kind.${moment.kind}`)}, ${markedBy(moment, asker.userId, t)}`,
      isOwn: hindranceToChange(asker, moment) === null,
    })),
    title: t('qci.moments'),
    boundaries,
    onOpen: ({ startMs }) => desk.jump(startMs),
    onMove: (momentId, place) => {
      const before = moments.find(({ id }) => id === momentId);
      const patch = {
        ...(before?.startMs === place.startMs ? {} : { startMs: place.startMs }),
        ...(before?.endMs === place.endMs ? {} : { endMs: place.endMs }),
      };
      return Object.keys(patch).length === 0 ? Promise.resolve() : changes.change({ momentId, ...patch, ...(before && { seen: { version: before.version, startMs: before.startMs, endMs: before.endMs } }) });
    },
    onDelete: (momentId) => {
      const moment = moments.find(({ id }) => id === momentId);
      if (moment) void changes.remove(moment);
    },
    onCreate: hindrance === null ? ({ startMs, endMs }) => desk.begin(startMs, endMs) : null,
  };
};
