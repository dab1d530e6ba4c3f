"""The closed vocabulary of the trail: every event, and exactly the keys its leaf carries.

Keys hold ids, codes and numbers only. A line to add: `NAME_IN_THE_PAST = "subject:verb", "key key"`, sorted by
subject. Events that show something of a record carry SHOWN, which the vault fills in. A leaf has event, by, kind,
about, decision and row_mac of its own, so no key has one of these names.
"""

from enum import StrEnum

# The pseudonyms of what was shown (none beyond 200), how many they were, and the hash of their sorted list.
SHOWN = "objects number_of_objects objects_hash"


class Event(StrEnum):
    """What was done or looked at: `subject:verb`."""

    keys: frozenset[str]

    def __new__(cls, value: str, keys: str = "") -> "Event":
        event = str.__new__(cls, value)
        event._value_ = value
        event.keys = frozenset(keys.split())
        return event

    # Who may. Every denial of a page or an act is ACCESS_DENIED, with the row of the policy table.
    ACCESS_CHANGED = "access:change", "change exclusion agency officer"
    ACCESS_DENIED = "access:deny", "policy method reason"

    ACTION_ACCEPTED = "action:accept", "case"
    ACTION_CHANGED = "action:change", "case field"
    ACTION_GIVEN = "action:give", "case meeting agency owner due_on"
    ACTION_LISTED = "action:list", SHOWN
    ACTION_PASSED = "action:pass", "case to"
    ACTION_READ = "action:read", SHOWN
    ACTION_REASSIGNED = "action:reassign", "case agency to"
    ACTION_REFUSED = "action:refuse", "case"
    ACTION_SHEET_ISSUED = "action:sheet:issue", "number_of_recipients number_of_actions"
    ACTION_REPORTED = "action:report", "case status code"

    ADDRESS_OPENED = "address:open", f"{SHOWN} reason_code"

    AGENDA_BUILT = "agenda:build", SHOWN
    AGENDA_CASE_LISTED = "agenda:case:list", "case position item"
    AGENDA_ISSUED = "agenda:issue", "version number_of_recipients number_of_cases"
    AGENDA_ORDERED = "agenda:order", "revision moved"
    AGENDA_READ = "agenda:read", f"{SHOWN} version"

    AGENCY_CHANGED = "agency:change", "field"
    AGENCY_KEY_CONFIRMED = "agency:key:confirm", "agency officer sha256 second"
    AGENCY_KEY_ENROLLED = "agency:key:enrol", "agency officer sha256"
    AGENCY_KEY_REVOKED = "agency:key:revoke", "agency officer sha256 code"

    ALERT_READ = "alert:read", SHOWN
    ALERT_REOPENED = "alert:reopen", "code other"
    ALERT_SETTLED = "alert:settle", "code other"

    AREA_KEYS_MADE = "area:keys:make", ""
    AREA_LOADED = "area:load", "agencies officers practice"

    ATTACHMENT_ADDED = "attachment:add", "draft format"
    ATTACHMENT_LISTED = "attachment:list", f"{SHOWN} case"
    ATTACHMENT_READ = "attachment:read", f"{SHOWN} case format"
    ATTACHMENT_REMOVED = "attachment:remove", "draft"

    BACKUP_MADE = "backup:make", "sha256 size"
    BACKUP_RESTORED = "backup:restore", "sha256 exclusions leavers roles keys sessions passed_over"

    BRING_IN_CHANGED = "bring-in:change", "field"
    BRING_IN_CHECKED = "bring-in:check", "bring_in_kind records left sha256"
    BRING_IN_CLEARED = "bring-in:clear", "records"
    BRING_IN_CONFIRMED = "bring-in:confirm", "records sha256"
    BRING_IN_LAPSED = "bring-in:lapse", ""
    BRING_IN_READ = "bring-in:read", SHOWN
    BRING_IN_STAGED = "bring-in:stage", "records done"
    BRING_IN_SWITCHED_ON = "bring-in:on", "records"
    BRING_IN_UNDONE = "bring-in:undo", "records"

    CASE_CLOSED = "case:close", "code"
    CASE_DEFERRED = "case:defer", "meeting code"
    CASE_HEARD = "case:hear", "meeting outcome"
    CASE_OPENED_IN_ROOM = "case:open", f"{SHOWN} meeting"
    CASE_READ = "case:read", f"{SHOWN} reason_code"
    CASE_WITHDRAWN = "case:withdraw", "code"

    CHASE_PAUSED = "chase:pause", "code"
    CHASE_SENT = "chase:send", "thing number_of_things number_of_letters"

    CONFLICT_DECLARED = "conflict:declare", "meeting answer relation version"

    CONTACT_OPENED = "contact:open", f"{SHOWN} reason_code"

    DOCUMENT_EXPORTED = "document:export", f"{SHOWN} case form form_version reason_code"
    DOCUMENT_JUDGED = "document:judge", "verdict"
    DOCUMENT_PLACED = "document:place", "case"
    DOCUMENT_PRINTED = "document:print", f"{SHOWN} case form form_version copy"
    DOCUMENT_READ = "document:read", f"{SHOWN} case"
    DOCUMENT_RECEIVED = "document:receive", "result form form_version gaps sha256"
    DOCUMENT_REJECTED = "document:reject", "form code"

    DRAFT_DISCARDED = "draft:discard", "form"
    DRAFT_READ = "draft:read", SHOWN
    DRAFT_SAVED = "referral:draft:save", "form form_version revision"
    DRAFT_STARTED = "draft:start", "form form_version"

    FACTOR_ADDED = "factor:add", "factor"
    FACTOR_BEGUN = "factor:begin", ""
    FACTOR_LOST = "factor:lose", "step second"
    FACTOR_RECOVERY_USED = "factor:recover", "left"
    FACTOR_REMOVED = "factor:remove", "factor"

    FEEDBACK_READ = "feedback:read", SHOWN
    FEEDBACK_RECORDED = "feedback:record", "case outcome code"

    FIGURES_MADE = "figures:make", SHOWN
    FIGURES_READ = "figures:read", f"{SHOWN} period measure"

    FLAG_ASKED = "flag:ask", "case agency review_on"
    FLAG_CONFIRMED = "flag:confirm", "case state"
    FLAG_LISTED = "flag:list", SHOWN

    FORM_EXPORTED = "form:export", f"{SHOWN} case form form_version"
    FORM_KEPT = "form:keep", "case form form_version corrects"
    FORM_PARKED = "form:park", ""
    FORM_PRINTED = "form:print", f"{SHOWN} case form form_version copy"
    FORM_READ = "form:read", f"{SHOWN} case form form_version"
    FORM_SIGNED = "form:sign", "case form form_version"
    FORM_TAKEN_BACK = "form:take-back", SHOWN

    IDENTITY_LINKED = "identity:link", "other verdict levels model held"
    IDENTITY_LISTED = "identity:list", SHOWN
    IDENTITY_PARTED = "identity:part", "other verdict levels model held"
    IDENTITY_READ = "identity:read", SHOWN
    IDENTITY_UNDONE = "identity:undo", "other verdict"
    IDENTITY_UNSURE = "identity:unsure", "other verdict levels model held"
    IDENTITY_WEIGHED = "identity:weigh", SHOWN

    INBOX_LISTED = "inbox:list", SHOWN

    INDEX_CHECKED = "index:check", "differing"
    INDEX_KEY_BEGUN = "index:key:begin", "version"
    INDEX_KEY_ENDED = "index:key:end", "version"
    INDEX_MADE_ANEW = "index:make", "mentions"
    INDEX_READ = "index:read", SHOWN

    INVITATION_OPENED = "invitation:open", ""

    KEY_DESTROYED = "key:destroy", "owner key_kind"

    LEAVING_SAID = "leaving:say", "leaves"

    LETTER_FAILED = "letter:fail", "letter code"
    LETTER_SENT = "letter:send", "letter"
    LETTER_SETTLED = "letter:settle", "code"

    LOOKS_READ = "looks:read", "number_of_looks"

    MACHINE_REPORTED = "machine:report", f"{SHOWN} report"

    MEETING_CLOSED = "meeting:close", "number_heard"
    MEETING_EMERGENCY_CALLED = "meeting:emergency", "case agreed_by number_of_invitations"
    MEETING_OPENED = "meeting:open", "quorum"
    MEETING_READ = "meeting:read", SHOWN
    MEETING_SET = "meeting:set", "meeting_kind planned_on"
    MEETING_SERIES_SET = "meeting:series:set", "from_on number_of_meetings"
    MEETING_SPLIT = "meeting:split", "into moved"

    MENTION_READ = "mention:read", SHOWN

    MINUTES_APPROVED = "minutes:approve", "revisions"
    MINUTES_CORRECTED = "minutes:correct", "part n"
    MINUTES_ISSUED = "minutes:issue", "number_of_recipients number_of_cases"
    MINUTES_READ = "minutes:read", f"{SHOWN} reason_code"
    MINUTES_RECALLED = "minutes:recall", "issue"
    MINUTES_SAVED = "minutes:save", "part n base_n revision_kind"
    MINUTES_SETTLED = "minutes:settle", "part n kept"

    OFFICER_ENDED = "officer:end", "sessions seats"
    OFFICER_INVITED = "officer:invite", "role agency second"
    OFFICER_JOINED = "officer:join", ""
    OFFICER_LISTED = "officer:list", SHOWN
    OFFICER_MADE = "officer:make", "role agency"
    OFFICER_RECOVERY_AGREED = "officer:recover", "step second"

    OPINION_ASKED = "opinion:ask", "case"
    OPINION_GIVEN = "opinion:give", "case code"

    PAPER_ASKED = "export:ask", "paper format reason_code"
    PAPER_FETCHED = "export:fetch", f"{SHOWN} paper format copy"
    PAPER_WRITTEN = "export:write", "paper format copy sha256"

    PASSWORD_CHANGED = "password:change", "sessions_ended"

    PERSON_READ = "person:read", SHOWN

    PEOPLE_RECHECKED = "people:recheck", "persons repeats contradictions values statuses"
    PEOPLE_SEARCHED = "people:search", f"{SHOWN} search step"

    PLACES_LOOKED_FOR = "places:look-for", SHOWN

    PRACTICE_CLOCK_MOVED = "practice:move-clock", "to"
    PRACTICE_REPLAYED = "practice:replay", "until deciding"

    PRESENCE_MARKED = "presence:mark", "case meeting agency state"

    PROPOSAL_DECIDED = "proposal:decide", "change verdict"
    PROPOSAL_MADE = "proposal:make", "change officer"

    REASON_GIVEN = "reason:give", "reason_code policy"

    RECIPIENTS_CHECKED = "recipient:check", SHOWN

    REFERRAL_ACCEPTED = "referral:accept", "case meeting routes form_version"
    REFERRAL_ASKED = "referral:ask", "case number_of_questions"
    REFERRAL_ANSWERED = "referral:answer", "case number_of_answers"
    REFERRAL_DECLINED = "referral:decline", "case code"
    REFERRAL_JOINED = "referral:join", "case into"
    REFERRAL_MARKED_IN_ERROR = "referral:mark-in-error", "case code"
    REFERRAL_READ = "referral:read", f"{SHOWN} case"
    REFERRAL_REDIRECTED = "referral:redirect", "case code"
    REFERRAL_SUBMITTED = "referral:submit", "case form form_version"
    REFERRAL_TAKEN_APART = "referral:take-apart", "case into"
    REFERRAL_UNDONE = "referral:undo", "case decision_undone"

    REPEAT_CHANGED = "repeat:change", "verdict before after"
    REPEAT_SEEN = "repeat:see", "notices"

    RESEARCH_ASKED = "research:ask", "case meeting agency why"
    RESEARCH_ASSIGNED = "research:assign", "case officer"
    RESEARCH_EXCUSED = "research:excuse", "case meeting agency code"
    RESEARCH_LINE_SHARED = "research:line:share", "case n"
    RESEARCH_NIL_ANSWERED = "research:nil", "case meeting code"
    RESEARCH_READ = "research:read", f"{SHOWN} case"
    RESEARCH_SENT = "research:send", "case meeting lines held"

    REVIEW_LISTED = "review:list", SHOWN
    REVIEW_NOTED = "review:note", "case note code"
    REVIEW_READ = "review:read", SHOWN

    RISK_READ = "risk:read", SHOWN

    ROLE_ENDED = "role:end", "officer role second"
    ROLE_GIVEN = "role:give", "officer role agency second"

    SEAL_BROKEN = "seal:break", "table code"
    SEALED_FORM_OPENED = "seal:form:open", "form result sha256"
    SEALED_FORM_RECEIVED = "seal:form:receive", "door sha256 size"
    SEALED_FORM_REFUSED = "seal:form:refuse", "code sha256"
    SEALED_FORM_REPLAYED = "seal:form:replay", "sha256"
    SEAL_KEY_DESTROYED = "seal:key:destroy", "suite"
    SEAL_KEY_MADE = "seal:key:make", "suite"
    SEAL_LIST_PUBLISHED = "seal:list:publish", "number_of_keys serial sha256"

    SEARCHES_FORGOTTEN = "searches:forget", "words people"
    SEARCH_READ = "search:read", SHOWN
    SEARCH_RUN = "search:run", "way"

    SEAT_CHOSEN = "seat:choose", "membership"
    SEAT_GIVEN = "seat:give", "officer role meeting"

    SESSION_ALL_ENDED = "session:end:all", "sessions"
    SESSION_ENDED = "session:end", "code"
    SESSION_OPENED = "session:open", "factor"
    SESSION_REFUSED = "session:refuse", "code"
    SESSION_STEPPED_UP = "session:step-up", "factor"

    SETTING_CHANGED = "setting:change", "name from_on second"

    STATEMENT_AFFIRMED = "statement:affirm", "meeting version way"

    SUGGESTION_ANSWERED = "suggestion:answer", "other answer band verdict"

    TEXT_PACK_LOADED = "text-pack:load", "form form_version sha256"

    VALUE_DECIDED = "value:decide", "value value_kind state"


KEYS: dict[Event, frozenset[str]] = {event: event.keys for event in Event}
OPENINGS: frozenset[Event] = frozenset(event for event in Event if "objects" in event.keys)
