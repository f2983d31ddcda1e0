// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "api/commands.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define P(...) (const struct param[]){__VA_ARGS__}, COUNT(((const struct param[]){__VA_ARGS__}))
#define NO_PARAMS NULL, 0
#define SHELL_ONLY .method = 0, .path = NULL, .handler = HANDLER_none
#define ROLE(name) ROLE_BIT(name)
#define DNA_READERS (ROLE(case_officer) | ROLE(register_owner) | ROLE(approver))
#define DATA_READERS (ROLE(case_officer) | ROLE(approver) | ROLE(register_owner) | ROLE(auditor))

// ---- Parameters that several commands share ----
#define SUBJECT {"subject", IN_BODY, TYPE_SUBJECT, REQUIRED, BY_NAME, "who or what the question is about"}
#define PURPOSE {"purpose", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME,                                                   \
    "border_check, police_check, investigation, prosecution, list_screening, passenger_screening, financial_analysis or terrorist_content"}
#define IMPORT {"import", IN_PATH, TYPE_TEXT, REQUIRED, IN_ORDER, "the import's id"}
#define REQUEST {"request", IN_PATH, TYPE_TEXT, REQUIRED, IN_ORDER, "the request's id"}
#define RECORD_IN_PATH {"record", IN_PATH, TYPE_TEXT, REQUIRED, IN_ORDER, "the record, as in be/alerts/0192…"}
#define ENTRY {"index", IN_PATH, TYPE_NUMBER, REQUIRED, IN_ORDER, "the entry's number, from 0"}
#define LOG_REASON {"reason", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "why the content is needed: it is logged"}
#define LOG_USE {"use", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME,                                                        \
    "what the log is used for: lawfulness, self_monitoring, integrity_security or criminal_proceedings"}
#define LIMIT {"limit", IN_QUERY, TYPE_NUMBER, OPTIONAL, BY_NAME, "at most so many"}
#define GIVEN_BY {"request", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "the request by which it came"}
#define COPY_OF {"record", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "or the copy of another's record, as in be/alerts/0192…"}
#define RECORD_OF {"record", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "or a record of ours, as in be/alerts/0192…"}
#define WHY {"reason", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "why"}
#define TERMS {"terms", IN_BODY, TYPE_JSON, OPTIONAL, BY_NAME,                                                        \
    "conditions beyond those of the law: {handling: H0…H3, evaluation: {source, information}, basis, subject_category, retain_until, conditions}"}
#define CLOSED(where)                                                                                                 \
    {"generation", where, TYPE_NUMBER, OPTIONAL, BY_NAME, "of a log that was closed; the running one when not given"}, \
    {"log_key", where, TYPE_TEXT, OPTIONAL, BY_NAME, "the public key that the closed log had, from the trust list of then"}
#define DEVICE {"device", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "the authenticator's device, as in /dev/hidraw3; the only one when not given"}
#define FOLDER {"dir", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "the node's folder"}

#define ITEM {"item", IN_PATH, TYPE_TEXT, REQUIRED, IN_ORDER, "the item's id"}
#define ITEM_IN_SHELL {"item", IN_SHELL, TYPE_TEXT, REQUIRED, IN_ORDER, "the item's id"}
#define READING {"reading", IN_PATH, TYPE_NUMBER, REQUIRED, IN_ORDER, "the reading's number"}
#define OPENING {"opening", IN_PATH, TYPE_NUMBER, REQUIRED, IN_ORDER, "the opening's number"}
#define INTAKE {"intake", IN_PATH, TYPE_TEXT, REQUIRED, IN_ORDER, "the intake's id"}
#define EVIDENCE_ROLES (ROLE(case_officer) | ROLE(register_owner))
#define CUSTODY_WORDS(where_)                                                                                        \
    {"where", where_, TYPE_TEXT, REQUIRED, BY_NAME, "the place"},                                                    \
        {"why", where_, TYPE_TEXT, REQUIRED, BY_NAME, "the reason"},                                                 \
        {"basis", where_, TYPE_TEXT, REQUIRED, BY_NAME, "the legal basis: article, warrant, order"},                 \
        {"case", where_, TYPE_TEXT, OPTIONAL, BY_NAME, "the case"},                                                  \
        {"happened_at", where_, TYPE_TEXT, OPTIONAL, BY_NAME, "when it was done, as 2026-11-28T12:00:00Z; now when not given"}, \
        {"seal", where_, TYPE_TEXT, OPTIONAL, BY_NAME, "the seal's number"},                                         \
        {"device", where_, TYPE_TEXT, OPTIONAL, BY_NAME, "make, model, serial number"},                              \
        {"tool", where_, TYPE_TEXT, OPTIONAL, BY_NAME, "the tool and its version"},                                  \
        {"write_blocker", where_, TYPE_TEXT, OPTIONAL, BY_NAME, "the write-blocker used"},                           \
        {"from", where_, TYPE_TEXT, OPTIONAL, BY_NAME, "who gave it"},                                               \
        {"to", where_, TYPE_TEXT, OPTIONAL, BY_NAME, "who received it"},                                             \
        {"note", where_, TYPE_TEXT, OPTIONAL, BY_NAME, "anything else"}

const struct param SUBJECT_OPTIONS[] = {
    {"name", IN_SHELL, TYPE_TEXT, OPTIONAL, REST, "the name, in any script; again for each other name"},
    {"given", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "given names, where they are known apart"},
    {"family", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "family name, where it is known apart"},
    {"born", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "1989, 1989-09, 1989-09-15 or 15/09/1989, 1985/1989, ~1989 (about)"},
    {"sex", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "m, f or x"},
    {"nationality", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "a country: be, fr, es, ma… or its name"},
    {"document", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "a document's number, or COUNTRY:NUMBER"},
    {"identifier", IN_SHELL, TYPE_TEXT, OPTIONAL, REST,
     "a telephone number, plate, IBAN, mail address…: the value, TYPE:VALUE or TYPE/COUNTRY:VALUE; again for each other"},
    {"mrz", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME,
     "the machine-readable lines, or - to read them from standard input"},
    {"kind", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME,
     "person (usual), organisation, vessel, vehicle, document or object"},
};
const size_t SUBJECT_OPTION_COUNT = COUNT(SUBJECT_OPTIONS);

const struct command COMMANDS[] = {
    // ---- Checks ----
    {"check", "ask the registers here and abroad", HTTP_POST, "/api/checks", HANDLER_check_run, TO_ROLES,
     ROLE(case_officer) | ROLE(analyst), false,
     P(SUBJECT, PURPOSE, {"case", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "the case the question belongs to"},
       {"file", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME,
        "many questions, one JSON object a line; - is standard input"})},
    {"screen", "check the people of a CSV file, each under the purpose named", SHELL_ONLY, TO_ROLES, ROLE(case_officer) | ROLE(analyst), false,
     P({"file", IN_SHELL, TYPE_TEXT, REQUIRED, IN_ORDER, "a CSV file with a heading, with commas, semicolons or tabs"},
       {"purpose", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "as for check: border_check, police_check… it decides what may be asked"},
       {"map", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME,
        "which column is what, as for import; without it the titles speak for themselves in six languages (Nom, Fecha de nacimiento…), "
        "and what was made of them is said first"},
       {"encoding", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME,
        "utf-8, utf-16le, utf-16be, windows-1252 (western Europe) or windows-1256 (Arabic); told by the file's first bytes, else utf-8"},
       {"case", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "the case the questions belong to"},
       {"out", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME,
        "the CSV file to write, a line a person, in the order of the input; its cell \"error\" says why a line failed, "
        "and on a line that was answered what of the person could not be read and was not asked with"},
       {"resume", IN_SHELL, TYPE_FLAG, OPTIONAL, BY_NAME, "go on with an --out that was interrupted: who is answered for is not asked about again"},
       {"at-once", IN_SHELL, TYPE_NUMBER, OPTIONAL, BY_NAME, "so many questions at a time, 1 to 16; 4 when not given"})},
    {"check preview", "show what would be asked, of whom, under which article", HTTP_POST, "/api/checks/preview",
     HANDLER_check_preview, TO_ROLES, ROLE(case_officer) | ROLE(analyst), false, P(SUBJECT, PURPOSE)},
    {"check table", "have a portion of a table of people read in the node's sandbox, as screen reads one: subjects to be checked, "
                    "each by a call of its own (API)",
     HTTP_POST, "/api/checks/table", HANDLER_check_table, TO_ROLES, ROLE(case_officer) | ROLE(analyst), false,
     P({"table", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "its heading, what stands above it if one likes, and some rows: CSV, at most 256 KiB and 1000 rows"})},
    {"check show", "show a check again", HTTP_GET, "/api/checks/{check}", HANDLER_check_show, TO_ROLES,
     ROLE(case_officer) | ROLE(analyst), false, P({"check", IN_PATH, TYPE_TEXT, REQUIRED, IN_ORDER, "the check's id"})},
    {"check judge", "say of a candidate whether it is the person", HTTP_POST,
     "/api/checks/{check}/candidates/{candidate}/judgement", HANDLER_candidate_judge, TO_ROLES, ROLE(case_officer) | ROLE(analyst),
     false,
     P({"check", IN_PATH, TYPE_TEXT, REQUIRED, IN_ORDER, "the check's id"},
       {"candidate", IN_PATH, TYPE_NUMBER, REQUIRED, IN_ORDER, "the candidate's number"},
       {"judgement", IN_BODY, TYPE_TEXT, REQUIRED, IN_ORDER, "hit, dismissed or unsure"},
       {"reason", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "why"})},

    {"check certificate", "certify that a check found nothing which could be released; never that no record exists", HTTP_POST,
     "/api/checks/{check}/certificate", HANDLER_check_certified, TO_ROLES, ROLE(case_officer), false,
     P({"check", IN_PATH, TYPE_TEXT, REQUIRED, IN_ORDER, "the check's id"},
       {"with_question", IN_BODY, TYPE_FLAG, OPTIONAL, BY_NAME, "and what was asked, with the salt of its commitment"},
       {"out", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "the file to write, for malines-verify certificate"})},

    // ---- Sealed checks ----
    {"sealed status", "show the filters of sealed registers: offered, under way, held", HTTP_GET, "/api/sealed", HANDLER_sealed_status, TO_ROLES,
     ROLE(register_owner) | ROLE(auditor) | ROLE(operator) | ROLE(oversight), true, NO_PARAMS},
    {"sealed watch", "show a bar for the filters that are being made, until they are", SHELL_ONLY, TO_ROLES,
     ROLE(register_owner) | ROLE(auditor) | ROLE(operator), true, NO_PARAMS},
    {"sealed rebuild", "make every filter anew now, and not when its day is over: who holds both may see that something changed",
     HTTP_POST, "/api/sealed/rebuild", HANDLER_sealed_rebuild, TO_ROLES, ROLE(register_owner), false, NO_PARAMS},
    {"sealed verify", "have a filter computed again from the register and the epoch's key, and compared: "
                      "an auditor and a keeper of the register each do this once",
     HTTP_POST, "/api/sealed/verify", HANDLER_sealed_recompute, TO_ROLES, ROLE(auditor) | ROLE(register_owner), true,
     P({"filter", IN_BODY, TYPE_TEXT, REQUIRED, IN_ORDER, "its SHA-256, as sealed status gives it"})},
    {"sealed questions", "hand out the sealed questions put to us, as they were signed, for the oversight bodies", HTTP_GET, "/api/sealed/questions",
     HANDLER_sealed_questions, TO_ROLES, ROLE(auditor) | ROLE(oversight), true,
     P({"from", IN_QUERY, TYPE_NUMBER, OPTIONAL, BY_NAME, "from this entry of the log on"}, LIMIT)},

    // ---- Alerts ----
    {"alert create", "enter an alert", HTTP_POST, "/api/alerts", HANDLER_alert_create, TO_ROLES,
     ROLE(case_officer) | ROLE(register_owner), false,
     P({"alert", IN_BODY, TYPE_JSON, REQUIRED, IN_ORDER, "the alert: see docs/alerts.md for its fields"})},
    {"alert show", "show an alert and where copies of it are", HTTP_GET, "/api/alerts/{record...}", HANDLER_alert_show,
     TO_ROLES, ROLE(case_officer) | ROLE(register_owner) | ROLE(approver) | ROLE(analyst), false,
     P(RECORD_IN_PATH, {"reason", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME,
                        "why; of a minor, a protected or a special record it must be given: it is then alert open"})},
    {"alert open", "show an alert for a reason, which is logged: of a minor, a protected or a special record it must be given", HTTP_POST,
     "/api/alerts/open", HANDLER_alert_opened, TO_ROLES, ROLE(case_officer) | ROLE(register_owner) | ROLE(approver) | ROLE(analyst), false,
     P({"record", IN_BODY, TYPE_TEXT, REQUIRED, IN_ORDER, "the record, as in be/alerts/0192…"}, WHY)},
    {"alert list", "list alerts", HTTP_GET, "/api/alerts", HANDLER_alert_list, TO_ROLES,
     ROLE(case_officer) | ROLE(register_owner) | ROLE(analyst), false,
     P({"owner", IN_QUERY, TYPE_TEXT, OPTIONAL, BY_NAME, "of this member only"},
       {"after", IN_QUERY, TYPE_NUMBER, OPTIONAL, BY_NAME, "go on after this place"}, LIMIT,
       {"reason", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME,
        "why; without it records of minors, protected and special ones are named only; with it it is alert read"})},
    {"alert read", "list alerts for a reason, which is logged: with what records of minors, protected and special ones say", HTTP_POST, "/api/alerts/read",
     HANDLER_alert_read, TO_ROLES, ROLE(case_officer) | ROLE(register_owner) | ROLE(analyst), false,
     P({"owner", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "of this member only"},
       {"after", IN_BODY, TYPE_NUMBER, OPTIONAL, BY_NAME, "go on after this place"},
       {"limit", IN_BODY, TYPE_NUMBER, OPTIONAL, BY_NAME, "at most so many"}, WHY)},
    {"alert change", "replace an alert of our own by its next version, here and wherever a copy is", HTTP_POST, "/api/alerts/change",
     HANDLER_alert_change, TO_ROLES, ROLE(case_officer) | ROLE(register_owner), false,
     P({"record", IN_BODY, TYPE_TEXT, REQUIRED, IN_ORDER, "the record, as in be/alerts/0192…"},
       {"alert", IN_BODY, TYPE_JSON, REQUIRED, IN_ORDER, "the whole alert as it shall be"},
       {"version", IN_BODY, TYPE_NUMBER, REQUIRED, BY_NAME, "the version that was read: it must still be the last one"},
       {"reason", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "why"})},
    {"alert misused", "add to an alert of our own, with consent, the person whose identity was misused, or take that person off again", HTTP_POST,
     "/api/alerts/misused", HANDLER_alert_misused, TO_ROLES, ROLE(case_officer) | ROLE(register_owner), false,
     P({"record", IN_BODY, TYPE_TEXT, REQUIRED, IN_ORDER, "the record, as in be/alerts/0192…"},
       {"person", IN_BODY, TYPE_JSON, OPTIONAL, IN_ORDER, "{subject, consented_at, consent_ref, father?, mother?}: see docs/alerts.md"},
       {"withdrawn", IN_BODY, TYPE_NUMBER, OPTIONAL, BY_NAME, "or the number of the person who is to be taken off, from 1"},
       {"version", IN_BODY, TYPE_NUMBER, REQUIRED, BY_NAME, "the version that was read: it must still be the last one"}, WHY)},
    {"alert restrict", "keep an alert of ours, here and wherever a copy is, and use it no more: it is contested, or evidence", HTTP_POST,
     "/api/alerts/restrict", HANDLER_alert_restricted, TO_ROLES, ROLE(register_owner), false,
     P({"record", IN_BODY, TYPE_TEXT, REQUIRED, IN_ORDER, "the record, as in be/alerts/0192…"},
       {"ground", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "contested (what it says can't be settled) or evidence (it has to be kept as such)"},
       {"version", IN_BODY, TYPE_NUMBER, REQUIRED, BY_NAME, "the version that was read: it must still be the last one"}, WHY)},
    {"alert free", "use an alert again whose processing was restricted", HTTP_POST, "/api/alerts/free",
     HANDLER_alert_unrestricted, TO_ROLES, ROLE(register_owner), false,
     P({"record", IN_BODY, TYPE_TEXT, REQUIRED, IN_ORDER, "the record, as in be/alerts/0192…"},
       {"informed", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "where it was contested: the day on which the person was told that this ends"},
       {"version", IN_BODY, TYPE_NUMBER, REQUIRED, BY_NAME, "the version that was read: it must still be the last one"}, WHY)},
    {"alert delete", "delete an alert here and, at once, wherever a copy is", HTTP_POST, "/api/alerts/delete",
     HANDLER_alert_delete, TO_ROLES, ROLE(case_officer) | ROLE(register_owner), false,
     P({"record", IN_BODY, TYPE_TEXT, REQUIRED, IN_ORDER, "the record, as in be/alerts/0192…"},
       {"reason", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "why"})},

    // ---- Evidence ----
    {"evidence add", "take in an item of evidence: hashed here and at the node, kept unchanged, with the first event of its custody line",
     SHELL_ONLY, TO_ROLES, EVIDENCE_ROLES, false,
     P({"file", IN_SHELL, TYPE_TEXT, REQUIRED, IN_ORDER, "the file"},
       {"name", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "what the item is called; the file's name when not given"},
       {"type", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "its media type"},
       {"act", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "collected (usual) or delivered"}, CUSTODY_WORDS(IN_SHELL))},
    {"evidence bundle", "write a court bundle (ASiC-E) of some items, for malines-verify and for any other verifier", SHELL_ONLY, TO_ROLES,
     EVIDENCE_ROLES, false,
     P({"out", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "the file to write, .asice"}, CUSTODY_WORDS(IN_SHELL),
       {"items", IN_SHELL, TYPE_TEXT, REQUIRED, REST, "their ids"})},
    {"evidence stamp", "have the newest event of each custody line time-stamped (RFC 3161)", SHELL_ONLY, TO_ROLES, EVIDENCE_ROLES | ROLE(operator), false,
     P({"tsa", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "the address of the time-stamp authority"})},
    {"hash import", "read a list of hashes of terrorist content into the register: lines of TYPE,VALUE[,LABEL[,QUALITY]]; "
                    "again changes nothing", SHELL_ONLY, TO_ROLES,
     ROLE(register_owner), false,
     P({"file", IN_SHELL, TYPE_TEXT, REQUIRED, IN_ORDER, "the file"}, {"source", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "whose list it is"},
       {"label", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "incites, solicits_offence, solicits_group, instructs or threatens, where a line does not say"},
       {"retain-years", IN_SHELL, TYPE_NUMBER, OPTIONAL, BY_NAME, "keep them so long; a year when not given"})},
    {"hash add", "enter hashes of terrorist content in the register", HTTP_POST, "/api/hashes", HANDLER_hashes_added, TO_ROLES, ROLE(register_owner), false,
     P({"source", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "whose list it is"},
       {"hashes", IN_BODY, TYPE_JSON, REQUIRED, IN_ORDER, "[{type: pdq, md5, sha1 or sha256, value, label?, quality?}], at most 5,000"},
       {"retain_years", IN_BODY, TYPE_NUMBER, OPTIONAL, BY_NAME, "keep them so long; a year when not given"})},
    {"hash search", "look hashes up in the register: digests exactly, PDQ within a distance", HTTP_POST, "/api/hashes/search",
     HANDLER_hashes_searched, TO_ROLES, ROLE(case_officer) | ROLE(register_owner) | ROLE(analyst), false,
     P({"hashes", IN_BODY, TYPE_JSON, REQUIRED, IN_ORDER, "[{type, value}], at most 1,000"},
       {"distance", IN_BODY, TYPE_NUMBER, OPTIONAL, BY_NAME, "of PDQ hashes, 0 to 31; 31 when not given"})},
    {"hash list", "count the hashes of each source", HTTP_GET, "/api/hashes", HANDLER_hashes_listed, TO_ROLES, DATA_READERS, false, NO_PARAMS},
    {"hash drop", "erase the list of a source", HTTP_POST, "/api/hashes/drop", HANDLER_hashes_dropped, TO_ROLES, ROLE(register_owner), false,
     P({"source", IN_BODY, TYPE_TEXT, REQUIRED, IN_ORDER, "whose list it is"}, WHY)},
    {"evidence list", "list items of evidence", HTTP_GET, "/api/evidence/items", HANDLER_evidence_list, TO_ROLES, DATA_READERS, false,
     P({"case", IN_QUERY, TYPE_TEXT, OPTIONAL, BY_NAME, "of this case only"},
       {"ends_within", IN_QUERY, TYPE_NUMBER, OPTIONAL, BY_NAME, "only those whose term is over within so many days; 0: those whose term is over"},
       {"after", IN_QUERY, TYPE_NUMBER, OPTIONAL, BY_NAME, "go on after this place"}, LIMIT)},
    {"evidence show", "show an item and its custody line", HTTP_GET, "/api/evidence/items/{item}", HANDLER_evidence_show, TO_ROLES, DATA_READERS, false,
     P(ITEM)},
    {"evidence event", "add an event to the custody line of an item", HTTP_POST, "/api/evidence/items/{item}/events", HANDLER_evidence_event, TO_ROLES,
     EVIDENCE_ROLES, false,
     P(ITEM, {"act", IN_BODY, TYPE_TEXT, REQUIRED, IN_ORDER,
        "sealed, unsealed, moved, handed_over, opened, examined, copied, decrypted, annotated or returned"}, CUSTODY_WORDS(IN_BODY))},
    {"evidence keep", "say of an item that it is still needed, with the reasons, and until which day: its term ends then", HTTP_POST,
     "/api/evidence/items/{item}/term", HANDLER_evidence_kept_on, TO_ROLES, EVIDENCE_ROLES, false,
     P(ITEM, {"until", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "a day as 2029-06-30, within the bounds of the law's row"}, CUSTODY_WORDS(IN_BODY))},
    {"evidence check", "have an item read again and compared with what came in", HTTP_POST, "/api/evidence/items/{item}/check",
     HANDLER_evidence_recheck, TO_ROLES, EVIDENCE_ROLES | ROLE(auditor), false, P(ITEM)},
    {"evidence begin", "begin to send an item (API)", HTTP_POST, "/api/evidence/intakes", HANDLER_evidence_begin, TO_ROLES, EVIDENCE_ROLES, false,
     P({"name", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "what the item is called"},
       {"type", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "its media type"},
       {"bytes", IN_BODY, TYPE_NUMBER, OPTIONAL, BY_NAME, "how long it is"},
       {"sha256", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "its SHA-256, where it was announced"},
       {"sha3_256", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "its SHA3-256, where it was announced"})},
    {"evidence part", "send the next part of an item (API)", HTTP_POST, "/api/evidence/intakes/{intake}/parts", HANDLER_evidence_part, TO_ROLES,
     EVIDENCE_ROLES, false,
     P(INTAKE, {"from", IN_BODY, TYPE_NUMBER, REQUIRED, BY_NAME, "the first byte's place"},
       {"data", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "at most a megabyte, in base64"})},
    {"evidence enter", "enter an item that has arrived (API)", HTTP_POST, "/api/evidence/intakes/{intake}/enter", HANDLER_evidence_add, TO_ROLES,
     EVIDENCE_ROLES, false,
     P(INTAKE, {"act", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "collected (usual) or delivered"}, CUSTODY_WORDS(IN_BODY))},
    {"evidence abandon", "forget what has arrived of an item (API)", HTTP_POST, "/api/evidence/intakes/{intake}/abandon", HANDLER_evidence_abandon,
     TO_ROLES, EVIDENCE_ROLES, false, P(INTAKE)},
    {"evidence compose", "have the papers of a bundle written and signed (API)", HTTP_POST, "/api/evidence/bundles", HANDLER_evidence_bundle, TO_ROLES,
     EVIDENCE_ROLES, false, P({"items", IN_BODY, TYPE_WORDS, REQUIRED, IN_ORDER, "the items' ids"},
       {"language", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "of the paper in it: two letters; English when not given"}, CUSTODY_WORDS(IN_BODY))},
    {"evidence fetch", "fetch a part of an item of a bundle (API)", HTTP_GET, "/api/evidence/bundles/{bundle}/items/{item}", HANDLER_evidence_read,
     TO_ROLES, EVIDENCE_ROLES, false,
     P({"bundle", IN_PATH, TYPE_TEXT, REQUIRED, IN_ORDER, "the bundle's id"}, ITEM,
       {"from", IN_QUERY, TYPE_NUMBER, REQUIRED, BY_NAME, "the first byte's place"})},
    {"evidence read", "read what was delivered (a chat, mail, records) in a sandbox: a timeline and its selectors, kept beside the item", SHELL_ONLY, TO_ROLES,
     EVIDENCE_ROLES, false,
     P(ITEM_IN_SHELL, {"file", IN_SHELL, TYPE_TEXT, REQUIRED, IN_ORDER, "the item's bytes: the file that was taken in"},
       {"format", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "telegram, whatsapp, signal, mbox, eml, cellebrite or csv"},
       {"map", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "csv: which column is what, as JSON or a file with it"},
       {"country", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "where national telephone numbers were said: two letters"},
       {"date-order", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "dmy, mdy or ymd, where the file leaves it open"}, CUSTODY_WORDS(IN_SHELL))},
    {"evidence timeline", "show what was read out of an item, in its order", HTTP_GET, "/api/evidence/items/{item}/timeline", HANDLER_timeline_shown, TO_ROLES,
     EVIDENCE_ROLES | ROLE(analyst), false, P(ITEM, {"after", IN_QUERY, TYPE_NUMBER, OPTIONAL, BY_NAME, "go on after this number"}, LIMIT)},
    {"evidence selectors", "show the numbers and addresses that stand in an item", HTTP_GET, "/api/evidence/items/{item}/selectors",
     HANDLER_selectors_shown, TO_ROLES, EVIDENCE_ROLES | ROLE(analyst), false,
     P(ITEM, {"kind", IN_QUERY, TYPE_TEXT, OPTIONAL, BY_NAME, "phone, email, iban… only"},
       {"after", IN_QUERY, TYPE_NUMBER, OPTIONAL, BY_NAME, "go on after this number"}, LIMIT)},
    {"evidence trace", "check the selectors of an item here and with the other members, each as a check of its own", SHELL_ONLY, TO_ROLES,
     ROLE(case_officer), false,
     P(ITEM_IN_SHELL, {"purpose", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "as for check: it decides what may be asked"},
       {"kind", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "phone, email, iban… only"},
       {"case", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "the case the questions belong to"},
       {"most", IN_SHELL, TYPE_NUMBER, OPTIONAL, BY_NAME, "ask about at most so many; 100 when not given"})},
    {"evidence reading", "begin to send what was read out of an item (API)", HTTP_POST, "/api/evidence/items/{item}/readings", HANDLER_reading_begin, TO_ROLES,
     EVIDENCE_ROLES, false,
     P(ITEM, {"format", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "as what it was read"},
       {"sha256", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "of the file that was read: the item's"})},
    {"evidence lines", "send lines of a reading (API)", HTTP_POST, "/api/evidence/readings/{reading}/lines", HANDLER_reading_part, TO_ROLES,
     EVIDENCE_ROLES, false,
     P(READING, {"from", IN_BODY, TYPE_NUMBER, REQUIRED, BY_NAME, "how many were sent before"},
       {"lines", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "events and selectors, a line of canonical JSON each"})},
    {"evidence finish", "end a reading: it counts from now on (API)", HTTP_POST, "/api/evidence/readings/{reading}/end", HANDLER_reading_end,
     TO_ROLES, EVIDENCE_ROLES, false,
     P(READING, {"events", IN_BODY, TYPE_NUMBER, REQUIRED, BY_NAME, "how many"}, {"selectors", IN_BODY, TYPE_NUMBER, REQUIRED, BY_NAME, "how many"},
       {"unread", IN_BODY, TYPE_NUMBER, OPTIONAL, BY_NAME, "how many could not be read"},
       {"closed", IN_BODY, TYPE_NUMBER, OPTIONAL, BY_NAME, "how many archives are in it, which stay closed"}, CUSTODY_WORDS(IN_BODY))},
    {"evidence open", "open a locked item (CMS, OpenPGP, age, ZIP, PDF, LUKS) in a sandbox with one key lawfully obtained; "
                      "what comes out is an item of its own", SHELL_ONLY, TO_ROLES,
     EVIDENCE_ROLES, false,
     P({"opening", IN_SHELL, TYPE_NUMBER, REQUIRED, IN_ORDER, "the opening's number"},
       {"file", IN_SHELL, TYPE_TEXT, REQUIRED, IN_ORDER, "the item's bytes: the file that was taken in"},
       {"unlock", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "the file with the key: a private key and its certificate, a secret key, an identity, a key file"},
       {"password", IN_SHELL, TYPE_FLAG, OPTIONAL, BY_NAME,
        "a password is asked for at the terminal, or read from standard input: of the item, or of the key"},
       {"format", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "cms, openpgp, age, zip, pdf or luks; told from the file when not given"},
       {"name", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "what the new item is called"},
       {"most-mib", IN_SHELL, TYPE_NUMBER, OPTIONAL, BY_NAME, "at most so many mebibytes may come out; 65,536 when not given"})},
    {"evidence opening ask", "ask for a locked item to be opened: on which ground the key is held, and why", HTTP_POST, "/api/evidence/items/{item}/openings",
     HANDLER_opening_asked, TO_ROLES, EVIDENCE_ROLES, false,
     P(ITEM, {"ground", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "how the key was obtained: handed_over, found, ordered, provider or own"},
       {"purpose", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "investigation or prosecution, as the law's row has it"},
       {"where", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "the place"}, {"why", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "the reason"},
       {"basis", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "the legal basis: article, warrant, order"},
       {"case", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "the case"}, {"from", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "who gave the key"})},
    {"evidence opening approve", "approve an opening that somebody else asked for", HTTP_POST, "/api/evidence/openings/{opening}/approve",
     HANDLER_opening_approved, TO_ROLES, ROLE(approver), false, P(OPENING)},
    {"evidence opening list", "list openings with their tries and what these came to", HTTP_GET, "/api/evidence/openings",
     HANDLER_opening_listed, TO_ROLES, DATA_READERS, false, P({"item", IN_QUERY, TYPE_TEXT, OPTIONAL, BY_NAME, "of this item only"})},
    {"evidence opening try", "begin a try: it is counted and stands in the custody line (API)", HTTP_POST,
     "/api/evidence/openings/{opening}/tries", HANDLER_opening_tried, TO_ROLES, EVIDENCE_ROLES, false,
     P(OPENING, {"sha256", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "of the file that is opened: the item's"},
       {"format", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "as what it is opened"},
       {"tool", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "the tool and its version"})},
    {"evidence opening outcome", "say what a try came to, and enter what came out (API)", HTTP_POST,
     "/api/evidence/openings/{opening}/outcome", HANDLER_opening_ended, TO_ROLES, EVIDENCE_ROLES, false,
     P(OPENING, {"try", IN_BODY, TYPE_NUMBER, REQUIRED, BY_NAME, "its number"},
       {"outcome", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "opened, wrong_key, not_possible_here, unsupported, broken, too_big, not_taken or failed"},
       {"format", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "as what it was opened"},
       {"detail", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "of the container, in a line"},
       {"proven", IN_BODY, TYPE_FLAG, OPTIONAL, BY_NAME, "the container says itself that nothing was altered"},
       {"active", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "what is in it that acts when it is shown: it is put aside"},
       {"intake", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "what came out, sent before: when it was opened"},
       {"tool", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "the tool and its version"})},
    {"evidence look", "look into a PDF in a sandbox: what would act when it is shown puts the item in quarantine", SHELL_ONLY, TO_ROLES, EVIDENCE_ROLES, false,
     P(ITEM_IN_SHELL, {"file", IN_SHELL, TYPE_TEXT, REQUIRED, IN_ORDER, "the item's bytes: the file that was taken in"}, CUSTODY_WORDS(IN_SHELL))},
    {"evidence looked", "say what was seen in an item (API)", HTTP_POST, "/api/evidence/items/{item}/looks", HANDLER_evidence_looked,
     TO_ROLES, EVIDENCE_ROLES, false,
     P(ITEM, {"sha256", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "of the file that was looked into: the item's"},
       {"active", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "what is in it that acts when it is shown: it is put aside"}, CUSTODY_WORDS(IN_BODY))},
    {"evidence release", "let an item out of quarantine that somebody else opened, with the reasons", HTTP_POST, "/api/evidence/items/{item}/release",
     HANDLER_evidence_released, TO_ROLES, ROLE(approver), false, P(ITEM, CUSTODY_WORDS(IN_BODY))},
    {"evidence destroy ask", "ask for the bytes of an item, and of what came out of it, to be destroyed", HTTP_POST, "/api/evidence/items/{item}/destruction",
     HANDLER_destruction_asked, TO_ROLES, EVIDENCE_ROLES, false,
     P(ITEM, {"ground", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "retention_over, order_withdrawn, objected or erasure"},
       {"where", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "the place"}, {"why", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "the reason"},
       {"basis", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "the legal basis: article, decision"})},
    {"evidence destroy approve", "approve the destruction of an item that somebody else asked for", HTTP_POST,
     "/api/evidence/items/{item}/destruction/approve", HANDLER_destruction_approved, TO_ROLES, ROLE(approver), false, P(ITEM)},
    {"evidence unstamped", "list the newest events that no time-stamp covers, with their queries (API)", HTTP_GET, "/api/evidence/stamps",
     HANDLER_evidence_unstamped, TO_ROLES, EVIDENCE_ROLES | ROLE(operator), false, NO_PARAMS},
    {"evidence stamped", "bring the reply of the time-stamp authority (API)", HTTP_POST, "/api/evidence/items/{item}/stamps", HANDLER_evidence_stamped,
     TO_ROLES, EVIDENCE_ROLES | ROLE(operator), false,
     P(ITEM, {"number", IN_BODY, TYPE_NUMBER, REQUIRED, BY_NAME, "the event's number"},
       {"reply", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "the reply, in base64"})},

    // ---- Lists ----
    {"import", "read published lists into the register", SHELL_ONLY, TO_ROLES, ROLE(register_owner), false,
     P({"format", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME,
        "un-xml, ofac-csv, ofac-xml, ofac-enhanced-xml, fr-gels-json, ftm-jsonl or csv"},
       {"source", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "the list's short name: a later import of it replaces it"},
       {"category", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "un_list, eu_list, national_list or object_list"},
       {"list-date", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "the day of publication, when the file does not say"},
       {"map", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "for csv: the file that says which column is what"},
       {"original-script-only", IN_SHELL, TYPE_FLAG, OPTIONAL, BY_NAME, "keep only the names in original script"},
       {"invent", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "no file: SEED:COUNT:FLAVOUR invented people"},
       {"files", IN_SHELL, TYPE_TEXT, OPTIONAL, REST, "the files of the list"})},
    {"import begin", "begin an import", HTTP_POST, "/api/imports", HANDLER_import_begin, TO_ROLES, ROLE(register_owner),
     false,
     P({"source", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "the list's short name"},
       {"category", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "un_list, eu_list, national_list or object_list"},
       {"format", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "the format it was read from"},
       {"digest", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "SHA-256 of the files"},
       {"list_date", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "the day of publication"})},
    {"import items", "hand in a portion of an import", HTTP_POST, "/api/imports/{import}/items", HANDLER_import_items,
     TO_ROLES, ROLE(register_owner), false,
     P(IMPORT, {"items", IN_BODY, TYPE_LINES, REQUIRED, BY_NAME, "an entry a line: {ref, subject, …}, canonical JSON"})},
    {"import commit", "make an import count, whole", HTTP_POST, "/api/imports/{import}/commit", HANDLER_import_commit,
     TO_ROLES, ROLE(register_owner), false, P(IMPORT)},
    {"import abandon", "forget an import", HTTP_DELETE, "/api/imports/{import}", HANDLER_import_abandon, TO_ROLES,
     ROLE(register_owner), false, P(IMPORT)},

    // ---- Requests ----
    {"request kinds", "list what can be asked or told: fields, clocks, grounds of refusal", HTTP_GET, "/api/request-kinds",
     HANDLER_kinds_listed, TO_ALL, 0, true, NO_PARAMS},
    {"request create", "ask the owner of a hit for more, or another member for anything that a kind of request allows", HTTP_POST,
     "/api/requests", HANDLER_request_create, TO_ROLES, ROLE(case_officer), false,
     P({"check", IN_BODY, TYPE_TEXT, OPTIONAL, IN_ORDER, "the check's id"},
       {"candidate", IN_BODY, TYPE_NUMBER, OPTIONAL, IN_ORDER, "the confirmed candidate's number"},
       {"kind", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "one of request kinds; supplementary_information when not given, or sealed_hit with a check and --to"},
       {"record", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "without a check: the record, as in be/alerts/0192…"},
       {"to", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "without a record of theirs: the member; of a private hit: the one that has it"},
       {"class", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "of a private hit: the class, where that member has hits in several"},
       {"purpose", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "without a check: as for check"},
       {"fields", IN_BODY, TYPE_JSON, OPTIONAL, BY_NAME, "what the kind wants to know, {\"field\": \"text\", …}"},
       {"may_leave", IN_BODY, TYPE_FLAG, OPTIONAL, BY_NAME, "nothing in it has to stay in the Union: you made sure"},
       {"preview", IN_BODY, TYPE_FLAG, OPTIONAL, BY_NAME, "only show what would be approved and sent, and what the law says of it"},
       {"coordination", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "of a removal order: the check by which the others were asked about its address"},
       {"weighed", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME,
        "where the coordination found an interest or an order, or did not reach everybody: how that was given consideration; it stays here"},
       {"order", IN_BODY, TYPE_JSON, OPTIONAL, BY_NAME,
        "of a kind on a form of the law: {\"values\": {..}} as order forms asks; of a notification {\"of\": order}"},
       TERMS, {"passes", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "of onward_information: the request by which it was answered"},
       {"text", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "what is needed and why"},
       {"urgent", IN_BODY, TYPE_FLAG, OPTIONAL, BY_NAME, "it can't wait"})},
    {"request list", "list requests; their clocks first", HTTP_GET, "/api/requests", HANDLER_request_list, TO_ROLES,
     DATA_READERS, false, P({"box", IN_QUERY, TYPE_TEXT, OPTIONAL, BY_NAME, "in, out or all"}, LIMIT)},
    {"request show", "show a request and its history", HTTP_GET, "/api/requests/{request}", HANDLER_request_show,
     TO_ROLES, DATA_READERS, false, P(REQUEST)},
    {"request approve", "hand in an approval signed elsewhere", HTTP_POST, "/api/requests/{request}/approval",
     HANDLER_request_approve, TO_ROLES, ROLE(approver) | ROLE(register_owner), false,
     P(REQUEST, {"digest", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "SHA-256 of the action, as request show gives it"},
       {"scheme", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "ed25519 or webauthn"},
       {"credential", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "the public part of the key or passkey that signed"},
       {"signature", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME,
        "ed25519: base64; webauthn: authenticatorData.clientDataJSON.signature, each in base64url"})},
    {"request decide", "release or refuse what another member asks", HTTP_POST, "/api/requests/{request}/decision",
     HANDLER_request_decide, TO_ROLES, ROLE(register_owner), false,
     P(REQUEST, {"decision", IN_BODY, TYPE_TEXT, REQUIRED, IN_ORDER, "release or refuse"},
       {"text", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "what is released, or why it is refused"},
       {"ground", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "the ground of a refusal, one of its kind"},
       {"record", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "of a request out of a private hit: which record it is, as request resolve found it"},
       {"withheld", IN_BODY, TYPE_JSON, OPTIONAL, BY_NAME,
        "what a partial release leaves out, [{\"part\", \"ground\"}]; a part of the alert is cut out"},
       {"may_leave", IN_BODY, TYPE_FLAG, OPTIONAL, BY_NAME, "nothing in it has to stay in the Union: you made sure"},
       {"fields", IN_BODY, TYPE_JSON, OPTIONAL, BY_NAME, "answers in words of the tables, as request kinds lists them"},
       {"pseudonymise", IN_BODY, TYPE_FLAG, OPTIONAL, BY_NAME, "release the record without saying who it is; withheld says for which ground"},
       {"preview", IN_BODY, TYPE_FLAG, OPTIONAL, BY_NAME, "only show exactly what would be approved and released"},
       {"answer", IN_BODY, TYPE_JSON, OPTIONAL, BY_NAME, "of an order refused or followed in part: {\"values\": {..}} of Annex III"},
       {"delivery", IN_BODY, TYPE_JSON, OPTIONAL, BY_NAME,
        "of an order: what is handed over, {\"files\": [{\"item\", \"why_plain\"?}], \"days\"?: 10 to 45, \"remarks\"?}"},
       TERMS,
       {"emergency", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME,
        "why it can't wait for a second person, where the law names an emergency path: your authenticator signs, "
        "the others follow in time, or it is recalled"})},
    {"request resolve", "look in our own register for the subject that a request out of a private hit names", HTTP_POST,
     "/api/requests/{request}/subject", HANDLER_request_resolved, TO_ROLES, ROLE(register_owner), false, P(REQUEST)},
    {"request note", "take note of what another member tells", HTTP_POST, "/api/requests/{request}/note",
     HANDLER_request_noted, TO_ROLES, ROLE(case_officer) | ROLE(register_owner), false, P(REQUEST)},
    {"request pause", "stop the clock of a request, for a reason that it names; the asker is told", HTTP_POST,
     "/api/requests/{request}/pause", HANDLER_request_paused, TO_ROLES, ROLE(register_owner), false,
     P(REQUEST, {"reason", IN_BODY, TYPE_TEXT, REQUIRED, IN_ORDER, "judicial_authorisation, clarification"},
       {"text", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "why, and for how long as far as you know"})},
    {"request resume", "let the clock of a request go on", HTTP_POST, "/api/requests/{request}/resume",
     HANDLER_request_resumed, TO_ROLES, ROLE(register_owner), false, P(REQUEST)},
    {"request clock", "name another clock that the kind of a request has, as for what has to be got from others", HTTP_POST,
     "/api/requests/{request}/clock", HANDLER_request_reclocked, TO_ROLES, ROLE(register_owner), false,
     P(REQUEST, {"clock", IN_BODY, TYPE_TEXT, REQUIRED, IN_ORDER, "the clock, as request show gives them"},
       {"text", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "why"})},
    {"request hand", "hand a request over to another officer", HTTP_POST, "/api/requests/{request}/holder",
     HANDLER_request_handed, TO_ROLES, ROLE(case_officer) | ROLE(register_owner) | ROLE(approver), false,
     P(REQUEST, {"officer", IN_BODY, TYPE_TEXT, REQUIRED, IN_ORDER, "whom to, as in claire@fr"},
       {"reason", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "why"})},
    {"request statistics", "count requests by kind, step, ground of refusal and lateness; no data", HTTP_GET,
     "/api/request-statistics", HANDLER_request_statistics, TO_ROLES,
     ROLE(register_owner) | ROLE(auditor) | ROLE(approver) | ROLE(operator) | ROLE(oversight) | ROLE(observer), true,
     P({"from", IN_QUERY, TYPE_TEXT, OPTIONAL, BY_NAME, "from this day on"},
       {"to", IN_QUERY, TYPE_TEXT, OPTIONAL, BY_NAME, "to this day, without it"})},
    {"request proof", "write the proof of a request, for malines-verify", HTTP_GET, "/api/requests/{request}/proof",
     HANDLER_request_proof, TO_ROLES, DATA_READERS, true,
     P(REQUEST, {"out", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "the file to write; standard output otherwise"})},
    {"removal list", "list removal orders and what belongs to them, with addresses and clocks, and which providers were told (Regulation "
                     "(EU) 2021/784)", HTTP_GET,
     "/api/removals", HANDLER_removals_listed, TO_ROLES, ROLE(case_officer) | ROLE(approver) | ROLE(register_owner) | ROLE(auditor), false, NO_PARAMS},
    {"removal statistics", "count removal orders, how they were carried out and how fast, scrutiny, decisions on exposure, "
                           "what was put back: Regulation (EU) 2021/784 arts. 7(3), 8(1), 21(1); no data", HTTP_GET,
     "/api/removal-statistics", HANDLER_removal_statistics, TO_ROLES,
     ROLE(register_owner) | ROLE(auditor) | ROLE(approver) | ROLE(operator) | ROLE(oversight) | ROLE(observer), true,
     P({"from", IN_QUERY, TYPE_TEXT, OPTIONAL, BY_NAME, "from this day on"}, {"to", IN_QUERY, TYPE_TEXT, OPTIONAL, BY_NAME, "to this day, without it"})},
    // ---- Orders for electronic evidence ----
    {"order forms", "show the forms of the law that orders are written on: sections, fields, who sees them", HTTP_GET, "/api/order-forms",
     HANDLER_order_forms_listed, TO_ALL, 0, true, NO_PARAMS},
    {"order judge", "say of a draft who must approve it, whether it is notified and suspended, and what each side will see; nothing is kept", HTTP_POST,
     "/api/order-rulings", HANDLER_order_judged, TO_ROLES, ROLE(case_officer) | ROLE(approver), false,
     P({"form", IN_BODY, TYPE_TEXT, REQUIRED, IN_ORDER, "the form, as in epoc"},
       {"values", IN_BODY, TYPE_JSON, REQUIRED, BY_NAME, "{\"field\": value, ..}, as order forms asks"},
       {"urgent", IN_BODY, TYPE_FLAG, OPTIONAL, BY_NAME, "it is an emergency"})},
    {"order clarify", "answer what a provider asked about an order; its clock goes on", HTTP_POST, "/api/requests/{request}/clarification",
     HANDLER_order_clarified, TO_ROLES, ROLE(case_officer), false, P(REQUEST, {"text", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "the answer"})},
    {"order validate", "validate an order that went out in an emergency (API)", HTTP_POST, "/api/requests/{request}/validation",
     HANDLER_order_validated, TO_ROLES, ROLE(judge) | ROLE(prosecutor), false,
     P(REQUEST, {"digest", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "SHA-256 of what is validated, as request show gives it"},
       {"scheme", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "ed25519 or webauthn"},
       {"credential", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "the public part of the key or passkey that signed"},
       {"signature", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "as of request approve"})},
    {"order fetch", "fetch a file that a provider delivered into the vault; again goes on where it stopped", HTTP_POST,
     "/api/requests/{request}/delivery", HANDLER_delivery_fetched, TO_ROLES, EVIDENCE_ROLES, false,
     P(REQUEST, {"item", IN_BODY, TYPE_TEXT, REQUIRED, IN_ORDER, "the file's item, as the manifest has it"}, CUSTODY_WORDS(IN_BODY))},
    {"order statistics", "count orders by kind, data, outcome, time and notification: Regulation (EU) 2023/1543 art. 28; no data", HTTP_GET,
     "/api/order-statistics", HANDLER_order_statistics, TO_ROLES,
     ROLE(register_owner) | ROLE(auditor) | ROLE(approver) | ROLE(operator) | ROLE(oversight) | ROLE(observer), true,
     P({"from", IN_QUERY, TYPE_TEXT, OPTIONAL, BY_NAME, "from this day on"}, {"to", IN_QUERY, TYPE_TEXT, OPTIONAL, BY_NAME, "to this day, without it"})},
    {"order seal", "seal a file to the certificate of an order, as a provider does before delivering it", SHELL_ONLY, TO_ALL, 0, true,
     P({"file", IN_SHELL, TYPE_TEXT, REQUIRED, IN_ORDER, "the file"},
       {"certificate", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "a file with the certificate, PEM or DER"},
       {"out", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "the file to write"})},
    {"order open", "open a file that was sealed to your certificate; the key never leaves this machine", SHELL_ONLY, TO_ALL, 0, true,
     P({"file", IN_SHELL, TYPE_TEXT, REQUIRED, IN_ORDER, "the file"}, {"certificate", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "a file with the certificate"},
       {"secret", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "a file with its key, PEM"}, {"out", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "the file to write"})},
    {"order print", "write an order as a PDF in your language, with a field for a signature; its digest stands on every page and in a QR code", SHELL_ONLY,
     TO_ALL, 0, true,
     P({"request", IN_SHELL, TYPE_TEXT, REQUIRED, IN_ORDER, "the order's id"}, {"out", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "the file to write"},
       {"view", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME,
        "whose sections: addressee (usual) or authority; answer or pause: what the other side said on its form"},
       {"whole", IN_SHELL, TYPE_FLAG, OPTIONAL, BY_NAME, "all sections, for the issuing authority's own file"},
       {"secret", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "sign it: a file with your key, PEM"},
       {"certificate", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "a file with the key's certificate"})},
    {"order xml", "write a production or preservation order as a message of ETSI TS 103 120, after TS 104 144", SHELL_ONLY, TO_ALL, 0, true,
     P({"request", IN_SHELL, TYPE_TEXT, REQUIRED, IN_ORDER, "the order's id"}, {"out", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "the file to write"},
       {"pdf", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "the order on paper, to be carried in it; its values otherwise"})},
    {"order paper", "lay an order out on pages, as a PDF in base64 (API)", HTTP_GET, "/api/requests/{request}/paper", HANDLER_order_papered,
     TO_ROLES, DATA_READERS, false,
     P(REQUEST, {"view", IN_QUERY, TYPE_TEXT, OPTIONAL, BY_NAME,
                 "whose sections: addressee (usual), authority, or whole for the issuing authority's own file; answer or pause: "
                 "what the other side said on its form"},
       {"language", IN_QUERY, TYPE_TEXT, OPTIONAL, BY_NAME, "two letters; English when not given"})},
    {"provider confirm", "be the second keeper for an entry of the directory: it counts from now on", HTTP_POST, "/api/providers/{provider}/confirmation",
     HANDLER_provider_confirmed, TO_ROLES, ROLE(register_owner), false,
     P({"provider", IN_PATH, TYPE_TEXT, REQUIRED, IN_ORDER, "its id"},
       {"digest", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "SHA-256 of what waits, as provider list gives it"})},
    {"provider enter", "enter or change a provider in the directory; it counts when a second keeper has confirmed it", HTTP_POST,
     "/api/providers", HANDLER_provider_put, TO_ROLES, ROLE(register_owner), false,
     P({"provider", IN_BODY, TYPE_TEXT, REQUIRED, IN_ORDER, "its id: that of its node, where it has one"},
       {"values", IN_BODY, TYPE_JSON, REQUIRED, BY_NAME, "{\"field\": value, ..} of the form provider"})},
    {"provider list", "list the directory of providers", HTTP_GET, "/api/providers", HANDLER_provider_list, TO_ROLES, DATA_READERS, true, NO_PARAMS},
    {"notice list", "list what every data-protection officer is told: emergencies, what became of them", HTTP_GET, "/api/notices", HANDLER_notice_list,
     TO_ROLES, ROLE(auditor) | ROLE(oversight), true, P(LIMIT)},
    {"request recall", "take back what was released or told: the other side erases it and confirms", HTTP_POST, "/api/requests/{request}/recall",
     HANDLER_request_recalled, TO_ROLES, ROLE(register_owner) | ROLE(approver), false, P(REQUEST, WHY)},
    {"recall list", "list what was recalled, and who has not confirmed that it is erased", HTTP_GET, "/api/recalls", HANDLER_recall_list, TO_ROLES,
     ROLE(register_owner) | ROLE(auditor) | ROLE(oversight), true, P({"open", IN_QUERY, TYPE_FLAG, OPTIONAL, BY_NAME, "only what is not confirmed"})},
    {"contact list", "list the copies for the single point of contact", HTTP_GET, "/api/contact-copies", HANDLER_contact_list, TO_ROLES,
     ROLE(register_owner) | ROLE(approver) | ROLE(auditor), false,
     P({"open", IN_QUERY, TYPE_FLAG, OPTIONAL, BY_NAME, "only what nobody has taken note of"}, LIMIT)},
    {"contact note", "take note of a copy for the single point of contact", HTTP_POST, "/api/contact-copies/{request}", HANDLER_contact_noted, TO_ROLES,
     ROLE(register_owner) | ROLE(approver), false,
     P(REQUEST, {"event", IN_BODY, TYPE_TEXT, REQUIRED, IN_ORDER, "sent, received, answered or answer_received"})},
    // ---- What others gave us, and how long ----
    {"data list", "list what other members gave us: whose it is, under which conditions, until when", HTTP_GET, "/api/data", HANDLER_data_list, TO_ROLES,
     DATA_READERS, false, P(LIMIT)},
    {"data use", "declare another use than the one it was asked for; the owner's conditions decide", HTTP_POST, "/api/data/use", HANDLER_data_used, TO_ROLES,
     ROLE(case_officer) | ROLE(register_owner), false,
     P(GIVEN_BY, COPY_OF, {"use", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "other_purpose (usual) or court"},
       {"purpose", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "the new purpose, as for check"},
       {"recipient", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "who would get it"}, WHY)},
    {"data export", "take it out of the node with its conditions, where the owner lets that", HTTP_POST, "/api/data/export", HANDLER_data_exported, TO_ROLES,
     ROLE(case_officer) | ROLE(register_owner), false,
     P(GIVEN_BY, COPY_OF, {"purpose", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "as for check; the one it was asked for when not given"}, WHY)},
    {"hold place", "keep a record of ours, or what a request brought, beyond its term as evidence", HTTP_POST, "/api/holds", HANDLER_hold_placed, TO_ROLES,
     ROLE(approver), false, P(GIVEN_BY, RECORD_OF, {"until", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "a day, within a year"}, WHY)},
    {"hold lift", "end a legal hold: what was to be erased meanwhile goes", HTTP_POST, "/api/holds/lift", HANDLER_hold_lifted, TO_ROLES, ROLE(approver), false,
     P(GIVEN_BY, RECORD_OF, WHY)},
    {"hold list", "list legal holds", HTTP_GET, "/api/holds", HANDLER_hold_list, TO_ROLES,
     ROLE(approver) | ROLE(register_owner) | ROLE(auditor), true, NO_PARAMS},
    {"review list", "list what has to be looked at: is it still needed?", HTTP_GET, "/api/reviews", HANDLER_review_list, TO_ROLES,
     ROLE(case_officer) | ROLE(register_owner) | ROLE(auditor), false,
     P({"days", IN_QUERY, TYPE_NUMBER, OPTIONAL, BY_NAME, "due within so many days; 30 when not given"})},
    {"review done", "say that it is still needed, why, and until when that is looked at again", HTTP_POST, "/api/reviews", HANDLER_review_done, TO_ROLES,
     ROLE(case_officer) | ROLE(register_owner), false,
     P(GIVEN_BY, RECORD_OF, {"until", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "the next day of review"}, WHY)},
    {"deletion proof", "prove that a record of ours was deleted, and who has confirmed that its copy is", HTTP_GET, "/api/deletions/{record...}",
     HANDLER_deletion_proven, TO_ROLES, ROLE(register_owner) | ROLE(auditor), true, P(RECORD_IN_PATH)},
    {"validate", "validate an order that went out in an emergency with your key, after seeing exactly what it is", SHELL_ONLY, TO_ROLES,
     ROLE(judge) | ROLE(prosecutor), false, P(REQUEST, {"yes", IN_SHELL, TYPE_FLAG, OPTIONAL, BY_NAME, "do not ask"})},
    {"approve", "approve a request with your key or your authenticator, after seeing exactly what it is", SHELL_ONLY, TO_ROLES,
     ROLE(approver), false,
     P(REQUEST, {"authenticator", IN_SHELL, TYPE_FLAG, OPTIONAL, BY_NAME, "sign with the authenticator at this computer (FIDO2, USB)"}, DEVICE,
       {"officer", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "who you are, where you have no key: you sign in with the authenticator first"},
       {"yes", IN_SHELL, TYPE_FLAG, OPTIONAL, BY_NAME, "do not ask"})},

    // ---- DNA ----
    {"dna status", "show the register of DNA profiles: how many, what each pair agreed, who was answered and how fast", HTTP_GET, "/api/dna",
     HANDLER_dna_status, TO_ROLES, DNA_READERS | ROLE(auditor) | ROLE(operator), true, NO_PARAMS},
    {"dna import", "read a laboratory's file into the register; nothing counts before all of it was read", SHELL_ONLY, TO_ROLES, ROLE(register_owner), false,
     P({"file", IN_SHELL, TYPE_TEXT, REQUIRED, IN_ORDER, "the file"},
       {"format", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "codis-xml, csv or genemapper"},
       {"category", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "stain, convicted, suspect, missing, remains… where the file does not say"},
       {"kit", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "the kit, where the file does not say"},
       {"lab", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "the laboratory, where the file does not say"},
       {"single-unknown", IN_SHELL, TYPE_FLAG, OPTIONAL, BY_NAME, "one allele alone: the other may have dropped out; usually it is homozygous"},
       {"retain-years", IN_SHELL, TYPE_NUMBER, OPTIONAL, BY_NAME, "keep them so long, at most as the category says"})},
    {"dna validate", "say what of a laboratory's file would be taken and what not, by line and field; nothing is entered", SHELL_ONLY, TO_ALL, 0, true,
     P({"file", IN_SHELL, TYPE_TEXT, REQUIRED, IN_ORDER, "the file"},
       {"format", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "codis-xml, csv, genemapper, or itl for an ANSI/NIST-ITL container"},
       {"category", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "where the file does not say"},
       {"kit", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "where the file does not say"},
       {"lab", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "where the file does not say"},
       {"single-unknown", IN_SHELL, TYPE_FLAG, OPTIONAL, BY_NAME, "as for dna import"})},
    {"dna redact", "write an ANSI/NIST-ITL container again without what may name a person", SHELL_ONLY, TO_ALL, 0, true,
     P({"file", IN_SHELL, TYPE_TEXT, REQUIRED, IN_ORDER, "the container"}, {"out", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "the file to write"})},
    {"dna export", "write a profile as partners' systems read it", SHELL_ONLY, TO_ALL, 0, true,
     P({"profile", IN_SHELL, TYPE_JSON, REQUIRED, IN_ORDER, "the profile, {\"TH01\": [\"6\", \"9.3\"], …}: a file or the JSON itself"},
       {"ref", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "its reference number"}, {"kit", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "the kit"},
       {"lab", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "the laboratory"},
       {"as", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "niem, or itl for ANSI/NIST-ITL Type-18"},
       {"out", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "the file to write"})},
    {"dna explain", "compare two profiles under a rule and say why they are a hit or not, locus by locus", SHELL_ONLY, TO_ALL, 0, true,
     P({"first", IN_SHELL, TYPE_JSON, REQUIRED, IN_ORDER, "a profile, {\"TH01\": [\"6\", \"9.3\"], …}: a file or the JSON itself"},
       {"second", IN_SHELL, TYPE_JSON, REQUIRED, IN_ORDER, "the other"},
       {"rule", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "prum-2008 when not given"},
       {"frequencies", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "a file of allele frequencies: STRidER, a table of alleles by loci, norSTR"},
       {"population", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "of a STRidER file: BELGIUM, FRANCE, SPAIN, Europe…"},
       {"theta", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "coancestry; 0.01 when not given"},
       {"register", IN_SHELL, TYPE_NUMBER, OPTIONAL, BY_NAME, "for the chance of it: among so many profiles"})},
    {"dna search", "compare a profile with the register, and have the named members compare it with theirs", HTTP_POST, "/api/dna/searches",
     HANDLER_dna_searched, TO_ROLES, ROLE(case_officer) | ROLE(register_owner), false,
     P({"profile", IN_BODY, TYPE_JSON, REQUIRED, IN_ORDER, "the profile, {\"TH01\": [\"6\", \"9.3\"], …}: a file or the JSON itself"},
       {"ref", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "its reference number"},
       {"members", IN_BODY, TYPE_WORDS, OPTIONAL, BY_NAME, "ask these too: be, fr, es, ma"},
       {"identified", IN_BODY, TYPE_FLAG, OPTIONAL, BY_NAME, "it is known whose it is"},
       {"rule", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "for the own register; others answer by the rule of the pair"})},
    {"dna leads", "compare a mixed trace with the own register by likelihood ratio: leads for an investigator, never a match", HTTP_POST, "/api/dna/leads",
     HANDLER_dna_led, TO_ROLES, ROLE(case_officer) | ROLE(register_owner), false,
     P({"case", IN_BODY, TYPE_JSON, REQUIRED, IN_ORDER, "replicates, known people, the two hypotheses: see docs/dna.md"},
       {"threshold", IN_BODY, TYPE_NUMBER, OPTIONAL, BY_NAME, "log10 of the least ratio; 3 when not given"},
       {"limit", IN_BODY, TYPE_NUMBER, OPTIONAL, BY_NAME, "at most so many, 250 at most; 50 when not given"})},
    {"dna relatives", "ask for a search for relatives in the own register; only where national law has its own flag, and after two others approved", HTTP_POST,
     "/api/dna/relatives", HANDLER_dna_kin_asked, TO_ROLES, ROLE(case_officer) | ROLE(register_owner), false,
     P({"ref", IN_BODY, TYPE_TEXT, REQUIRED, IN_ORDER, "the reference number of the profile, of our own register"},
       {"relation", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "parent_child, full_siblings or half_siblings"},
       {"reason", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "the case, and why nothing milder is left"})},
    {"dna relatives approve", "approve a search for relatives; it is run when two persons other than who asked have", HTTP_POST,
     "/api/dna/relatives/{search}/approval", HANDLER_dna_kin_approved, TO_ROLES, ROLE(approver), false,
     P({"search", IN_PATH, TYPE_NUMBER, REQUIRED, IN_ORDER, "its number"})},
    {"dna relatives show", "show what a search for relatives found: leads for an investigator, no evidence and never a match", HTTP_GET,
     "/api/dna/relatives/{search}", HANDLER_dna_kin_shown, TO_ROLES, ROLE(case_officer) | ROLE(register_owner), false,
     P({"search", IN_PATH, TYPE_NUMBER, REQUIRED, IN_ORDER, "its number"})},
    {"dna relatives list", "list searches for relatives, the newest first", HTTP_GET, "/api/dna/relatives", HANDLER_dna_kin_list, TO_ROLES,
     ROLE(case_officer) | ROLE(register_owner) | ROLE(approver) | ROLE(auditor), true, NO_PARAMS},
    {"dna matches", "list matches, the newest first", HTTP_GET, "/api/dna/matches", HANDLER_dna_matches_listed, TO_ROLES, DNA_READERS, false,
     P({"before", IN_QUERY, TYPE_NUMBER, OPTIONAL, BY_NAME, "go on before this one"}, LIMIT)},
    {"dna match", "show a match as a table of alleles, with what chance alone would bring", HTTP_GET, "/api/dna/matches/{match}", HANDLER_dna_match_shown,
     TO_ROLES, DNA_READERS, false, P({"match", IN_PATH, TYPE_NUMBER, REQUIRED, IN_ORDER, "its number"})},
    {"dna judge", "confirm or dismiss a match, as a qualified officer; core data are asked for afterwards, by a request", HTTP_POST,
     "/api/dna/matches/{match}/judgement", HANDLER_dna_judged, TO_ROLES, ROLE(register_owner), false,
     P({"match", IN_PATH, TYPE_NUMBER, REQUIRED, IN_ORDER, "its number"}, {"judgement", IN_BODY, TYPE_TEXT, REQUIRED, IN_ORDER, "confirmed or dismissed"},
       {"reason", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "why; needed to dismiss, and to act upon a weak match"})},
    {"dna harmonise", "what two members' profiles have in common, and what another rule between them would bring: comparable profiles, hits, chance hits",
     HTTP_GET, "/api/dna/harmonise", HANDLER_dna_harmonised, TO_ROLES, DNA_READERS | ROLE(auditor), true,
     P({"from", IN_QUERY, TYPE_TEXT, REQUIRED, IN_ORDER, "who asks"}, {"to", IN_QUERY, TYPE_TEXT, REQUIRED, IN_ORDER, "who holds"},
       {"rule", IN_QUERY, TYPE_TEXT, OPTIONAL, BY_NAME, "the rule that would be agreed; the present one when not given"},
       {"kit", IN_QUERY, TYPE_TEXT, OPTIONAL, BY_NAME, "suppose that the other's profiles are of this kit"},
       {"profiles", IN_QUERY, TYPE_NUMBER, OPTIONAL, BY_NAME, "and that it holds so many"})},
    {"dna frequencies", "read allele frequencies of a population, for chance and rarity", SHELL_ONLY, TO_ROLES, ROLE(register_owner), false,
     P({"file", IN_SHELL, TYPE_TEXT, REQUIRED, IN_ORDER, "STRidER, a table of alleles by loci, or norSTR"},
       {"population", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "of a STRidER file: BELGIUM, FRANCE, SPAIN, Europe…"})},
    {"dna frequencies put", "hand in allele frequencies", HTTP_POST, "/api/dna/frequencies", HANDLER_dna_frequencies_put, TO_ROLES,
     ROLE(register_owner), false,
     P({"frequencies", IN_BODY, TYPE_JSON, REQUIRED, IN_ORDER, "{population, loci: {TH01: {\"6\": n…}}}, n in units of 1e-12"})},
    {"dna delete", "delete a profile: no search finds it from then on", HTTP_POST, "/api/dna/delete", HANDLER_dna_deleted, TO_ROLES,
     ROLE(register_owner), false,
     P({"ref", IN_BODY, TYPE_TEXT, REQUIRED, IN_ORDER, "its reference number"}, {"reason", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "why"})},
    {"dna import begin", "begin to enter profiles", HTTP_POST, "/api/dna/imports", HANDLER_dna_import_begin, TO_ROLES, ROLE(register_owner), false,
     P({"retain_years", IN_BODY, TYPE_NUMBER, OPTIONAL, BY_NAME, "keep them so long, at most as the category says"})},
    {"dna import items", "hand in a portion of profiles", HTTP_POST, "/api/dna/imports/{import}/items", HANDLER_dna_import_items, TO_ROLES,
     ROLE(register_owner), false,
     P(IMPORT, {"items", IN_BODY, TYPE_LINES, REQUIRED, BY_NAME, "a profile a line: {ref, category, kit, lab, profile}"})},
    {"dna import commit", "make an import of profiles count, whole", HTTP_POST, "/api/dna/imports/{import}/commit", HANDLER_dna_import_commit, TO_ROLES,
     ROLE(register_owner), false, P(IMPORT)},
    {"dna import abandon", "forget an import of profiles", HTTP_DELETE, "/api/dna/imports/{import}", HANDLER_dna_import_abandon, TO_ROLES,
     ROLE(register_owner), false, P(IMPORT)},

    // ---- Fingerprints and faces ----
    {"prints search", "search other members' fingerprints, palms or faces with a container, which is checked and redacted first", SHELL_ONLY, TO_ROLES,
     ROLE(case_officer) | ROLE(register_owner), false,
     P({"file", IN_SHELL, TYPE_TEXT, REQUIRED, IN_ORDER, "an ANSI/NIST-ITL container; its 1.04 says CPS, PMS, MPS or MMS, or it holds a face"},
       {"ref", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "the reference number of these data"},
       {"members", IN_SHELL, TYPE_WORDS, REQUIRED, BY_NAME, "ask these: be, fr, es"},
       {"case", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "the case; it stays here"},
       {"offence", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "the offence; it stays here"},
       {"offence-months", IN_SHELL, TYPE_NUMBER, OPTIONAL, BY_NAME, "its highest penalty in months; faces: twelve at least"},
       {"subject", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "whose: suspect, convicted, victim, missing or remains"},
       {"aim", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "identify (who is it?) or more (what else is known?)"},
       {"purpose", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "investigation (usual), police_check or prosecution"},
       {"identified", IN_SHELL, TYPE_FLAG, OPTIONAL, BY_NAME, "it is known whose they are: counted apart"})},
    {"prints read", "have a container read, checked and redacted in the node's sandbox; nothing is searched (API)", HTTP_POST, "/api/prints/containers",
     HANDLER_prints_read, TO_ROLES, ROLE(case_officer) | ROLE(register_owner), false,
     P({"container", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "base64, as it came"})},
    {"prints search put", "put a container that was checked and redacted to other members", HTTP_POST, "/api/prints/searches",
     HANDLER_prints_searched, TO_ROLES, ROLE(case_officer) | ROLE(register_owner), false,
     P({"container", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "base64"},
       {"facts", IN_BODY, TYPE_JSON, REQUIRED, BY_NAME, "what malines-import --dna prints said of it, with its digest"},
       {"ref", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "as for prints search"}, {"members", IN_BODY, TYPE_WORDS, REQUIRED, BY_NAME, "as for prints search"},
       {"case", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "as for prints search"}, {"offence", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "as for prints search"},
       {"offence_months", IN_BODY, TYPE_NUMBER, OPTIONAL, BY_NAME, "as for prints search"},
       {"subject", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "as for prints search"},
       {"aim", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "as for prints search"}, {"purpose", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "as for prints search"},
       {"identified", IN_BODY, TYPE_FLAG, OPTIONAL, BY_NAME, "as for prints search"})},
    {"prints list", "list searches with prints and faces, ours and others', the newest first", HTTP_GET, "/api/prints/searches",
     HANDLER_prints_listed, TO_ROLES, DNA_READERS, false,
     P({"before", IN_QUERY, TYPE_NUMBER, OPTIONAL, BY_NAME, "go on before this instant, in milliseconds"}, LIMIT)},
    {"prints show", "show a search with its candidates", HTTP_GET, "/api/prints/searches/{search}", HANDLER_prints_shown, TO_ROLES, DNA_READERS, false,
     P({"search", IN_PATH, TYPE_TEXT, REQUIRED, IN_ORDER, "its id"})},
    {"prints fetch", "write what came back to compare with, checked and redacted once more", SHELL_ONLY, TO_ROLES, ROLE(register_owner), false,
     P({"search", IN_SHELL, TYPE_TEXT, REQUIRED, IN_ORDER, "the search's id"}, {"out", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "the file to write"})},
    {"prints container", "take what came back to compare with, as it came", HTTP_GET, "/api/prints/searches/{search}/container",
     HANDLER_prints_fetched, TO_ROLES, ROLE(register_owner), false, P({"search", IN_PATH, TYPE_TEXT, REQUIRED, IN_ORDER, "its id"})},
    {"prints judge", "confirm or dismiss a candidate, as a qualified officer who did not ask; core data are asked for afterwards, by a request", HTTP_POST,
     "/api/prints/candidates/{candidate}/judgement", HANDLER_prints_judged, TO_ROLES, ROLE(register_owner), false,
     P({"candidate", IN_PATH, TYPE_NUMBER, REQUIRED, IN_ORDER, "its number"}, {"judgement", IN_BODY, TYPE_TEXT, REQUIRED, IN_ORDER, "confirmed or dismissed"},
       {"reason", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "what was seen"})},
    {"prints capacity", "show how many searches of the day are used and left, for each member, as each side counts them; "
                        "and whether an AFIS is connected", HTTP_GET,
     "/api/prints/capacities", HANDLER_prints_capacities, TO_ROLES, DNA_READERS | ROLE(auditor) | ROLE(operator), true, NO_PARAMS},
    {"prints validate", "say what an ANSI/NIST-ITL container holds and whether one may search with it, by record and field", SHELL_ONLY, TO_ALL, 0, true,
     P({"file", IN_SHELL, TYPE_TEXT, REQUIRED, IN_ORDER, "the container"})},
    {"prints redact", "write a container again without what may name a person, inside images too; a face stays where it is one", SHELL_ONLY, TO_ALL, 0, true,
     P({"file", IN_SHELL, TYPE_TEXT, REQUIRED, IN_ORDER, "the container"}, {"out", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "the file to write"})},
    {"prints serve", "connect the national AFIS: hand it what others ask, through a folder, and hand back what it finds", SHELL_ONLY,
     TO_ROLES, ROLE(register_owner), false,
     P({"spool", IN_SHELL, TYPE_TEXT, REQUIRED, IN_ORDER, "the folder that the AFIS reads and writes: see docs/prints.md"},
       {"data", IN_SHELL, TYPE_WORDS, REQUIRED, BY_NAME, "what it compares: fingers, palms, faces"},
       {"patience", IN_SHELL, TYPE_NUMBER, OPTIONAL, BY_NAME, "seconds it may take for one search; 3600 when not given"},
       {"once", IN_SHELL, TYPE_FLAG, OPTIONAL, BY_NAME, "end when nothing waits"})},
    {"prints afis next", "take the oldest search that waits for an AFIS", HTTP_POST, "/api/prints/afis/next", HANDLER_prints_afis_next,
     TO_ROLES, ROLE(register_owner), false,
     P({"data", IN_BODY, TYPE_WORDS, REQUIRED, BY_NAME, "what it compares"},
       {"fresh", IN_BODY, TYPE_FLAG, OPTIONAL, BY_NAME, "it has just started: what was taken waits again"},
       {"busy", IN_BODY, TYPE_FLAG, OPTIONAL, BY_NAME, "it is at work: say only that it is still there"})},
    {"prints afis answer", "hand back what the AFIS found, or why it could not search", HTTP_POST, "/api/prints/afis/{search}",
     HANDLER_prints_afis_answered, TO_ROLES, ROLE(register_owner), false,
     P({"search", IN_PATH, TYPE_TEXT, REQUIRED, IN_ORDER, "the search's id"},
       {"candidates", IN_BODY, TYPE_JSON, OPTIONAL, BY_NAME, "[{ref, score, identified}], the best first"},
       {"searched", IN_BODY, TYPE_NUMBER, OPTIONAL, BY_NAME, "how many it was compared with"},
       {"container", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "base64: the matching data"},
       {"failed", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "a code, as BAD_FORMAT: nothing was searched"})},

    // ---- Law ----
    {"law explain", "say which row of the law decides, and why", HTTP_GET, "/api/law/explain", HANDLER_law_explained,
     TO_OFFICERS, 0, true,
     P({"from", IN_QUERY, TYPE_TEXT, REQUIRED, BY_NAME, "the owner: be, fr, es, ma"},
       {"to", IN_QUERY, TYPE_TEXT, REQUIRED, BY_NAME, "who asks"},
       {"register", IN_QUERY, TYPE_TEXT, OPTIONAL, BY_NAME, "alerts"},
       {"purpose", IN_QUERY, TYPE_TEXT, OPTIONAL, BY_NAME, "as for check"},
       {"request", IN_QUERY, TYPE_TEXT, OPTIONAL, BY_NAME, "a kind of request; a check when not given"},
       {"category", IN_QUERY, TYPE_TEXT, OPTIONAL, BY_NAME, "of the alert"},
       {"kind", IN_QUERY, TYPE_TEXT, OPTIONAL, BY_NAME, "of the subject"},
       {"subject_category", IN_QUERY, TYPE_TEXT, OPTIONAL, BY_NAME, "suspect, convicted, victim, witness, associate or other"},
       {"offence_months", IN_QUERY, TYPE_NUMBER, OPTIONAL, BY_NAME, "the highest penalty of the offence"},
       {"minor", IN_QUERY, TYPE_FLAG, OPTIONAL, BY_NAME, "the subject is under 18"},
       {"special", IN_QUERY, TYPE_FLAG, OPTIONAL, BY_NAME, "the record holds special categories of data"},
       {"eu_only", IN_QUERY, TYPE_FLAG, OPTIONAL, BY_NAME, "the record may not leave the Union"})},
    {"law test", "try the tables on the cases of their authors: rows, articles, and what no case speaks of", SHELL_ONLY, TO_ALL, 0, true,
     P({"laws", IN_SHELL, TYPE_TEXT, OPTIONAL, IN_ORDER, "a folder of tables; the installed one when not given"},
       {"cases", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "a folder of cases; tests in the folder of tables when not given"})},
    {"law diff", "say which decisions a new law would change, and from which row to which", SHELL_ONLY, TO_ALL, 0, true,
     P({"old", IN_SHELL, TYPE_TEXT, REQUIRED, IN_ORDER, "the folder of the law as it is"},
       {"new", IN_SHELL, TYPE_TEXT, REQUIRED, IN_ORDER, "the folder of the law as it would be"},
       {"log", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "of the decisions in this log only, as audit export wrote it"},
       {"facts", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "of the decisions in this file only, one JSON object a line"},
       {"at", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "on this day; today when not given, the entry's own for a log"})},
    {"purposes", "list the purposes a check can have", HTTP_GET, "/api/purposes", HANDLER_purposes_listed, TO_ALL, 0,
     true, NO_PARAMS},

    // ---- The log ----
    {"audit status", "show the log's size and signed state", HTTP_GET, "/api/audit", HANDLER_audit_status, TO_ROLES,
     ROLE(auditor) | ROLE(operator) | ROLE(oversight), true, NO_PARAMS},
    {"audit verify", "compute the whole log again and compare", HTTP_POST, "/api/audit/verify", HANDLER_audit_checked,
     TO_ROLES, ROLE(auditor) | ROLE(operator) | ROLE(oversight), true, NO_PARAMS},
    {"audit export", "write the log as a tree of tiles", HTTP_POST, "/api/audit/export", HANDLER_audit_exported,
     TO_NOBODY, 0, true, P({"folder", IN_BODY, TYPE_TEXT, REQUIRED, IN_ORDER, "a new folder, on the node's computer"}, CLOSED(IN_BODY))},
    {"audit proof", "write the proof of one entry", HTTP_GET, "/api/audit/entries/{index}", HANDLER_audit_proven,
     TO_ROLES, ROLE(auditor) | ROLE(oversight), true,
     P({"index", IN_PATH, TYPE_NUMBER, REQUIRED, IN_ORDER, "the entry's number, from 0"},
       {"out", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "the file to write; standard output otherwise"}, CLOSED(IN_QUERY))},

    {"audit list", "list entries of the log, the newest first: who, when, why and where, not about whom", HTTP_GET, "/api/audit/entries",
     HANDLER_audit_listed, TO_ROLES, ROLE(auditor), true,
     P({"before", IN_QUERY, TYPE_NUMBER, OPTIONAL, BY_NAME, "go on before this entry"}, LIMIT,
       {"op", IN_QUERY, TYPE_TEXT, OPTIONAL, BY_NAME, "consultation, disclosure, collection, alteration, combination, erasure, alarm, message…"},
       {"member", IN_QUERY, TYPE_TEXT, OPTIONAL, BY_NAME, "with this other member"},
       {"request", IN_QUERY, TYPE_TEXT, OPTIONAL, BY_NAME, "about this request"},
       {"check", IN_QUERY, TYPE_TEXT, OPTIONAL, BY_NAME, "about this check"},
       {"actor", IN_QUERY, TYPE_TEXT, OPTIONAL, BY_NAME, "by this pseudonym"},
       {"from", IN_QUERY, TYPE_TEXT, OPTIONAL, BY_NAME, "from this time on, as in 2026-11-24"},
       {"to", IN_QUERY, TYPE_TEXT, OPTIONAL, BY_NAME, "before this time"})},
    {"audit open", "show what an entry is about, for a reason that is itself logged", HTTP_POST, "/api/audit/entries/{index}/content",
     HANDLER_audit_opened, TO_ROLES, ROLE(auditor), false, P(ENTRY, LOG_REASON, LOG_USE)},
    {"audit disclose", "write the proof of an entry with what it is about, for a data-protection officer or the person", HTTP_POST,
     "/api/audit/entries/{index}/disclosure", HANDLER_audit_disclosed, TO_ROLES, ROLE(auditor), false,
     P(ENTRY, LOG_REASON, LOG_USE, {"out", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "the file to write; standard output otherwise"})},
    {"audit reconcile", "compare our log with those of the other members, message by message; done by itself each month", HTTP_POST,
     "/api/audit/reconcile", HANDLER_reconcile_now, TO_ROLES, ROLE(auditor) | ROLE(operator), true,
     P({"member", IN_BODY, TYPE_TEXT, OPTIONAL, IN_ORDER, "with this member only"})},
    {"audit reconciliations", "show what the comparisons of both sides' logs found", HTTP_GET, "/api/audit/reconciliations",
     HANDLER_reconciliations_listed, TO_ROLES, ROLE(auditor) | ROLE(operator), true, NO_PARAMS},

    {"subject find", "find everywhere a person's data went: records, copies, checks, requests, log, and at the other members", HTTP_POST,
     "/api/subjects/find", HANDLER_subject_found, TO_ROLES, ROLE(auditor), false,
     P(SUBJECT, LOG_REASON, LOG_USE, {"proofs", IN_BODY, TYPE_FLAG, OPTIONAL, BY_NAME, "with the proof of each entry and what it is about"})},
    {"recovery prepare", "make the log key and the trust list's line of the node's next generation, when only an old backup is left", SHELL_ONLY,
     TO_NOBODY, 0, true, P(FOLDER)},
    {"recovery losses", "show what a restored backup had lost, as the other members tell it", HTTP_GET, "/api/recovery", HANDLER_losses_listed, TO_ROLES,
     ROLE(auditor) | ROLE(register_owner) | ROLE(approver) | ROLE(operator), true, NO_PARAMS},
    {"recovery confirm", "confirm that you have seen what was lost: when two officers have, the node publishes again", HTTP_POST, "/api/recovery/confirmation",
     HANDLER_recovery_confirmed, TO_ROLES, ROLE(register_owner) | ROLE(approver), false, NO_PARAMS},
    {"breach note", "note a personal-data breach; the supervisor is to be told within the time of laws/retention.yaml", HTTP_POST,
     "/api/breaches", HANDLER_breach_noted, TO_ROLES, ROLE(auditor) | ROLE(operator), false,
     P({"text", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "what happened, which data and how many persons, what follows, what is done"},
       {"known_at", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "since when it is known; now when not given"},
       {"members", IN_BODY, TYPE_WORDS, OPTIONAL, BY_NAME, "the members whose data are concerned"})},
    {"breach told", "note that the supervisor, the members or the persons were told", HTTP_POST, "/api/breaches/{breach}/told", HANDLER_breach_told,
     TO_ROLES, ROLE(auditor), false,
     P({"breach", IN_PATH, TYPE_TEXT, REQUIRED, IN_ORDER, "its id"}, {"whom", IN_BODY, TYPE_TEXT, REQUIRED, IN_ORDER, "supervisor, members or persons"},
       {"why_late", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "the reasons, when that time is over"})},
    {"breach list", "list breaches and their clocks", HTTP_GET, "/api/breaches", HANDLER_breach_listed, TO_ROLES, ROLE(auditor) | ROLE(operator), false,
     NO_PARAMS},
    {"report statistics", "count what the log holds, month by month", HTTP_GET, "/api/reports/statistics", HANDLER_report_statistics, TO_ROLES,
     ROLE(auditor) | ROLE(operator), true,
     P({"audience", IN_QUERY, TYPE_TEXT, OPTIONAL, BY_NAME, "supervisor, or parliament: without members, few said as few"},
       {"from", IN_QUERY, TYPE_TEXT, OPTIONAL, BY_NAME, "from this month on, as in 2026-11"},
       {"to", IN_QUERY, TYPE_TEXT, OPTIONAL, BY_NAME, "to this month"})},
    {"report exchanges", "fill in the figures of a year that art. 18 of Directive (EU) 2023/977 wants of each member state", HTTP_GET,
     "/api/reports/exchanges", HANDLER_report_exchanges, TO_ROLES, ROLE(auditor) | ROLE(operator) | ROLE(oversight) | ROLE(observer), true,
     P({"year", IN_QUERY, TYPE_NUMBER, OPTIONAL, IN_ORDER, "the year; this one when not given"},
       {"audience", IN_QUERY, TYPE_TEXT, OPTIONAL, BY_NAME, "supervisor, or parliament: few said as few"},
       {"csv", IN_SHELL, TYPE_FLAG, OPTIONAL, BY_NAME, "as CSV: year, authority, point, figure, member, detail, count"})},
    {"report transfers", "list each transfer to a third country as arts. 37(3) and 38(3) of Directive (EU) 2016/680 want it", HTTP_GET,
     "/api/reports/transfers", HANDLER_report_transfers, TO_ROLES, ROLE(auditor), true,
     P({"from", IN_QUERY, TYPE_TEXT, OPTIONAL, BY_NAME, "from this time on, as in 2026-11-24"},
       {"to", IN_QUERY, TYPE_TEXT, OPTIONAL, BY_NAME, "before this time"})},
    {"report processing", "write the record of processing activities from the node's configuration", HTTP_GET, "/api/reports/processing",
     HANDLER_report_processing, TO_ROLES, ROLE(auditor) | ROLE(operator), true, NO_PARAMS},
    {"report impact", "write the data-protection impact assessment from the node's configuration", HTTP_GET, "/api/reports/impact",
     HANDLER_report_impact, TO_ROLES, ROLE(auditor) | ROLE(operator), true, NO_PARAMS},

    // ---- People ----
    {"officer add", "open an account", HTTP_POST, "/api/officers", HANDLER_officer_add, TO_ROLES, ROLE(registrar), true,
     P({"officer", IN_BODY, TYPE_TEXT, REQUIRED, IN_ORDER, "the sign-in name, as in claire@fr"},
       {"name", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "the name on the screen"},
       {"roles", IN_BODY, TYPE_WORDS, REQUIRED, BY_NAME,
        "analyst, case_officer, approver, register_owner, registrar, security_officer, operator, auditor, oversight or observer"},
       {"password", IN_BODY, TYPE_SECRET, OPTIONAL, BY_NAME, "for the console; asked for when it is -"},
       {"key", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "public part of the officer's key, from malines officer key"})},
    {"officer vouch", "be the second person for a new account or an invitation; shows the second half of its code", HTTP_POST,
     "/api/officers/{officer}/voucher", HANDLER_officer_vouched, TO_ROLES, ROLE(registrar) | ROLE(security_officer), false,
     P({"officer", IN_PATH, TYPE_TEXT, REQUIRED, IN_ORDER, "the sign-in name"})},
    {"officer end", "end an account at once: its sessions, passkeys and key do nothing any more", HTTP_POST, "/api/officers/{officer}/end",
     HANDLER_officer_ended, TO_ROLES, ROLE(registrar) | ROLE(security_officer), false,
     P({"officer", IN_PATH, TYPE_TEXT, REQUIRED, IN_ORDER, "the sign-in name"}, WHY)},
    {"officer list", "list the accounts", HTTP_GET, "/api/officers", HANDLER_officer_list, TO_ROLES,
     ROLE(registrar) | ROLE(security_officer) | ROLE(auditor), true, NO_PARAMS},
    {"officer invite", "make a one-time code with which an officer enrols a passkey", HTTP_POST, "/api/officers/{officer}/invitation",
     HANDLER_officer_invite, TO_ROLES, ROLE(registrar), true, P({"officer", IN_PATH, TYPE_TEXT, REQUIRED, IN_ORDER, "the sign-in name"})},
    {"passkey enrol", "enrol a passkey on the authenticator at this computer, with the code of the invitation", SHELL_ONLY, TO_ALL, 0, false,
     P({"officer", IN_SHELL, TYPE_TEXT, REQUIRED, IN_ORDER, "the sign-in name"}, {"code", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "both halves of the code"},
       {"label", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "what it is called in lists"}, DEVICE)},
    {"passkey list", "list the passkeys of all officers", HTTP_GET, "/api/passkeys", HANDLER_passkey_list, TO_ROLES,
     ROLE(registrar) | ROLE(security_officer) | ROLE(auditor), true, NO_PARAMS},
    {"passkey mine", "list your own passkeys", HTTP_GET, "/api/passkeys/mine", HANDLER_passkey_mine, TO_OFFICERS, 0, false, NO_PARAMS},
    {"passkey remove", "remove a passkey: it signs nothing more, and its sessions end", HTTP_DELETE, "/api/passkeys/{passkey}",
     HANDLER_passkey_remove, TO_ROLES, ROLE(registrar) | ROLE(security_officer), true,
     P({"passkey", IN_PATH, TYPE_TEXT, REQUIRED, IN_ORDER, "its name, from passkey list"})},
    {"passkey begin", "begin to enrol a passkey, for a browser", HTTP_POST, "/api/passkeys/begin", HANDLER_passkey_begin, TO_ALL, 0, false,
     P({"officer", IN_BODY, TYPE_TEXT, REQUIRED, IN_ORDER, "the sign-in name"},
       {"code", IN_BODY, TYPE_SECRET, REQUIRED, BY_NAME, "the one-time code, from officer invite"},
       {"origin", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "the console's address, as the browser has it"})},
    {"passkey add", "enrol the passkey that a browser made", HTTP_POST, "/api/passkeys", HANDLER_passkey_add, TO_ALL, 0, false,
     P({"officer", IN_BODY, TYPE_TEXT, REQUIRED, IN_ORDER, "the sign-in name"},
       {"code", IN_BODY, TYPE_SECRET, REQUIRED, BY_NAME, "the one-time code"},
       {"ticket", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "from passkey begin"},
       {"made", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "authenticatorData.clientDataJSON, each in base64url"},
       {"label", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "which one it is, in the officer's words"})},
    {"signin add", "enrol a card's certificate, or an account of the house's identity provider, for an officer; a second person vouches",
     HTTP_POST, "/api/signins", HANDLER_signin_added, TO_ROLES, ROLE(registrar), true,
     P({"officer", IN_BODY, TYPE_TEXT, REQUIRED, IN_ORDER, "the sign-in name"},
       {"certificate", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "the card's certificate in PEM"},
       {"subject", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "or who it is to the identity provider: its sub"},
       {"label", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "which one it is, in the officer's words"})},
    {"signin vouch", "be the second person for a card or an account of the identity provider", HTTP_POST, "/api/signins/{credential}/voucher",
     HANDLER_signin_vouched, TO_ROLES, ROLE(registrar) | ROLE(security_officer), false,
     P({"credential", IN_PATH, TYPE_TEXT, REQUIRED, IN_ORDER, "its name, from signin list"})},
    {"signin remove", "remove a card or an account of the identity provider: it signs nobody in, and its sessions end", HTTP_DELETE,
     "/api/signins/{credential}", HANDLER_signin_removed, TO_ROLES, ROLE(registrar) | ROLE(security_officer), true,
     P({"credential", IN_PATH, TYPE_TEXT, REQUIRED, IN_ORDER, "its name, from signin list"})},
    {"signin list", "list the cards and accounts of the identity provider with which officers sign in", HTTP_GET, "/api/signins",
     HANDLER_signin_list, TO_ROLES, ROLE(registrar) | ROLE(security_officer) | ROLE(auditor), true, NO_PARAMS},
    {"officer key", "make an officer's key file and print its public part", SHELL_ONLY, TO_ALL, 0, true,
     P({"out", IN_SHELL, TYPE_TEXT, REQUIRED, IN_ORDER, "the file to write"},
       {"officer", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "whose key it is, as in claire@fr"})},
    {"session open", "sign in to the console", HTTP_POST, "/api/session", HANDLER_session_open, TO_ALL, 0, false,
     P({"officer", IN_BODY, TYPE_TEXT, REQUIRED, IN_ORDER, "the sign-in name"},
       {"password", IN_BODY, TYPE_SECRET, REQUIRED, BY_NAME, "the password; asked for when it is -"})},
    {"session challenge", "begin to sign in with a passkey, for a browser", HTTP_POST, "/api/session/challenge", HANDLER_session_challenge,
     TO_ALL, 0, false,
     P({"officer", IN_BODY, TYPE_TEXT, REQUIRED, IN_ORDER, "the sign-in name"},
       {"origin", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "the console's address, as the browser has it"})},
    {"session passkey", "sign in to the console with a passkey, for a browser", HTTP_POST, "/api/session/passkey", HANDLER_session_passkey,
     TO_ALL, 0, false,
     P({"officer", IN_BODY, TYPE_TEXT, REQUIRED, IN_ORDER, "the sign-in name"},
       {"ticket", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "from session challenge"},
       {"id", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "the passkey's id, in base64url"},
       {"evidence", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "authenticatorData.clientDataJSON.signature, each in base64url"})},
    {"session certificate", "sign in to the console with the card that this connection has shown", HTTP_POST, "/api/session/certificate",
     HANDLER_session_certificate, TO_ALL, 0, false,
     P({"officer", IN_BODY, TYPE_TEXT, REQUIRED, IN_ORDER, "the sign-in name"},
       {"shown", IN_TLS, TYPE_TEXT, OPTIONAL, BY_NAME, "the key of the certificate"})},
    {"session provider", "begin to sign in through the house's identity provider, for a browser", HTTP_POST, "/api/session/provider",
     HANDLER_oidc_begun, TO_ALL, 0, false, NO_PARAMS},
    {"session return", "sign in with what the identity provider has sent back, for a browser", HTTP_POST, "/api/session/return",
     HANDLER_oidc_returned, TO_ALL, 0, false,
     P({"ticket", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "from session provider"},
       {"state", IN_BODY, TYPE_TEXT, REQUIRED, BY_NAME, "as the provider has sent it back"},
       {"code", IN_BODY, TYPE_SECRET, REQUIRED, BY_NAME, "the provider's code"},
       {"issuer", IN_BODY, TYPE_TEXT, OPTIONAL, BY_NAME, "iss, where the provider has sent it"})},
    {"session close", "sign out of the console", HTTP_DELETE, "/api/session", HANDLER_session_close, TO_ALL, 0, false,
     P({"token", IN_COOKIE, TYPE_TEXT, OPTIONAL, BY_NAME, "the session"})},

    // ---- The node ----
    {"node", "show the node and whether the others answer", HTTP_GET, "/api/node", HANDLER_node_about, TO_ALL, 0, true,
     NO_PARAMS},
    {"peer list", "show what waits for whom", HTTP_GET, "/api/peers", HANDLER_peers_listed, TO_OFFICERS, 0, true,
     NO_PARAMS},
    {"peer check", "try the way to another node, step by step", SHELL_ONLY, TO_NOBODY, 0, true,
     P({"member", IN_SHELL, TYPE_TEXT, REQUIRED, IN_ORDER, "be, fr, es, ma"})},
    {"doctor", "look over the node: settings, rights, disk, clock, certificates, log, peers", SHELL_ONLY, TO_NOBODY, 0,
     true, NO_PARAMS},
    {"backup", "write a whole copy of the store while the node runs", HTTP_POST, "/api/backup", HANDLER_store_backed_up,
     TO_NOBODY, 0, true, P({"path", IN_BODY, TYPE_TEXT, REQUIRED, IN_ORDER, "a new file, on the node's computer"})},
    {"init", "make a new node's folder: keys, certificates, node.yaml", SHELL_ONLY, TO_ALL, 0, true,
     P({"authority", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "the member: be, fr, es, ma"}, FOLDER,
       {"node-port", IN_SHELL, TYPE_NUMBER, REQUIRED, BY_NAME, "where other nodes reach it"},
       {"console-port", IN_SHELL, TYPE_NUMBER, REQUIRED, BY_NAME, "where the console is, on loopback"},
       {"node-address", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "the address it listens on; 127.0.0.1 when not given"},
       {"host", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "the name others reach it by; the address when not given"},
       {"lists", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "official, invented or none: shown on every screen"},
       {"oversight", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "the key that `malines oversight key` printed; without it no sealed checks"},
       {"demo", IN_SHELL, TYPE_FLAG, OPTIONAL, BY_NAME, "for showing: loopback only, and every screen says so"})},
    {"witness init", "make a witness's folder: its keys, and witness.json, its line for the trust list", SHELL_ONLY, TO_ALL, 0, true,
     P({"authority", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "the member that runs it: it cosigns the logs of the others"},
       {"dir", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "the folder; not the node's"},
       {"port", IN_SHELL, TYPE_NUMBER, REQUIRED, BY_NAME, "where the other members' nodes reach it"},
       {"address", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "the address it listens on; 127.0.0.1 when not given"},
       {"host", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "the name others reach it by; the address when not given"})},
    {"oversight key", "make an oversight body's key, to which sealed questions are sealed, and print its public part", SHELL_ONLY, TO_ALL, 0, true,
     P({"out", IN_SHELL, TYPE_TEXT, REQUIRED, IN_ORDER, "the file to write"})},
    {"oversight open", "open sealed questions with the keys of both oversight bodies, and say which are not what was signed", SHELL_ONLY, TO_ALL, 0, true,
     P({"questions", IN_SHELL, TYPE_TEXT, REQUIRED, IN_ORDER, "what `malines sealed questions --json` wrote at the owner"},
       {"owners-key", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "the key file of the owner's oversight body"},
       {"askers-key", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "the key file of the asker's"},
       {"trust", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "the trust list"},
       {"anchor", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "its anchor"},
       {"checkpoint", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "open only those that the root of this checkpoint draws"},
       {"share", IN_SHELL, TYPE_NUMBER, OPTIONAL, BY_NAME, "how many of 10,000 are drawn; 200 when not given"})},
    {"trust key", "make a key that signs trust lists", SHELL_ONLY, TO_ALL, 0, true,
     P({"out", IN_SHELL, TYPE_TEXT, REQUIRED, IN_ORDER, "the file to write"},
       {"name", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "the key's name, as in list-be"})},
    {"trust make", "make and sign a trust list of nodes", SHELL_ONLY, TO_ALL, 0, true,
     P({"out", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "the file to write"},
       {"list-key", IN_SHELL, TYPE_WORDS, REQUIRED, BY_NAME, "a key file that signs; again for each"},
       {"threshold", IN_SHELL, TYPE_NUMBER, REQUIRED, BY_NAME, "so many signatures make it hold"},
       {"version", IN_SHELL, TYPE_NUMBER, OPTIONAL, BY_NAME, "1 for the first, one more for each that follows"},
       {"previous", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "the list it follows"},
       {"days", IN_SHELL, TYPE_NUMBER, OPTIONAL, BY_NAME, "how long it holds; 365 when not given"},
       {"descriptors", IN_SHELL, TYPE_TEXT, REQUIRED, REST, "descriptor.json of each node, then witness.json of each witness"})},

    // ---- Names and lists, on this computer alone ----
    {"match explain", "say in words why two names are the same or not", SHELL_ONLY, TO_ALL, 0, true,
     P({"first", IN_SHELL, TYPE_TEXT, REQUIRED, IN_ORDER, "a name, in any script"},
       {"second", IN_SHELL, TYPE_TEXT, REQUIRED, IN_ORDER, "the other name"},
       {"born-a", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "date of birth of the first: 1989, 1989-09-15, 15/09/1989, 1985/1989, ~1989"},
       {"born-b", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "date of birth of the second"},
       {"kind", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "person (usual), organisation, vessel…"})},
    {"match identity", "say whether two identities are same, similar or different by Delegated Regulations (EU) 2023/332 and 2023/333", SHELL_ONLY,
     TO_ALL, 0, true,
     P({"first", IN_SHELL, TYPE_JSON, REQUIRED, IN_ORDER, "{kind, names, births, sex, nationalities, birth_places}: see docs/alerts.md"},
       {"second", IN_SHELL, TYPE_JSON, REQUIRED, IN_ORDER, "the other one"})},
    {"match evaluate", "measure how well names are told apart, on pairs of which it is known", SHELL_ONLY, TO_ALL, 0, true,
     P({"pairs", IN_SHELL, TYPE_TEXT, REQUIRED, IN_ORDER,
        "lines of label (1 the same, 0 not), name1, name2 and perhaps born1, born2, kind, with tabs; or with a header line that "
        "names its columns, subject (person, organisation, vessel) among them; - is standard input"},
       {"worst", IN_SHELL, TYPE_NUMBER, OPTIONAL, BY_NAME, "so many of the worst errors of each sort; 10 when not given"})},

    {"identifier", "read a number or address: its canonical form, and whether its check digits hold", SHELL_ONLY, TO_ALL, 0, true,
     P({"text", IN_SHELL, TYPE_TEXT, REQUIRED, IN_ORDER, "the number as it was received"},
       {"type", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "phone, iban, plate…: see docs/identifiers.md; guessed when not given"},
       {"country", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME, "two letters: where it was said or what issued it"})},
    {"lists audit", "find entries of published lists whose identifiers or links say the same and names or dates another, and the reverse",
     SHELL_ONLY, TO_ALL, 0, true,
     P({"format", IN_SHELL, TYPE_TEXT, REQUIRED, BY_NAME, "the files' format, as for import"},
       {"map", IN_SHELL, TYPE_TEXT, OPTIONAL, BY_NAME,
        "for csv: the file that says which column is what; without it the titles speak for themselves, as for screen"},
       {"most", IN_SHELL, TYPE_NUMBER, OPTIONAL, BY_NAME, "at most so many findings of each sort; 50 when not given"},
       {"files", IN_SHELL, TYPE_TEXT, REQUIRED, REST, "one file a list; FORMAT=FILE for one of another format"})},

    // ---- This program ----
    {"help", "explain a command", SHELL_ONLY, TO_ALL, 0, true,
     P({"command", IN_SHELL, TYPE_TEXT, OPTIONAL, REST, "its words"})},
    {"openapi", "print the HTTP API as OpenAPI 3.1", SHELL_ONLY, TO_ALL, 0, true, NO_PARAMS},
    {"man", "print the man page", SHELL_ONLY, TO_ALL, 0, true, NO_PARAMS},
    {"reference", "print docs/cli.md", SHELL_ONLY, TO_ALL, 0, true, NO_PARAMS},
    {"completion", "print the completion for bash", SHELL_ONLY, TO_ALL, 0, true, NO_PARAMS},
    {"version", "print the version", SHELL_ONLY, TO_ALL, 0, true, NO_PARAMS},
};
const size_t COMMAND_COUNT = COUNT(COMMANDS);

const char *handler_name(enum handler h) {
    static const char *const names[] = {
        "none",
#define X(name) #name,
        HANDLER_LIST(X)
#undef X
    };
    return names[h];
}

// ---- By words ----
static size_t words_used(const char *words, const char *const *arguments, size_t count) {
    struct view rest = view_of(words);
    size_t used = 0;
    while (rest.bytes > 0) {
        struct view word = view_cut(rest, ' ', &rest);
        if (used == count || !view_is(word, arguments[used])) return 0;
        used++;
    }
    return used;
}

const struct command *command_by_words(const char *const *arguments, size_t count, size_t *used) {
    const struct command *best = NULL;
    *used = 0;
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        size_t n = words_used(COMMANDS[i].words, arguments, count);
        if (n > *used) {
            *used = n;
            best = &COMMANDS[i];
        }
    }
    return best;
}

// ---- By path ----
static bool is_hole(struct view segment) { return view_starts(segment, "{"); }
static bool is_tail(struct view segment) {
    return segment.bytes > 5 && view_is((struct view){segment.at + segment.bytes - 4, 4}, "...}");
}

// Up to the first hole they are the same: tells most rows from a call at a glance.
static bool begins_alike(const char *pattern, struct view path) {
    size_t same = 0;
    while (same < path.bytes && pattern[same] == path.at[same]) same++;
    return pattern[same] == '{' || (!pattern[same] && same == path.bytes);
}

// Walks row path and call path together. With `name`, *found gets the value of that hole. Fixed words count more than
// holes: `score` is how many were fixed.
static bool path_fits(const char *pattern, struct view path, const char *name, struct view *found, int *score) {
    struct view p = view_of(pattern), c = path;
    *score = 0;
    if (p.bytes == 0 || c.bytes == 0 || *p.at != '/' || *c.at != '/') return false;
    p.at++, p.bytes--, c.at++, c.bytes--;
    for (;;) {
        bool more_p = memchr(p.at, '/', p.bytes) != NULL, more_c = memchr(c.at, '/', c.bytes) != NULL;
        struct view whole = c, want = view_cut(p, '/', &p), have = view_cut(c, '/', &c);
        if (is_hole(want)) {
            bool tail = is_tail(want);
            if (tail) have = whole;
            struct view hole = {want.at + 1, want.bytes - 2 - (tail ? 3 : 0)};
            if (have.bytes == 0) return false;
            if (name && view_is(hole, name)) *found = have;
            if (tail) return true;
        } else if (view_same(want, have)) {
            ++*score;
        } else {
            return false;
        }
        if (more_p != more_c) return false;
        if (!more_p) return true;
    }
}

const struct command *command_by_path(enum http_method method, struct view path, bool *other_method) {
    const struct command *best = NULL;
    int best_score = -1;
    *other_method = false;
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        const struct command *c = &COMMANDS[i];
        int score;
        if (!c->path || !begins_alike(c->path, path) || !path_fits(c->path, path, NULL, NULL, &score)) continue;
        if (c->method != method) {
            *other_method = true;
        } else if (score > best_score) {
            best = c;
            best_score = score;
        }
    }
    return best;
}

struct view command_segment(const struct command *c, struct view path, const char *name) {
    struct view found = {"", 0};
    int score;
    if (c->path) path_fits(c->path, path, name, &found, &score);
    return found;
}

const struct param *command_param(const struct command *c, struct view name) {
    for (size_t i = 0; i < c->param_count; i++)
        if (view_is(name, c->params[i].name)) return &c->params[i];
    return NULL;
}

const struct param *command_lines(const struct command *c) {
    for (size_t i = 0; i < c->param_count; i++)
        if (c->params[i].type == TYPE_LINES) return &c->params[i];
    return NULL;
}

bool command_mutates(const struct command *c) { return c->method != HTTP_GET; }
