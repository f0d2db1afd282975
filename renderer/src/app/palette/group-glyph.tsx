import { IconBookmark, IconChevronRight, IconLayoutSidebar, IconListCheck, IconPhone, IconRobot } from '@tabler/icons-react';
import type { GroupName } from './entry.ts';
import classes from './palette.module.css';

const GLYPHS: Record<GroupName, typeof IconPhone> = {
  commands: IconChevronRight,
  screens: IconLayoutSidebar,
  queues: IconListCheck,
  views: IconBookmark,
  assistants: IconRobot,
  calls: IconPhone,
};

/** What kind of thing a line of the palette is; the head of its group says it in words. */
export const GroupGlyph = ({ group }: { group: GroupName }): React.JSX.Element => {
  const Glyph = GLYPHS[group];
  return <Glyph className={classes.glyph} size={14} stroke={1.75} aria-hidden="true" />;
};
