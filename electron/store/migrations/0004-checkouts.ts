/**
 * Calls taken along, with what became of each; a state or an audio of NULL has no outcome yet. `pinned` of calls and peaks is
 * what the triggers make it: a call is held while a checkout names it or something of it is not sent.
 */
export const sql = `
CREATE TABLE checkouts (
  checkout_id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL,
  name TEXT NOT NULL,
  started_at TEXT NOT NULL,
  with_audio INTEGER NOT NULL,
  paused INTEGER NOT NULL DEFAULT 0,
  source TEXT NOT NULL
) STRICT;

CREATE INDEX checkouts_started ON checkouts (organization_id, started_at);

CREATE TABLE checkout_calls (
  checkout_id TEXT NOT NULL,
  organization_id TEXT NOT NULL,
  call_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  state TEXT,
  audio TEXT,
  audio_bytes INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (checkout_id, call_id)
) STRICT;

CREATE INDEX checkout_calls_next ON checkout_calls (checkout_id, state, position);
CREATE INDEX checkout_calls_call ON checkout_calls (organization_id, call_id);

CREATE VIEW held_calls (organization_id, call_id) AS
  SELECT organization_id, call_id FROM checkout_calls UNION SELECT organization_id, call_id FROM operations;

UPDATE call_details SET pinned = 1 WHERE EXISTS (SELECT 1 FROM operations o WHERE o.organization_id = call_details.organization_id AND o.call_id = call_details.id);
UPDATE peaks SET pinned = 1 WHERE EXISTS (SELECT 1 FROM operations o WHERE o.organization_id = peaks.organization_id AND o.call_id = peaks.call_id);

CREATE TRIGGER checkout_calls_hold AFTER INSERT ON checkout_calls BEGIN
  UPDATE call_details SET pinned = 1 WHERE organization_id = new.organization_id AND id = new.call_id;
  UPDATE peaks SET pinned = 1 WHERE organization_id = new.organization_id AND call_id = new.call_id;
END;
CREATE TRIGGER operations_hold AFTER INSERT ON operations BEGIN
  UPDATE call_details SET pinned = 1 WHERE organization_id = new.organization_id AND id = new.call_id;
  UPDATE peaks SET pinned = 1 WHERE organization_id = new.organization_id AND call_id = new.call_id;
END;

CREATE TRIGGER checkout_calls_let_go AFTER DELETE ON checkout_calls
WHEN NOT EXISTS (SELECT 1 FROM checkout_calls WHERE organization_id = old.organization_id AND call_id = old.call_id)
  AND NOT EXISTS (SELECT 1 FROM operations WHERE organization_id = old.organization_id AND call_id = old.call_id)
BEGIN
  UPDATE call_details SET pinned = 0 WHERE organization_id = old.organization_id AND id = old.call_id;
  UPDATE peaks SET pinned = 0 WHERE organization_id = old.organization_id AND call_id = old.call_id;
END;
CREATE TRIGGER operations_let_go AFTER DELETE ON operations
WHEN NOT EXISTS (SELECT 1 FROM checkout_calls WHERE organization_id = old.organization_id AND call_id = old.call_id)
  AND NOT EXISTS (SELECT 1 FROM operations WHERE organization_id = old.organization_id AND call_id = old.call_id)
BEGIN
  UPDATE call_details SET pinned = 0 WHERE organization_id = old.organization_id AND id = old.call_id;
  UPDATE peaks SET pinned = 0 WHERE organization_id = old.organization_id AND call_id = old.call_id;
END;

CREATE TRIGGER call_details_held AFTER INSERT ON call_details
WHEN EXISTS (SELECT 1 FROM checkout_calls WHERE organization_id = new.organization_id AND call_id = new.id)
  OR EXISTS (SELECT 1 FROM operations WHERE organization_id = new.organization_id AND call_id = new.id)
BEGIN
  UPDATE call_details SET pinned = 1 WHERE row_id = new.row_id;
END;
CREATE TRIGGER peaks_held AFTER INSERT ON peaks
WHEN EXISTS (SELECT 1 FROM checkout_calls WHERE organization_id = new.organization_id AND call_id = new.call_id)
  OR EXISTS (SELECT 1 FROM operations WHERE organization_id = new.organization_id AND call_id = new.call_id)
BEGIN
  UPDATE peaks SET pinned = 1 WHERE organization_id = new.organization_id AND call_id = new.call_id;
END;
`;
