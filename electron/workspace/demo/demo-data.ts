import { z } from 'zod';
import solarSales from '../../../supabase/demo/dialogues/solar-sales.json' with { type: 'json' };
import solarService from '../../../supabase/demo/dialogues/solar-service.json' with { type: 'json' };
import solarShort from '../../../supabase/demo/dialogues/solar-short.json' with { type: 'json' };
import winbackLong from '../../../supabase/demo/dialogues/winback-long.json' with { type: 'json' };
import winbackShort from '../../../supabase/demo/dialogues/winback-short.json' with { type: 'json' };
import windowsLong from '../../../supabase/demo/dialogues/windows-long.json' with { type: 'json' };
import windowsShort from '../../../supabase/demo/dialogues/windows-short.json' with { type: 'json' };
import faultList from '../../../supabase/demo/faults.json' with { type: 'json' };
import times from '../../../supabase/demo/recordings/times.json' with { type: 'json' };
import {
  dialogueSchema,
  faultsSchema,
  timesSchema,
  type DemoRecording,
  type Dialogue,
  type EvidenceFault,
} from './dialogue.ts';

/** Everything the demo is made of, checked against its schemas. */
export interface DemoSources {
  dialogues: ReadonlyMap<string, Dialogue>;
  /** By dialogue id; a dialogue without an entry has no audio. */
  recordings: ReadonlyMap<string, DemoRecording>;
  faults: readonly EvidenceFault[];
}

/** Parses the committed JSON; a broken file is named by zod's path. */
export function loadDemoSources(): DemoSources {
  const all: unknown[] = [
    ...solarSales,
    ...solarService,
    ...solarShort,
    ...windowsLong,
    ...windowsShort,
    ...winbackLong,
    ...winbackShort,
  ];
  const dialogues = z.array(dialogueSchema).parse(all);
  return {
    dialogues: new Map(dialogues.map((dialogue) => [dialogue.id, dialogue])),
    recordings: new Map(Object.entries(timesSchema.parse(times).recordings)),
    faults: faultsSchema.parse(faultList).faults,
  };
}
