-- Comments on functions: what each function of the interface does, for the same readers.

comment on function public.accept_invitations(text) is
  'Takes up every open invitation to the caller’s address; answers the memberships gained. The app asks after each sign-in. The address and that its owner confirmed it are read from the account itself: claims of a token can be old, and user_metadata is whatever the person wrote there. A project that does not ask for confirmation trusts every address.';
comment on function public.annotate_prompt(uuid, integer, jsonb) is
  'Notes how a version did: from editor upwards.';
comment on function public.bands_by_week(uuid, date, date, jsonb) is
  'Pass, review and fail by ISO week, one series for each rubric version, with a row of zeros for a week without a score. `weeks` says how many calls the week had and how many of them have a score (`n`).';
comment on function public.call_history(uuid) is
  'The history of a call, the oldest entry first, with the names that its actors have today. It reads with the rights of whoever asks; an id whose person was erased stays an id.';
comment on function public.calls_for_import(uuid, uuid[]) is
  'What is stored of the calls a report names, the payload included, so that the importer can merge before it sends: one entry for each id. Whether another organization holds an id is said, whose it is never.';
comment on function public.calls_per_day(uuid, date, date, jsonb) is
  'Calls and their average cost by day. A day without calls is a row of zeros without an average; `n` counts the calls that have a cost.';
comment on function public.change_assistant(uuid, integer, jsonb) is
  'Changes an assistant’s name, configuration or whether it is in use: from editor upwards.';
comment on function public.change_member_role(uuid, uuid, text) is
  'Gives a member another role; answers whether there is such a member.';
comment on function public.change_organization(uuid, integer, jsonb) is
  'Renames an organization and changes its settings: admins only. New thresholds give the scores their bands at once; where more than 5000 would change, it is refused.';
comment on function public.confirm_review(uuid, integer, jsonb) is
  'Confirms a call’s score as it stands: from reviewer upwards.';
comment on function public.cost_per_meeting(uuid, date, date, jsonb, text) is
  'What the calls cost for each meeting they booked, whole and by day, week or month. Every call’s cost counts, also of those nobody scored; only a scored call can have booked a meeting. `n` is the number of scored calls and `priced` of those with a cost, so that a figure made of half the calls can be told from one of all. Without a meeting there is no cost of one.';
comment on function public.count_calls(uuid, jsonb, integer) is
  'How many calls pass the filters, counted no further than the cap: {"count": n, "capped": bool}.';
comment on function public.create_organization(text, text, uuid) is
  'Founds an organization; whoever asks becomes its admin. An id made by the client lets it ask again after a lost answer without founding a second one. Nobody founds more than 20, and a guest without an account of his own founds none.';
comment on function public.drop_calls_before(uuid, date, boolean) is
  'Drops the organization’s calls made before a day (in UTC) with all that hangs off them; by default it only reports what would go. For its admins.';
comment on function public.erase_member(uuid, uuid) is
  'Forgets a person in one organization: empties what resolves his id to a name, and hides his address from its admins. His membership stays: remove_member ends it. For its admins, about people who are or were in it.';
comment on function public.get_call(uuid, uuid) is
  'Everything about a call but its raw payload; null where there is no such call or it is not the caller’s to see.';
comment on function public.get_call_raw(uuid, uuid) is
  'The payload as it was imported; apart, because it is large and seldom looked at.';
comment on function public.import_calls(uuid, jsonb) is
  'Takes up to 200 reports and answers for each, in their order. Each stands for itself: one that cannot be stored is rejected with a reason and takes none of the others with it. One import at a time in an organization, and reports are taken in the order of their ids, so that two imports neither interleave nor wait for each other in a circle.';
comment on function public.invite_member(uuid, text, text, timestamp with time zone) is
  'Asks an address into the organization, for two weeks unless said otherwise. Asking again renews what is open.';
comment on function public.keep_call_partitions() is
  'Makes some of the months of calls that are missing, for projects without pg_cron; the app of an admin asks after his sign-in, and again while something is `left`. `large` counts months with so many waiting calls that they are left to the scheduler or the owner: app.repair_call_partitions().';
comment on function public.leave_organization(uuid) is
  'Leaves an organization, which nobody can forbid, except that the last admin stays.';
comment on function public.list_calls(uuid, jsonb, text, text, jsonb, integer) is
  'A page of calls: {"rows": [...], "next": cursor or null}. The cursor is handed back as it came.';
comment on function public.list_facets(uuid) is
  'What the filter menus offer: assistants with their number of calls, phone numbers, colleagues, statuses that occur.';
comment on function public.list_invitations(uuid) is
  'The organization’s invitations, the newest first, and what became of each.';
comment on function public.list_members(uuid) is
  'The organization’s members with their addresses, roles and names; neither address nor name of somebody who was forgotten. For its admins.';
comment on function public.outcome_funnel(uuid, date, date, jsonb) is
  'From all calls to a booked meeting. `buckets` is how the calls ended, `tiers` what the scored ones achieved: `n` in the tier itself, `at_least` in it or a better one. Where more than one rubric version judged, `rubrics` names them all.';
comment on function public.override_score(uuid, integer, jsonb) is
  'Corrects one dimension of a call’s score, or takes the correction back: from reviewer upwards.';
comment on function public.publish_prompt(uuid, integer, jsonb) is
  'Puts a version in force: from editor upwards.';
comment on function public.qci_trend(uuid, date, date, jsonb, text, text, integer) is
  'Mean and standard deviation of the QCI and its four dimensions by day, week or month; one series for each rubric version, and within it for each assistant, prompt version or phone number. Periods without a scored call have no point: a mean of nothing is a gap in the line. `prompts` says how many prompt versions a point stands on, because a trend that crosses a new version is not one trend. At most 12 keys unless asked, and fewer where the chart is long; `left_out` counts the rest.';
comment on function public.remove_member(uuid, uuid) is
  'Takes somebody out of the organization; his next request finds nothing. What he did keeps his id.';
comment on function public.rename_member(uuid, uuid, text) is
  'Sets the name colleagues see: an admin anybody’s, everybody his own. An empty name is none.';
comment on function public.reviewer_activity(uuid, date, date, jsonb) is
  'Who confirmed or corrected how many scores, by the day it was done and not by the day of the call. One score has one reviewer here, the last; who came before him is in the history. Coaches and above, because leading people is their matter and not because it is a secret: each score and its history name their reviewer to every member. A reviewer who has left is an id without a name. The filters are about the calls that were reviewed.';
comment on function public.save_prompt_version(uuid, integer, jsonb) is
  'Adds a version of an assistant’s prompt: from editor upwards.';
comment on function public.schema_version() is
  'The version of the latest migration. Every migration that is added renews it, so that an app can tell an older database.';
comment on function public.top_assistants(uuid, date, date, jsonb, text, integer) is
  'Assistants by their mean QCI, the best first; those without a scored call are left out. Assistants of one name stay apart; calls of an assistant that is not ours go by the name they carried. With no rubric version asked for, a row may stand on several: `rubric_versions` names them. The empty text asks for scores without a stamp.';
comment on function public.verify_history(uuid) is
  'Recomputes every chain of the organization’s history and names what does not fit; for its admins.';
comment on function public.who_changed(uuid, timestamp with time zone, timestamp with time zone, uuid, integer) is
  'Who changed what in an organization from one moment (included) to another (excluded), the latest first; of one person where he is named. It shows what whoever asks may read: to a viewer the reviews too, as every score names its reviewer.';
comment on function public.whoami() is
  'The caller and his memberships. His rights come from here, never from claims in his token.';
comment on function public.withdraw_invitation(uuid, uuid) is
  'Takes an open invitation back; answers whether there was one.';
