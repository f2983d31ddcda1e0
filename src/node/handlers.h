// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// handlers.h — everything a person can have a node do. Each handler says which parameters it reads (JSON
// object members) and what it answers; who may call it stands in the command table (src/api/commands.c).
#ifndef MALINES_NODE_HANDLERS_H
#define MALINES_NODE_HANDLERS_H

#include "node/node.h"

void call_answer(struct node_call *call, json_t *answer);    // steals the reference

// People. The very first officer may be added by a caller whose auth is "local" (the store's owner).
node_handler officer_add;      // {officer, name, roles:[..], password?, key? (vkey)} -> {officer}
node_handler officer_vouched;  // {officer} -> {officer, code?}: a second person's word for a waiting account or invitation; code: its second half
node_handler officer_ended;    // {officer, reason} -> {officer}: nothing of this account does anything any more
node_handler officer_list;     // {} -> {officers:[{officer,name,roles,key?}]}
node_handler session_open;     // {officer, password} -> {token, officer:{id,name,roles}, expires_at}
node_handler session_close;    // {token} -> {}

// Passkeys. A ticket is what a challenge is made from: it holds for one ceremony, one officer, one address and some minutes.
node_handler officer_invite;    // {officer} -> {officer, code, expires_at, address?}: the code is shown here and never again
node_handler passkey_begin;     // {officer, code, origin} -> {ticket, challenge, rp_id, user, name, exclude:[id]}
node_handler passkey_add;       // {officer, code, ticket, made, label?} -> {passkey, credential}: the code is used up
node_handler passkey_list;      // {} -> {passkeys:[{passkey, officer, label, credential, id, rp_id, added_at, used_at}]}
node_handler passkey_mine;      // {} -> the caller's own
node_handler passkey_remove;    // {passkey} -> {officer}: it signs nothing more, and its sessions end
node_handler session_challenge; // {officer, origin} -> {ticket, challenge, rp_id}: the same whether the officer exists or not
node_handler session_passkey;   // {officer, ticket, id, evidence} -> as session_open

// Cards and the house's identity provider: they sign in and nothing more. Enrolled by one person, vouched for by another.
node_handler signin_added;      // {officer, certificate? (PEM) | subject?, label?} -> {credential, kind, waits_for_second_person}
node_handler signin_vouched;    // {credential} -> {officer}
node_handler signin_removed;    // {credential} -> {officer}: at once, with its sessions
node_handler signin_list;       // {} -> {credentials:[{credential, officer, kind, label, state, until, added_at, used_at}]}
node_handler session_certificate;  // {officer, shown} -> as session_open; shown: hex of the key that the connection proved
node_handler oidc_begun;        // {} -> {ticket, url}: where the browser goes
node_handler oidc_returned;     // {ticket, state, issuer?} -> {verifier}: the code may be exchanged, once
node_handler session_oidc;      // {ticket, id_token} -> as session_open; not a call of its own

// The node itself.
node_handler node_about;       // {} -> {authority, names, version, demo, lists, officer, now, members:[..], care?:[..]}: care (passed.h) for who is signed in
node_handler law_explained;    // {from, to, register?, request?, purpose, category?, kind?, subject_category?, eu_only?, minor?, special?, ..}
node_handler purposes_listed;  // {} -> [{id}]

// Checks.
node_handler check_preview;    // {subject, purpose} -> {variants, members}
// {table} -> {columns:[[title, field or null]], heading:{line, mark}, rows:[{ref, subject?, unread?}]}: read by a helper; nobody is asked
node_handler check_table;
node_handler check_run;        // {subject, purpose, case?} -> check with candidates, coverage and warnings; answers later
node_handler check_show;       // {check}
node_handler candidate_judge;  // {check, candidate, judgement, reason?} -> {ok}

// Sealed checks.
node_handler sealed_status;    // {} -> {offered:[..], under_way:[..], held:[..], epoch, keys}
node_handler sealed_rebuild;   // {} -> {offered, under_way}: every filter anew, before its day is over
node_handler sealed_recompute; // {filter} -> {filter, member, class, state}: waits for the second of two persons, then is under way
node_handler sealed_questions; // {from?, limit?} -> {questions:[{log_index, asker, at, message}], checkpoint?}, for the oversight bodies

// Alerts.
node_handler alert_create;     // {alert:{...}} -> {record, version, review_at, retain_until}
node_handler alert_show;       // {record, reason?} -> {record, owner, version, alert, sent_to:[{member, at, confirmed, withdrawn, refused?}]}
node_handler alert_list;       // {owner?, after?, limit?} -> {alerts:[..], next?}
node_handler alert_opened;     // alert_show with a reason, and alert_list: a row of their own each, for a reason is in no address
node_handler alert_read;
node_handler alert_change;     // {record, version, alert, reason} -> {record, version, review_at, retain_until}
node_handler alert_misused;    // {record, version, reason, person | withdrawn} -> as alert_change: whose identity was misused (art. 62)
node_handler alert_restricted; // {record, version, ground, reason} -> as alert_change: it is kept and not used (Directive (EU) 2016/680 art. 16(3))
node_handler alert_unrestricted; // {record, version, reason, informed?} -> as alert_change
node_handler alert_delete;     // {record, reason} -> {record, told:[member]}

// Evidence. An item arrives in parts; its first event needs where, why and basis; every event may say case, happened_at, seal,
// device, tool, write_blocker, from, to, note.
node_handler evidence_begin;    // {name, type?, bytes?, sha256?, sha3_256?} -> {intake, part_bytes}
node_handler evidence_part;     // {intake, from, data (base64)} -> {received}
node_handler evidence_add;      // {intake, act?: collected|delivered, where, why, basis, ..} -> item with its first event
node_handler evidence_abandon;  // {intake} -> {}
node_handler evidence_event;    // {item, act, where, why, basis, ..} -> {event, digest, log_index}
node_handler evidence_show;     // {item} -> item with its line: [{event, log_index, token?, stamped_at?}]
node_handler evidence_list;     // {case?, ends_within? (days), after?, limit?} -> {items:[..], next?}
node_handler evidence_kept_on;  // {item, until, where, why, basis} -> the event, {until}: its term ends on another day
// Hashes of terrorist content: pdq, md5, sha1, sha256.
node_handler hashes_added;      // {source, hashes:[{type, value, label?, quality?}], retain_years?} -> {source, added, unchanged, too_plain}
node_handler hashes_searched;   // {hashes:[{type, value}], distance?} -> {matches:[{asked, type, value, source, label?, quality?, distance?, ..}], asked, cut}
node_handler hashes_listed;     // {} -> {lists:[{source, type, count}]}
node_handler hashes_dropped;    // {source, reason} -> {dropped}
node_handler opening_asked;     // {item, ground, purpose, where, why, basis, case?, from?} -> {opening, state, row, article, approvals_needed, tries_max}
node_handler opening_approved;  // {opening} -> {opening, state, approvals, approvals_needed}
node_handler opening_listed;    // {item?} -> {openings}
node_handler opening_tried;     // {opening, sha256, format?, tool?} -> {opening, try, tries_max, item}: counted from now on
node_handler opening_ended;     // {opening, try, outcome, format?, detail?, proven?, active?, intake?, tool?} -> the event, {outcome, derived?}
node_handler evidence_looked;    // {item, sha256, active?, tool?, where, why, basis} -> the event, {quarantined}
node_handler evidence_released;  // {item, where, why, basis} -> the event: out of quarantine
node_handler destruction_asked;     // {item, ground, where, why, basis} -> {state, next}
node_handler destruction_approved;  // {item} -> {state, copies_with: [who]}
node_handler evidence_recheck;  // {item} -> {queued}: read again soon
node_handler evidence_page;     // {items, why, basis, language?} -> {bundle:{index, lines}, language}: what a helper lays out first; not a call of its own
// {items:[id], where, why, basis} -> {bundle, files:[{name,type,text or base64}], items, manifest, signature}; page: {pdf} or {failed}, from the API
node_handler evidence_bundle;
node_handler evidence_read;     // {bundle, item, from} -> {data (base64)}: at most a part of an item of that bundle
node_handler evidence_unstamped;  // {} -> {queries:[{item, number, digest, query (base64)}]}, RFC 3161
node_handler reading_begin;     // {item, format, sha256 (of the file that was read)} -> {reading}
node_handler reading_part;      // {reading, from, lines} -> {received}: lines of reading/reading.h
node_handler reading_end;       // {reading, events, selectors, unread, where, why, basis, tool} -> event, with the digest of the lines
node_handler timeline_shown;    // {item, after?, limit?} -> {reading, events:[..], next?}
node_handler selectors_shown;   // {item, kind?, after?, limit?} -> {reading, selectors:[..], next?}
node_handler evidence_stamped;  // {item, number, reply (base64)} -> {stamped_at}

// Lists: begin, items in portions, commit. Nothing shows before the commit; the same list twice changes nothing.
node_handler import_begin;     // {source, category, format, digest?, list_date?} -> {import}
node_handler import_items;     // {import, items:[{ref,subject,..}]} -> {received}
node_handler import_commit;    // {import} -> {added, changed, removed, unchanged, refused, seconds_ms}
node_handler import_abandon;   // {import} -> {}

// Requests.
node_handler kinds_listed;     // {} -> {kinds:[{id, way, record, fields, grounds, clock, ..}]}
// {kind?, check, candidate | check, to, class? | record | to, purpose?, fields?, text, urgent?, may_leave?, terms?, passes?, preview?} -> request
node_handler request_create;
node_handler request_list;     // {box:in|out|all, limit?} -> {requests:[..]}
node_handler request_show;     // {request} -> request with history, digest to approve, receipts
node_handler request_approve;  // {request, digest, scheme, credential, signature} -> request
// {request, decision:release|refuse, text, ground?, withheld?, fields?, pseudonymise?, may_leave?, terms?, emergency?, record?, preview?} -> request
node_handler request_decide;
node_handler request_resolved; // {request} -> {request, candidates:[..], question_known}: the subject of a private hit, looked for in our own register
node_handler request_noted;    // {request} -> request: of what only tells
node_handler request_paused;   // {request, reason, text} -> request: its clock stands still
node_handler request_resumed;  // {request} -> request
node_handler request_reclocked;   // {request, clock, text} -> request: another clock that its kind names
node_handler request_handed;   // {request, officer, reason?} -> request
node_handler request_statistics;  // {from?, to?} -> {kinds:{..}}: counts only
node_handler contact_list;     // {open?, limit?} -> {copies:[{request, event, at, noted_by?, noted_at, member, kind}]}
node_handler contact_noted;    // {request, event} -> {}
node_handler notice_list;      // {limit?} -> {notices:[..]}: what every data-protection officer is told
node_handler request_recalled; // {request, reason} -> request: what was released or told by it is to be erased there
node_handler recall_list;      // {open?} -> {recalls:[{request, member, why, told_at, erased_at, held_until, log?, index?}]}
// What others gave us, and how long (requests/data.c, requests/keep.c). request or record: one of the two.
node_handler data_list;        // {limit?} -> {data:[{request, kind, owner, terms, retain_until, review_at, held, restricted}]}
node_handler data_used;        // {request | record, use?, purpose?, recipient?, reason} -> {content, terms, owner}; BOUND
node_handler data_exported;    // {request | record, purpose?, reason} -> {malines:"datum/1", content, terms, owner}; BOUND
node_handler hold_placed;      // {request | record, until, reason} -> {name, until}
node_handler hold_lifted;      // {request | record, reason} -> {name}
node_handler hold_list;        // {} -> {holds:[{name, by, at, until, pending?}]}
node_handler review_list;      // {days?} -> {reviews:[{record | request, review_at}]}
node_handler review_done;      // {request | record, until, reason} -> {name, review_at}
node_handler deletion_proven;  // {record} -> {proof, why, at, told:[{member, confirmed}]}
node_handler request_proof;    // {request} -> proof bundle for malines-verify

// Orders for electronic evidence: requests on a form of the law (node/orders/orders.h, docs/orders.md). request_create takes
// {order:{values} | {of}}, request_decide {answer:{values}, delivery:{files:[{item, why_plain?}], days?, remarks?}}.
// {} -> {requests:[.., content_url?, release_ref?, coordination?: {outcome}, then?, content_measure?, scrutiny?], providers:[{member,
// told_at?, orders_from?, first_order_at?}]}
node_handler removals_listed;
node_handler order_forms_listed; // {} -> {forms:{id: form}}: docs/forms.md
node_handler order_judged;     // {form, values, urgent?} -> {notify, suspends, validate_later, by_judge, by_magistrate, addressee, authority}
node_handler order_clarified;  // {request, text} -> request: the answer to what the provider asked
node_handler order_validated;  // {request, digest, scheme, credential, signature} -> request: after an emergency, within 48 hours
node_handler delivery_fetched; // {request, item, where, why, basis, case?} -> {from, bytes}: goes on where it stopped
node_handler order_statistics; // {from?, to?} -> {orders:{issued, received}}: art. 28, counts only
// {from?, to?} -> {issued, received, scrutiny, decisions, reinstated}: Regulation (EU) 2021/784 arts. 7(3), 8(1), 21(1), counts only
node_handler removal_statistics;
node_handler order_papered;    // {request, view?, language?} -> {form, values, wording?, request, created_at, view, language}: to be laid out
node_handler provider_put;     // {provider, values} -> {provider}; it waits for a second keeper
node_handler provider_confirmed;  // {provider, digest}
node_handler provider_list;    // {} -> {providers:[{provider, values, at, connected}]}

// DNA profiles: without names, by reference number (docs/dna.md).
node_handler dna_status;         // {} -> {profiles, pairs, batches, replies:{answered, within_15_minutes, ..}}
node_handler dna_import_begin;   // {retain_years?} -> {import}
node_handler dna_import_items;   // {import, items:[{ref, category, kit?, lab?, profile}]} -> {received}
node_handler dna_import_commit;  // {import} -> {added, refused, refusals, entry}
node_handler dna_import_abandon; // {import} -> {}
node_handler dna_deleted;        // {ref, reason} -> {ref}
node_handler dna_searched;       // {ref, profile, rule?, members?, identified?} -> {own:[..], asked:[{member, state, batch}], searched}
node_handler dna_matches_listed; // {before?, limit?} -> {matches:[..]}
node_handler dna_match_shown;    // {match} -> {quality, table:[{locus, own, theirs, outcome}], counts, chance, weak, rule_row, ..}
node_handler dna_judged;         // {match, judgement:confirmed|dismissed, reason?} -> match
node_handler dna_kin_asked;      // {ref, relation, reason} -> {search, state, approvals_needed}; NO_BASIS without the flag of national law
node_handler dna_kin_approved;   // {search} -> {search, state, approvals}
node_handler dna_kin_shown;      // {search} -> {search, state, leads?:[{ref, category, log10_lr}], searched?, investigative_only?}
node_handler dna_kin_list;       // {} -> {searches:[..]}
node_handler dna_led;            // {case, threshold?, limit?} -> {leads:[{ref, category, log10_lr, loci}], searched, population}
node_handler dna_harmonised;     // {from, to, rule?, kit?, profiles?} -> {pair, now, then, common, unverified, ..}
node_handler dna_frequencies_put;// {frequencies} -> {population, loci}

// Fingerprints, palms and faces: asked of other members, compared by the AFIS that is connected at each.
node_handler prints_read;        // {container} -> {container}: to be read and redacted in a sandbox, beside the node (api/route.h)
// {container, facts, ref, members, purpose?, case, offence, offence_months?, subject, aim, identified?} -> {searches:[{member, search?, state, code?}]}
node_handler prints_searched;
node_handler prints_listed;      // {before?, limit?} -> {searches:[..]}
node_handler prints_shown;       // {search} -> {search, state, coverage, candidates:[{candidate, rank, ref, score, state}], compare}
node_handler prints_fetched;     // {search} -> {container}: what came back to be compared with
node_handler prints_judged;      // {candidate, judgement:confirmed|dismissed, reason} -> {candidate, state}; never by who asked
node_handler prints_capacities;  // {} -> {capacities:[{member, direction, data, identified, per_day, used, left, theirs?}], afis, day_ends}
node_handler prints_afis_next;   // {data, fresh?, busy?} -> {search, kind, data, identified, from, candidates, container} or {}
node_handler prints_afis_answered;  // {search, candidates, searched, container?, failed?} -> {search, state, candidates}

// The log and the store.
node_handler audit_status;     // {} -> {origin, size, checkpoint, key}
node_handler audit_checked;    // {} -> {size, root, ok}: recomputes the whole log
node_handler audit_exported;   // {folder, generation?, log_key?} -> {size}: tlog-tiles tree (local callers only)
node_handler audit_proven;     // {index, generation?, log_key?} -> proof bundle
node_handler audit_listed;     // {before?, limit?, op?, member?, request?, check?, actor?, from?, to?} -> {entries:[..], size, next?}: no content
node_handler audit_opened;     // {index, reason, use} -> {index, entry, content:[{member, commit, salt, record}]}
node_handler audit_disclosed;  // {index, reason, use} -> proof of the entry and of what it is about, for malines-verify
node_handler check_certified;   // {check, with_question?} -> certificate/1: that nothing was found which could be released
node_handler report_statistics; // {audience?, from?, to?} -> {rows:[{month, op, decision, purpose, member?, count, items}], counted_to, log_size}
node_handler report_exchanges;  // {year?, audience?} -> {article, year, due_by, year_over, binds, rows:[{point, figure, member?, detail?, count}], csv}
node_handler report_transfers;  // {from?, to?} -> {transfers:[{entry, at, recipient, instrument, article, ..}]}: LED 37(3), 38(3)
node_handler report_processing; // {} -> record of processing activities, LED 24, from the configuration; with `markdown`
node_handler report_impact;     // {} -> impact assessment, LED 27, from the configuration and the store; with `markdown`
node_handler losses_listed;     // {} -> {generation, members:[{member, channels, records, ..}], not_heard:[member], confirmed?}
node_handler recovery_confirmed;  // {} -> {persons, publishing}: of a new generation; two officers must have seen what was lost
node_handler breach_noted;      // {text, known_at?, members?} -> {breach, due_at}: LED 30(1)
node_handler breach_told;       // {breach, whom: supervisor|members|persons, why_late?} -> {late}
node_handler breach_listed;     // {} -> {breaches:[{breach, text, known_at, due_at, overdue, supervisor_at, members_at, persons_at}]}
node_handler subject_found;     // {subject, reason, use, proofs?} -> everywhere a person's data went; answers later
node_handler reconcile_now;    // {member?} -> {begun:[member]}: compare both sides' logs; the reports come by and by
node_handler reconciliations_listed;  // {} -> {reports:[{member, at, result, matched, differing, messages, differences}], running:[member]}
node_handler store_backed_up;  // {path} (local callers only)
node_handler peers_listed;     // {} -> {members:[{id, state, last_heard, channels, copies, claim?, alarms, refused_copies, ..}]}

#endif
