-- Comments on tables: what each table and column is for, where Studio, psql and the REST interface’s own description show it.
-- docs/schema.md is made from them.

comment on table public.organizations is
  'A customer of the product. Every other row belongs to exactly one of these.';
comment on column public.organizations.id is 'The row’s own id.';
comment on column public.organizations.name is 'The name its people see.';
comment on column public.organizations.vapi_org_id is 'The organization at Vapi, once its calls are synced from there.';
comment on column public.organizations.created_at is 'When the row came into being.';
comment on column public.organizations.updated_at is 'When the row last changed here, whoever changed it.';
comment on column public.organizations.settings is 'Time zone, brand terms, score thresholds: what an admin may tune without a release.';
comment on column public.organizations.is_active is 'False where the organization is closed and its rows are only kept.';
comment on column public.organizations.founded_by is 'A user id: who founded it, where a person did.';
comment on column public.organizations.version is 'Counts every change; a write names the one it has seen.';

comment on table public.organization_members is
  'Who belongs to an organization, and how far his rights go. Membership is read on every request, never from a token’s claims, so that somebody who was removed loses access at once.';
comment on column public.organization_members.organization_id is 'Whose row it is; it never changes.';
comment on column public.organization_members.user_id is 'The person, as auth.users knows him.';
comment on column public.organization_members.role is 'viewer, reviewer, coach, editor or admin; each holds what the one before it holds.';
comment on column public.organization_members.display_name is 'The name colleagues see beside a review; auth.users is not readable for them.';
comment on column public.organization_members.created_at is 'When the person joined.';
comment on column public.organization_members.erased_at is 'When the person was forgotten here: admins no longer see his address.';

comment on table public.assistants is
  'A voice assistant of an organization.';
comment on column public.assistants.id is 'The row’s own id.';
comment on column public.assistants.vapi_assistant_id is 'The assistant at Vapi.';
comment on column public.assistants.organization_id is 'Whose row it is; it never changes.';
comment on column public.assistants.name is 'The name it has today.';
comment on column public.assistants.current_prompt_id is 'The prompt in force. It follows prompts.is_current by trigger, and can only name a prompt of this same assistant.';
comment on column public.assistants.configuration is 'Its settings as the source gives them, without secrets.';
comment on column public.assistants.is_active is 'False where it is no longer in use.';
comment on column public.assistants.created_at is 'When the row came into being.';
comment on column public.assistants.updated_at is 'When the row last changed here, whoever changed it.';
comment on column public.assistants.version is 'Counts every change; a write names the one it has seen.';

comment on table public.prompts is
  'A version of an assistant’s prompt: written once, never edited, so that a score can say which text it judged.';
comment on column public.prompts.id is 'The row’s own id.';
comment on column public.prompts.assistant_id is 'Whose prompt it is.';
comment on column public.prompts.organization_id is 'Copied from the assistant by trigger, so that one array test decides who may see the row.';
comment on column public.prompts.version is 'Bounded far below the type’s end, so that no version can be the last one.';
comment on column public.prompts.content is 'The whole text.';
comment on column public.prompts.is_current is 'True for the one version in force.';
comment on column public.prompts.created_at is 'When the row came into being.';
comment on column public.prompts.created_by is 'A user id; null where an import brought it.';
comment on column public.prompts.performance_notes is 'What people noted about how the version did.';
comment on column public.prompts.revision is 'What expected_version of a prompt’s notes is compared with; `version` is the number of the prompt’s text.';

comment on table public.phone_numbers is
  'A phone number. Vapi’s list of calls gives only its id, so the number itself may be filled in later.';
comment on column public.phone_numbers.id is 'The row’s own id.';
comment on column public.phone_numbers.vapi_phone_id is 'The phone number at Vapi.';
comment on column public.phone_numbers.organization_id is 'Whose row it is; it never changes.';
comment on column public.phone_numbers.phone_number is 'The number in E.164, where it is known.';
comment on column public.phone_numbers.country_code is 'The country the number belongs to.';
comment on column public.phone_numbers.is_active is 'False where it is no longer in use.';
comment on column public.phone_numbers.created_at is 'When the row came into being.';

comment on table public.call_keys is
  'PostgreSQL cannot keep a unique id, or a reference to one, on a table partitioned by date. This table can: it carries both uniques of a call, and everything that hangs off a call refers to it.';
comment on column public.call_keys.id is 'The call’s id, unique over all months.';
comment on column public.call_keys.vapi_call_id is 'The call at Vapi, unique over all months and organizations.';
comment on column public.call_keys.organization_id is 'Whose row it is; it never changes.';
comment on column public.call_keys.created_at is 'The call’s date, by which its row is found in its month.';

comment on table public.calls is
  'A call. `created_at` is when it came into being at the source; it decides the partition and never moves.';
comment on column public.calls.id is 'The row’s own id.';
comment on column public.calls.vapi_call_id is 'The call at Vapi; an id that is no UUID stands here as its UUIDv5, and as it was in raw_data.';
comment on column public.calls.assistant_id is 'The assistant that spoke; null where it is not ours.';
comment on column public.calls.phone_number_id is 'The number of ours that was called or called out.';
comment on column public.calls.organization_id is 'Whose row it is; it never changes.';
comment on column public.calls.call_type is 'inbound, outbound or web.';
comment on column public.calls.status is 'How far the call has come: queued, ringing, in-progress, forwarding or ended.';
comment on column public.calls.ended_reason is 'Why it ended, in the source’s code, cut to the column; raw_data has it whole.';
comment on column public.calls.started_at is 'When it was answered; null where it never connected.';
comment on column public.calls.ended_at is 'When it ended.';
comment on column public.calls.duration_seconds is 'From start to end in seconds; null where either is unknown, or where the end comes before the start or decades after it.';
comment on column public.calls.transcript is 'The conversation as plain text.';
comment on column public.calls.summary is 'What happened, in a few sentences.';
comment on column public.calls.recording_url is 'Where the recording is to be had: a reference, never a capability.';
comment on column public.calls.customer_number is 'The customer’s number in E.164.';
comment on column public.calls.customer_info is 'What else the source says of the customer.';
comment on column public.calls.cost is 'What the call cost, in US dollars.';
comment on column public.calls.created_at is 'When the call came into being at the source; it decides the partition and never moves.';
comment on column public.calls.updated_at is 'When the row last changed here, whoever changed it.';
comment on column public.calls.raw_data is 'The source’s payload, whole except for secrets.';
comment on column public.calls.assistant_name is 'The name at the time of the call: a deleted, inline or foreign assistant still has one.';
comment on column public.calls.prompt_id is 'The prompt version that was speaking.';
comment on column public.calls.outcome_bucket is 'Reading of the full ended_reason, made before that is cut to its column; null while the call has not ended.';
comment on column public.calls.turns is 'Normalised turns, {"version":1,"turns":[...]}: evidence points into them by index.';
comment on column public.calls.recording_state is 'Whether audio can be had: recording_url is only a reference, and it dies.';
comment on column public.calls.stereo_recording_url is 'The two-channel recording, from which speakers can be told apart.';
comment on column public.calls.success_evaluation is 'What the source’s own analysis said: any rubric, so text.';
comment on column public.calls.structured_data is 'Structured outputs of the source’s analysis.';
comment on column public.calls.cost_breakdown is 'Cost by component.';
comment on column public.calls.metadata is 'Variables and campaign of the call, as the caller’s systems named them.';
comment on column public.calls.source_updated_at is 'When the source last changed the call, as far as any report says.';
comment on column public.calls.merge_stamps is 'Which report each value came from, so that reports are merged field by field whatever the order they arrive in.';
comment on column public.calls.search is 'What full-text search reads; capped so that no transcript is too long to be stored.';

comment on table public.qci_analyses is
  'The score of a call, explained. One row a call; it holds the effective values, after review.';
comment on column public.qci_analyses.id is 'The row’s own id.';
comment on column public.qci_analyses.call_id is 'The call it judges; one analysis a call.';
comment on column public.qci_analyses.assistant_id is 'The assistant that spoke.';
comment on column public.qci_analyses.qci_total_score is 'The sum of the four dimensions, 0 to 100; null where the call was not scorable.';
comment on column public.qci_analyses.dynamics_score is 'Dynamics, 0 to 30.';
comment on column public.qci_analyses.objections_score is 'Objections, 0 to 20.';
comment on column public.qci_analyses.brand_score is 'Brand, 0 to 20.';
comment on column public.qci_analyses.outcome_score is 'Outcome, 0 to 30.';
comment on column public.qci_analyses.status is 'The band: what the organization’s thresholds make of the total, or a worse one, never a better. Null where the call was not scorable.';
comment on column public.qci_analyses.evidence is 'The quotes each point stands on, with their turns.';
comment on column public.qci_analyses.coaching_tips is 'What the agent could do better.';
comment on column public.qci_analyses.key_moments is 'Short texts of the moments that decided the call.';
comment on column public.qci_analyses.ai_model is 'The model that judged; null where none did.';
comment on column public.qci_analyses.analysis_cost is 'What the analysis cost, in US dollars.';
comment on column public.qci_analyses.tokens_used is 'Tokens of question and answer together.';
comment on column public.qci_analyses.analyzed_at is 'When it was judged.';
comment on column public.qci_analyses.raw_analysis is 'The judge’s answer as it came.';
comment on column public.qci_analyses.organization_id is 'Copied from the call by trigger, so that one array test decides who may see the row.';
comment on column public.qci_analyses.reviewed_by is 'A user id: who confirmed or corrected the score; null while only a machine has looked at these values.';
comment on column public.qci_analyses.reviewed_at is 'When a person last confirmed or corrected it.';
comment on column public.qci_analyses.rubric_version is 'The rubric it was judged by; scores of two rubrics are not compared.';
comment on column public.qci_analyses.judge is 'Who judged: a model, the deterministic judge, or a person.';
comment on column public.qci_analyses.model_parameters is 'The parameters the model was asked with.';
comment on column public.qci_analyses.prompt_id is 'The prompt version that was judged.';
comment on column public.qci_analyses.transcript_hash is 'Hash of the text the judge read.';
comment on column public.qci_analyses.version is 'Counts every change; a write names the one it has seen.';
comment on column public.qci_analyses.overrides is 'What people decided about a score, by dimension: {"dynamics": {"ai", "replaced", "value", "reason", "note", "evidence", "by", "at"}}. The machine’s value stays in it for ever. It is a column of its own, because `evidence` belongs to whoever judged and is replaced whole by a new run, which must not take a person’s decision with it.';

comment on table public.call_participants is
  'Who took part in a call: the agent, the customer, whoever it was handed to.';
comment on column public.call_participants.id is 'The row’s own id.';
comment on column public.call_participants.call_id is 'The call.';
comment on column public.call_participants.organization_id is 'Copied from the call by trigger, so that one array test decides who may see the row.';
comment on column public.call_participants.participant_type is 'agent, customer or transfer.';
comment on column public.call_participants.participant_name is 'The name, where the source has one.';
comment on column public.call_participants.phone_number is 'The number, where the source has one.';
comment on column public.call_participants.join_time is 'When he came in.';
comment on column public.call_participants.leave_time is 'When he left.';
comment on column public.call_participants.talk_time_seconds is 'How long he spoke, in seconds.';
comment on column public.call_participants.created_at is 'When the row came into being.';

comment on table public.prompt_optimizations is
  'A proposal for a better prompt, made from the scores of an assistant’s calls.';
comment on column public.prompt_optimizations.id is 'The row’s own id.';
comment on column public.prompt_optimizations.assistant_id is 'Whose prompt it would better.';
comment on column public.prompt_optimizations.original_prompt_id is 'The version it starts from.';
comment on column public.prompt_optimizations.current_performance is 'The scores it was made from.';
comment on column public.prompt_optimizations.target_qci is 'The total it aims at, 0 to 100.';
comment on column public.prompt_optimizations.improvement_potential is 'How much it expects to win, in words such as "+15 points".';
comment on column public.prompt_optimizations.primary_focus_area is 'The dimension it works on first.';
comment on column public.prompt_optimizations.recommended_prompt is 'The text it recommends.';
comment on column public.prompt_optimizations.hormozi_recommendations is 'Recommendations by priority, each naming the lever of the value equation that it pulls.';
comment on column public.prompt_optimizations.implementation_plan is 'The steps it proposes.';
comment on column public.prompt_optimizations.generated_at is 'When it was made.';
comment on column public.prompt_optimizations.ai_model is 'The model that made it.';
comment on column public.prompt_optimizations.analysis_cost is 'What it cost, in US dollars.';
comment on column public.prompt_optimizations.is_implemented is 'True once it was put in force.';
comment on column public.prompt_optimizations.implementation_date is 'When it was put in force.';
comment on column public.prompt_optimizations.raw_recommendations is 'The model’s answer as it came.';
comment on column public.prompt_optimizations.organization_id is 'Copied from the assistant by trigger, so that one array test decides who may see the row.';

comment on table public.organization_invitations is
  'Who is asked into which organization, as what, and until when. The address stands here only while the invitation is open: once it is taken up or withdrawn, ids tell the rest.';
comment on column public.organization_invitations.id is 'The row’s own id.';
comment on column public.organization_invitations.organization_id is 'Whose row it is; it never changes.';
comment on column public.organization_invitations.email is 'The address asked, folded; null once the invitation is closed.';
comment on column public.organization_invitations.role is 'The role that waits.';
comment on column public.organization_invitations.expires_at is 'Until when it can be taken up.';
comment on column public.organization_invitations.invited_by is 'A user id: who asked.';
comment on column public.organization_invitations.created_at is 'When the row came into being.';
comment on column public.organization_invitations.accepted_by is 'A user id: who took it up.';
comment on column public.organization_invitations.accepted_at is 'When it was taken up.';
comment on column public.organization_invitations.withdrawn_at is 'When it was taken back.';

comment on table public.history is
  'One change of one row. It holds ids, numbers, reasons and hashes: never a transcript, a quote, a note, a prompt or a name. It refers to nothing by foreign key, because it outlives what it speaks of.';
comment on column public.history.chain is 'The chain an entry belongs to: one for each call, and one for each organization for what hangs on no call.';
comment on column public.history.entry is 'The place in its chain, from 1 without gaps.';
comment on column public.history.organization_id is 'Whose row it is; it never changes.';
comment on column public.history.call_id is 'The call it hangs on, where it hangs on one.';
comment on column public.history.members_organization_id is 'The organization once more where every member may read the entry; null where only its admins may.';
comment on column public.history.at is 'When it happened.';
comment on column public.history.actor is 'A user id; null where the server itself acted.';
comment on column public.history.subject_table is 'The table of the row that changed.';
comment on column public.history.subject_id is 'The row that changed.';
comment on column public.history.action is 'insert, update, delete, or drop_calls for retention.';
comment on column public.history.before is 'What the changed columns held: numbers, ids, codes and hashes.';
comment on column public.history.after is 'What they hold since.';
comment on column public.history.reason is 'The code of a reason, never its words.';
comment on column public.history.previous_hash is 'The hash of the entry before it.';
comment on column public.history.hash is 'SHA-256 over everything it says and the hash before it.';

comment on table public.history_tombstones is
  'What retention leaves of a dropped call’s chain: how long it was and what its last hash was.';
comment on column public.history_tombstones.call_id is 'The call that was dropped.';
comment on column public.history_tombstones.organization_id is 'Whose row it is; it never changes.';
comment on column public.history_tombstones.entries is 'How many entries its chain had.';
comment on column public.history_tombstones.last_hash is 'Null where the call had no history.';
comment on column public.history_tombstones.dropped_at is 'When it was dropped; a call that came again may have been dropped again.';
comment on column public.history_tombstones.dropped_by is 'A user id; null where the server itself acted.';
