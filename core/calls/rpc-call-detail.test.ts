import { describe, expect, it } from 'vitest';
import { fromRpcCall } from './rpc-call-detail.ts';

const ID = '5d0a0000-0000-4000-8000-000000000001';

/** The least that `get_call` answers for a call that never connected. */
const bare = {
  id: ID,
  vapi_call_id: ID,
  created_at: '2026-11-01T10:00:00Z',
  call_type: 'inbound',
  status: 'ended',
  recording_state: 'none',
  participants: [],
};
const turn = { kind: 'speech', index: 0, speaker: 'agent', name: null, text: 'Hello', startMs: 0, endMs: 900 };

describe('an answer of get_call', () => {
  it('that holds the least reads as a call with nothing in it', () => {
    expect(fromRpcCall(bare)).toMatchObject({ id: ID, startedAt: null, cost: null, turns: [], analysis: null, assistantName: null, participants: [] });
  });

  it('reads decimals, which PostgREST may send as text', () => {
    expect(fromRpcCall({ ...bare, cost: '0.123456', duration_seconds: 61 })).toMatchObject({ cost: 0.123456, durationSeconds: 61 });
    expect(() => fromRpcCall({ ...bare, cost: 'much' })).toThrow();
  });

  it('names the assistant as linked, else as the payload did', () => {
    expect(fromRpcCall({ ...bare, assistant_name: 'Old', assistant: { id: ID, name: 'Ava' } })).toMatchObject({ assistantName: 'Ava', assistantId: ID });
    expect(fromRpcCall({ ...bare, assistant_name: 'Old', assistant: null })).toMatchObject({ assistantName: 'Old', assistantId: null });
  });

  it('gives the turns of a known version, and none of another', () => {
    expect(fromRpcCall({ ...bare, turns: { version: 1, turns: [turn] } }).turns).toEqual([turn]);
    expect(fromRpcCall({ ...bare, transcript: 'AI: Hello', turns: { version: 2, turns: [turn] } })).toMatchObject({ turns: [], transcript: 'AI: Hello' });
    expect(fromRpcCall({ ...bare, turns: { version: 1, turns: [{ ...turn, speaker: 'nobody' }] } }).turns).toEqual([]);
  });

  it('reads a score whole, with a status or evidence it does not know left out', () => {
    const analysis = { id: ID, qci_total_score: 82, dynamics_score: 25, status: 'odd', evidence: 'odd', coaching_tips: null, key_moments: ['Asked'] };
    expect(fromRpcCall({ ...bare, analysis, reviewed_by_name: 'Ed' }).analysis).toMatchObject({
      qciTotalScore: 82,
      brandScore: null,
      status: null,
      outcomeTier: null,
      coachingTips: [],
      keyMoments: ['Asked'],
      reviewedBy: null,
      reviewedByName: 'Ed',
    });
  });

  it('names both recordings', () => {
    const urls = { recording_url: 'https://b.example.com/m.wav', stereo_recording_url: 'https://b.example.com/s.wav' };
    expect(fromRpcCall({ ...bare, ...urls, recording_state: 'remote' })).toMatchObject({ recordingUrl: urls.recording_url, stereoRecordingUrl: urls.stereo_recording_url });
    expect(fromRpcCall(bare)).toMatchObject({ recordingUrl: null, stereoRecordingUrl: null });
  });

  it('names the sides of a transfer', () => {
    const participants = [{ id: ID, participant_type: 'transfer', participant_name: 'Desk', phone_number: null, talk_time_seconds: '4.5' }];
    expect(fromRpcCall({ ...bare, participants }).participants).toEqual([{ id: ID, type: 'transfer', name: 'Desk', phoneNumber: null, talkTimeSeconds: 4.5 }]);
  });

  it.each([null, {}, [], 'call', { ...bare, id: 'x' }, { ...bare, recording_state: 'odd' }, { ...bare, participants: null }])('that is none is refused: %j', (answer) => {
    expect(() => fromRpcCall(answer)).toThrow();
  });
});
