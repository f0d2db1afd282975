import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingState } from '../../../../core/calls/recording-reference.ts';
import type { RecordingFault as Fault } from '../../../../core/contract/routes/recordings.ts';
import { useSettings } from '../../bridge/use-settings.ts';
import { useCommand } from '../../lib/commands.tsx';
import { useClock, type ClockState, type MediaClock } from '../../lib/media-clock.ts';
import { Controls } from './controls.tsx';
import { Lanes, type PlayerEvidence, type Span } from './lanes.tsx';
import type { Marks } from './marks.ts';
import classes from './player.module.css';
import { playerQueries } from './queries.ts';
import { RecordingFault } from './recording-fault.tsx';
import { stepSpeed } from './speeds.ts';
import { agentChannelOf, useSolo } from './use-solo.ts';
import { useSkipSilence } from './use-skip-silence.ts';

interface Props {
  callId: string;
  /** What the call says of its recording. */
  recordingState: RecordingState;
  clock: MediaClock;
  /** Length as the call has it, until the media or its peaks say better. */
  durationSeconds: number;
  silences: readonly Span[];
  speakerAt: (ms: number) => 'agent' | 'customer' | null;
  /** What is marked over the lanes. */
  marks: Marks;
  /** What the score stands on, under them. */
  evidence: PlayerEvidence;
}

const useRecording = (callId: string, state: RecordingState, clock: MediaClock, durationSeconds: number) => {
  const recording = useQuery(playerQueries.recording(callId, state));
  const ready = recording.data?.state === 'ready' ? recording.data.mediaUrl : null;
  const peaks = useQuery({ ...playerQueries.peaks(callId), enabled: ready !== null });
  const broken = useClock(clock, useCallback((state: ClockState) => state.failed, []));
  useEffect(() => clock.load(ready, durationSeconds), [clock, ready, durationSeconds]);
  const measured = peaks.data?.durationSeconds;
  useEffect(() => {
    if (measured !== undefined) clock.setDuration(measured);
  }, [clock, measured]);
  const fault: { state: Fault; since: string | null } | null = recording.isError
    ? { state: 'unreachable', since: null }
    : recording.data && recording.data.state !== 'ready'
      ? recording.data
      : broken
        ? { state: 'broken', since: null }
        : null;
  const retry = async (): Promise<void> => {
    await recording.refetch();
    if (broken && ready !== null) {
      clock.load(null, durationSeconds);
      clock.load(ready, durationSeconds);
    }
  };
  return { recording, peaks, fault, retry };
};

const usePlayerKeys = (clock: MediaClock): void => {
  const [settings, update] = useSettings();
  const step = (direction: 1 | -1): void => update({ playbackRate: stepSpeed(settings.playbackRate, direction) });
  useCommand('play.toggle', () => clock.toggle());
  useCommand('play.toggleInField', () => clock.toggle());
  useCommand('play.back', () => clock.seekBy(-5));
  useCommand('play.forward', () => clock.seekBy(5));
  useCommand('play.slower', () => step(-1));
  useCommand('play.faster', () => step(1));
  useCommand('play.skipSilence', () => update({ skipSilence: !settings.skipSilence }));
  useEffect(() => clock.setRate(settings.playbackRate), [clock, settings.playbackRate]);
};

const noteOf = (isReading: boolean, hasFailed: boolean): 'player.readingPeaks' | 'player.noPeaks' | null => {
  if (isReading) return 'player.readingPeaks';
  return hasFailed ? 'player.noPeaks' : null;
};

/** The recording of a call: two lanes and the row that plays them, or the words why it cannot be heard. */
export const Player = ({ callId, recordingState, clock, durationSeconds, silences, speakerAt, marks, evidence }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const { recording, peaks, fault, retry } = useRecording(callId, recordingState, clock, durationSeconds);
  const duration = useClock(clock, useCallback((state: ClockState) => state.duration, [])) || durationSeconds || 1;
  const [settings] = useSettings();
  const shownPeaks = fault === null ? (peaks.data ?? null) : null;
  usePlayerKeys(clock);
  const solo = useSolo(clock, agentChannelOf(shownPeaks));
  useSkipSilence(clock, silences, settings.skipSilence && fault === null);
  const silentSeconds = silences.reduce((sum, span) => sum + span.endMs - span.startMs, 0) / 1000;
  const note = fault === null ? noteOf(recording.isPending || peaks.isPending, peaks.isError) : null;
  return (
    <section className={classes.root} aria-label={t('player.label')}>
      <div className={classes.row}>
        {fault ? (
          <RecordingFault fault={fault.state} since={fault.since} isRetrying={recording.isFetching} onRetry={() => void retry()} />
        ) : (
          <>
            <Controls clock={clock} duration={duration} silentSeconds={silentSeconds} disabled={recording.isPending} solo={solo} />
            <div className={classes.space} />
            {shownPeaks?.mono === true && <span className={classes.mono}>{t('player.mono')}</span>}
          </>
        )}
      </div>
      <Lanes
        clock={clock}
        peaks={shownPeaks}
        note={note && t(note)}
        silences={silences}
        marks={marks}
        evidence={evidence}
        duration={duration}
        solo={solo}
        speakerAt={speakerAt}
      />
    </section>
  );
};
