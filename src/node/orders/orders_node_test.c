// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
//
// An order from a prosecutor's draft to a court bundle, between the node of an authority, that of the enforcing authority and
// that of a provider; and every clock of Regulation (EU) 2023/1543 by simulated time. Names are invented.
#include "crypto/enveloped.h"
#include "evidence/asic.h"
#include "node/node_house.h"
#include "orders/whole.h"
#include "sys/sim_disk.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cmocka.h>

static struct house *h;
static struct sim_disk *their_disk;
static char folder[64], ours[128], theirs[128];
static struct text pem, key_pem;

// A certificate of the issuing authority, for agreement; its key stays with the officer.
static void make_certificate(void) {
    EVP_PKEY *key = EVP_EC_gen("P-256");
    X509 *x = X509_new();
    X509_set_version(x, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(x), 7);
    X509_time_adj_ex(X509_getm_notBefore(x), 0, 0, &(time_t){1767225600});
    X509_time_adj_ex(X509_getm_notAfter(x), 0, 0, &(time_t){2082758400});
    X509_NAME_add_entry_by_txt(X509_get_subject_name(x), "CN", MBSTRING_ASC, (const unsigned char *)"Federal prosecutor, deliveries", -1, -1, 0);
    X509_set_issuer_name(x, X509_get_subject_name(x));
    X509_set_pubkey(x, key);
    X509_EXTENSION *usage = X509V3_EXT_conf_nid(NULL, NULL, NID_key_usage, "critical,keyAgreement");
    X509_add_ext(x, usage, -1);
    X509_EXTENSION_free(usage);
    X509_sign(x, key, EVP_sha256());
    BIO *b = BIO_new(BIO_s_mem()), *k = BIO_new(BIO_s_mem());
    char *at;
    PEM_write_bio_X509(b, x);
    PEM_write_bio_PrivateKey(k, key, NULL, NULL, 0, NULL, NULL);
    long n = BIO_get_mem_data(b, &at);
    pem = text_with_ceiling(8000), key_pem = text_with_ceiling(8000);
    text_add(&pem, at, (size_t)n);
    n = BIO_get_mem_data(k, &at);
    text_add(&key_pem, at, (size_t)n);
    BIO_free(b), BIO_free(k), X509_free(x), EVP_PKEY_free(key);
}

static int stand(void **state) {
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/orders-XXXXXX");
    if (!mkdtemp(folder)) return 1;
    snprintf(ours, sizeof ours, "%s/be", folder);
    snprintf(theirs, sizeof theirs, "%s/prov", folder);
    h = house_with_provider(LAWS_FOLDER);
    h->vault[BE] = ours, h->vault[PROV] = theirs;
    house_on_disk(h, BE, 7);  // it is stopped and started again
    their_disk = house_on_disk(h, PROV, 8);
    make_certificate();
    return house_run(h, 4000).code == CODE_OK ? 0 : 1;
}
static int fall(void **state) {
    char command[128];
    (void)state;
    h = house_free(h);
    text_free(&pem), text_free(&key_pem);
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command);
}

static json_t *did(int member, int officer, node_handler *handler, json_t *params, enum code expected, const char *says) {
    return house_did(h, member, officer, handler, params, expected, says);
}
static void done(int member, int officer, node_handler *handler, json_t *params, enum code expected, const char *says) {
    house_done(h, member, officer, handler, params, expected, says);
}
static const char *word(const json_t *j, const char *key) {
    const char *s = json_string_value(json_object_get(j, key));
    return s ? s : "";
}
static json_t *shown(int member, const char *id) { return house_request(h, member, id); }
static void wait_some(void) { assert_int_equal(house_run(h, 3000).code, CODE_OK); }
static void pass(int64_t ms) {
    h->now.ms += ms;
    h->us += (uint64_t)ms * 1000;
    wait_some();
}

static void approve(int member, const char *id, enum code expected) {
    AUTO_JSON *r = shown(member, id);
    done(member, APPROVER, request_approve, house_approval(h, member, APPROVER, r), expected, NULL);
    wait_some();
}

static json_t *values(const char *category) { return whole_order(category, text_string(&pem)); }

static json_t *draft(const char *kind, const char *to, json_t *order, bool urgent) {
    return json_pack("{s:s,s:s,s:s,s:s,s:b,s:o}", "kind", kind, "to", to, "purpose", "investigation", "text", "an order", "urgent", urgent, "order", order);
}
static char *ordered(const char *kind, const char *to, json_t *order, bool urgent) {
    AUTO_JSON *made = did(BE, AUTHOR, request_create, draft(kind, to, order, urgent), CODE_OK, NULL);
    char *id = strdup(word(made, "id"));
    approve(BE, id, CODE_OK);
    return id;
}

// Something sealed to the authority's certificate, entered into the provider's vault. The item's id.
static char *entered(const char *content, bool sealed) {
    char plain[160], cms[160];
    AUTO_TEXT bytes = text_with_ceiling(4 << 20);
    AUTO_TEXT base64 = text_with_ceiling(4 << 20);
    snprintf(plain, sizeof plain, "%s/plain", folder);
    snprintf(cms, sizeof cms, "%s/sealed", folder);
    unlink(cms);
    assert_int_equal(file_write(plain, view_of(content), 0600, NULL).code, CODE_OK);
    assert_int_equal(enveloped_seal_file(text_seen(&pem), plain, cms, NULL).code, CODE_OK);
    assert_int_equal(file_read(sealed ? cms : plain, 4 << 20, &bytes, NULL).code, CODE_OK);
    text_base64(&base64, bytes.at, bytes.bytes);
    AUTO_JSON *begun = did(PROV, AUTHOR, evidence_begin, json_pack("{s:s}", "name", sealed ? "messages.json.cms" : "messages.json"), CODE_OK, NULL);
    done(PROV, AUTHOR, evidence_part, json_pack("{s:s,s:i,s:s}", "intake", word(begun, "intake"), "from", 0, "data", text_string(&base64)), CODE_OK, NULL);
    AUTO_JSON *item = did(PROV, AUTHOR, evidence_add, house_why(json_pack("{s:s}", "intake", word(begun, "intake"))), CODE_OK, NULL);
    return strdup(word(item, "item"));
}

static json_t *annex3(const char *reason) {
    return json_pack("{s:{s:s,s:s,s:s,s:s,s:s,s:[s],s:s,s:s,s:s,s:s,s:s,s:s}}", "values", "certificate_kind", "an_epoc", "issuing_authority",
                     "Federal prosecutor",
                     "issuing_file", "FD.35.98.1/26", "received_on", "2026-11-24", "addressee_name", "Exemplar Messaging Ltd", "impossible_reasons", reason,
                     "explanation", "gone with the account's renewal", "preserved", "preserved_no", "representative", "B. Ejemplo", "phone",
                     "+353 1 000", "email",
                     "desk@exemplar.example", "signed_on", "2026-11-25");
}

static json_t *release(const char *id, const char *item) {
    return json_pack("{s:s,s:s,s:s,s:{s:[{s:s}],s:i}}", "request", id, "decision", "release", "text", "as ordered", "delivery", "files",
                     "item", item, "days", 20);
}

static json_t *fetched(const char *id, const char *item) {
    // Said before the first byte is asked for, not when all have come.
    done(BE, AUTHOR, delivery_fetched, house_why(json_pack("{s:s,s:s,s:s}", "request", id, "item", item, "happened_at", "yesterday")),
         CODE_BAD_FIELD, "happened_at");
    done(BE, AUTHOR, delivery_fetched, house_why(json_pack("{s:s,s:s,s:s}", "request", id, "item", item, "case", "FD.35.98.1/26")), CODE_OK, NULL);
    wait_some();
    AUTO_JSON *r = shown(BE, id);
    return json_incref(json_object_get(json_object_get(json_object_get(r, "order"), "fetched"), item));
}

static void a_draft_that_the_regulation_forbids_is_not_written(void **state) {
    (void)state;
    json_t *v = values("content");
    json_object_set_new(v, "authority_type", json_string("prosecutor"));
    done(BE, AUTHOR, request_create, draft("epoc", "prov", json_pack("{s:o}", "values", v), false), CODE_NO_BASIS, "art. 4");
    v = values("subscriber");
    json_object_set_new(v, "third_state", json_true());
    done(BE, AUTHOR, request_create, draft("epoc", "prov", json_pack("{s:o}", "values", v), false), CODE_NO_BASIS, "art. 2(4)");
    v = values("subscriber");
    json_object_set_new(v, "certificate", json_string("not one"));
    done(BE, AUTHOR, request_create, draft("epoc", "prov", json_pack("{s:o}", "values", v), false), CODE_BAD_CERTIFICATE, NULL);
    done(BE, AUTHOR, request_create, draft("epoc", "prov", json_pack("{s:{}}", "values"), false), CODE_BAD_FIELD, "missing");
    done(BE, AUTHOR, request_create, draft("epoc", "es", json_pack("{s:o}", "values", values("subscriber")), false), CODE_NO_BASIS, NULL);  // no provider
    done(PROV, AUTHOR, request_create, draft("epoc", "be", json_pack("{s:o}", "values", values("subscriber")), false), CODE_NO_BASIS, NULL);
}

static void only_a_magistrate_signs(void **state) {
    (void)state;
    AUTO_JSON *made = did(BE, AUTHOR, request_create, draft("epoc", "prov", json_pack("{s:o}", "values", values("subscriber")), false), CODE_OK, NULL);
    AUTO_JSON *r = shown(BE, word(made, "id"));
    done(BE, DEPUTY, request_approve, house_approval(h, BE, DEPUTY, r), CODE_NOT_ALLOWED, "art. 4");
    approve(BE, word(made, "id"), CODE_OK);
}

// The whole story.
static void from_a_prosecutors_draft_to_a_court_bundle(void **state) {
    (void)state;
    char *id = ordered("epoc", "prov", json_pack("{s:o}", "values", values("subscriber")), false);
    // The provider has it, with the clock of ten days, and none of the grounds.
    AUTO_JSON *there = shown(PROV, id);
    char *dump = json_dumps(there, 0);
    assert_null(strstr(dump, "SECRET"));
    assert_non_null(strstr(dump, "karim.exemple"));
    free(dump);
    assert_string_equal(word(there, "step"), "received");
    assert_string_equal(word(json_object_get(there, "clock"), "id"), "epoc");
    AUTO_JSON *here = shown(BE, id);
    assert_string_equal(word(here, "step"), "received");  // acknowledged by the signed receipt
    assert_non_null(strstr(word(json_object_get(json_object_get(here, "order"), "file"), "necessity"), "SECRET"));
    // It asks what is meant; the clock stands still, and the authority has five days.
    done(PROV, AUTHOR, request_paused,
         json_pack("{s:s,s:s,s:s}", "request", id, "reason", "clarification", "text", "Which of two accounts of that name?"), CODE_OK, NULL);
    wait_some();
    AUTO_JSON *asked = shown(BE, id);
    const json_t *question = json_object_get(json_object_get(asked, "order"), "question");
    assert_string_equal(word(question, "text"), "Which of two accounts of that name?");
    assert_false(json_flag(question, "late"));
    pass(3 * (int64_t)DAY_MS);
    done(PROV, AUTHOR, order_clarified, json_pack("{s:s,s:s}", "request", id, "text", "ours to ask"), CODE_WRONG_STEP, NULL);
    done(BE, AUTHOR, order_clarified, json_pack("{s:s,s:s}", "request", id, "text", "The one opened in May."), CODE_OK, NULL);
    wait_some();
    AUTO_JSON *goes_on = shown(PROV, id);
    assert_false(json_flag(json_object_get(goes_on, "clock"), "still"));
    assert_false(json_flag(json_object_get(goes_on, "clock"), "late"));
    // It delivers in part, on Annex III, with a ground of the form; what the order does not ask for can't be held back.
    char *item = entered("[\"hello\"]", true), *naked = entered("[\"hello\"]", false);
    json_t *decision = release(id, item);
    json_object_set_new(decision, "withheld", json_pack("[{s:s,s:s}]", "part", "sub_identity", "ground", "why_not_stored"));
    done(PROV, AUTHOR, request_decide, json_incref(decision), CODE_BAD_FIELD, "epoc_annex3");  // without Annex III
    json_object_set_new(decision, "answer", annex3("why_errors"));
    done(PROV, AUTHOR, request_decide, json_incref(decision), CODE_BAD_FIELD, "not ticked");
    done(PROV, AUTHOR, request_decide, release(id, naked), CODE_BAD_FIELD, "why_plain");  // a certificate was given
    json_object_set_new(decision, "answer", annex3("why_not_stored"));
    json_object_set_new(decision, "withheld", json_pack("[{s:s,s:s}]", "part", "sub_payment", "ground", "why_not_stored"));
    done(PROV, AUTHOR, request_decide, json_incref(decision), CODE_BAD_FIELD, "not among the data");
    json_object_set_new(decision, "withheld", json_pack("[{s:s,s:s}]", "part", "sub_identity", "ground", "why_not_stored"));
    done(PROV, AUTHOR, request_decide, decision, CODE_OK, NULL);
    done(BE, AUTHOR, delivery_fetched, house_why(json_pack("{s:s,s:s}", "request", id, "item", item)), CODE_WRONG_STEP, NULL);
    approve(PROV, id, CODE_OK);
    AUTO_JSON *answered = shown(BE, id);
    assert_string_equal(word(answered, "step"), "released");
    const json_t *answer = json_object_get(answered, "answer");
    assert_string_equal(word(json_object_get(answer, "answer"), "form"), "epoc_annex3");
    const json_t *file = json_array_get(json_object_get(json_object_get(answer, "delivery"), "files"), 0);
    assert_true(json_flag(file, "encrypted"));
    // The file is altered in the provider's vault: what arrives has another hash and is no evidence.
    char path[400];
    const char *sha = word(file, "sha256");
    snprintf(path, sizeof path, "%s/%.2s/%s", theirs, sha, sha);
    AUTO_TEXT right = text_with_ceiling(100000);
    AUTO_TEXT wrong = text_with_ceiling(100000);
    assert_int_equal(file_read(path, 100000, &right, NULL).code, CODE_OK);
    text_view(&wrong, text_seen(&right));
    wrong.at[wrong.bytes - 1] ^= 1;
    assert_int_equal(unlink(path), 0);
    assert_int_equal(file_write(path, text_seen(&wrong), 0400, NULL).code, CODE_OK);
    AUTO_JSON *refused = fetched(id, item);
    assert_string_equal(word(refused, "refused"), "CONFLICT");
    AUTO_JSON *none = did(BE, AUTHOR, evidence_list, json_object(), CODE_OK, NULL);
    assert_int_equal(json_array_size(json_object_get(none, "items")), 0);
    // The right one is taken in, with its first event, and goes into a court bundle.
    assert_int_equal(unlink(path), 0);
    assert_int_equal(file_write(path, text_seen(&right), 0400, NULL).code, CODE_OK);
    AUTO_JSON *taken = fetched(id, item);
    AUTO_JSON *evidence = did(BE, AUTHOR, evidence_show, json_pack("{s:s}", "item", word(taken, "item")), CODE_OK, NULL);
    assert_string_equal(word(evidence, "sha256"), sha);
    const json_t *first = json_object_get(json_array_get(json_object_get(evidence, "line"), 0), "event");
    assert_string_equal(word(first, "act"), "delivered");
    assert_string_equal(word(first, "from"), "prov");
    AUTO_JSON *bundle = did(BE, AUTHOR, evidence_bundle, house_why(json_pack("{s:[s]}", "items", word(taken, "item"))), CODE_OK, NULL);
    unsigned char p7s[10000];
    size_t n = 0;
    struct cades_signer who;
    assert_true(base64_read(json_view(bundle, "signature"), p7s, sizeof p7s, &n));
    assert_int_equal(cades_verify((struct view){(char *)p7s, n}, json_view(bundle, "manifest"), &who, NULL).code, CODE_OK);
    assert_non_null(strstr(word(bundle, "manifest"), "messages.json.cms"));
    // Only the officer's key opens it.
    char cms[160], plain[160];
    AUTO_TEXT opened = text_with_ceiling(1000);
    snprintf(cms, sizeof cms, "%s/fetched", folder);
    snprintf(plain, sizeof plain, "%s/opened", folder);
    assert_int_equal(file_write(cms, text_seen(&right), 0600, NULL).code, CODE_OK);
    assert_int_equal(enveloped_open_file(text_seen(&key_pem), text_seen(&pem), cms, plain, NULL).code, CODE_OK);
    assert_int_equal(file_read(plain, 1000, &opened, NULL).code, CODE_OK);
    assert_string_equal(text_string(&opened), "[\"hello\"]");
    // The window closes.
    pass(21 * (int64_t)DAY_MS);
    done(BE, AUTHOR, delivery_fetched, house_why(json_pack("{s:s,s:s}", "request", id, "item", item)), CODE_EXPIRED, NULL);
    AUTO_JSON *counted = did(PROV, AUTHOR, order_statistics, json_object(), CODE_OK, NULL);
    const json_t *epoc = json_object_get(json_object_get(json_object_get(counted, "orders"), "received"), "epoc");
    assert_int_equal(json_int(epoc, "fulfilled_in_part"), 1);
    free(id), free(item), free(naked);
}

// More than one part; the node stops between them, and whoever fetches again goes on where it stopped.
static char *delivered_much(char **item) {
    enum { MUCH = 900 * 1024 };
    char *content = malloc(MUCH + 1);
    assert_non_null(content);
    for (size_t i = 0; i < MUCH; i++) content[i] = (char)('a' + i * 7 % 26);
    content[MUCH] = '\0';
    char *id = ordered("epoc", "prov", json_pack("{s:o}", "values", values("subscriber")), false);
    *item = entered(content, true);
    free(content);
    done(PROV, AUTHOR, request_decide, release(id, *item), CODE_OK, NULL);
    approve(PROV, id, CODE_OK);
    return id;
}

static int64_t asked_again(const char *id, const char *item) {
    AUTO_JSON *answer = did(BE, AUTHOR, delivery_fetched, house_why(json_pack("{s:s,s:s}", "request", id, "item", item)), CODE_OK, NULL);
    return json_int(answer, "from");
}

static const char *left_behind(void) {  // the name of what waits in our vault's incoming; "" for none
    static char name[600];
    char incoming[200];
    snprintf(incoming, sizeof incoming, "%s/incoming", ours);
    DIR *d = opendir(incoming);
    struct dirent *e;
    name[0] = '\0';
    while (d && (e = readdir(d)))
        if (e->d_name[0] != '.') snprintf(name, sizeof name, "%s/%s", incoming, e->d_name);
    if (d) closedir(d);
    return name;
}

// The node stops as soon as the fetch has begun; what a first part would have brought is put there, from the provider's vault.
static void stopped_between(const char *id, const char *item) {
    AUTO_JSON *params = house_why(json_pack("{s:s,s:s}", "request", id, "item", item));
    AUTO_JSON *r = shown(BE, id);
    const char *sha = word(json_array_get(json_object_get(json_object_get(json_object_get(r, "answer"), "delivery"), "files"), 0), "sha256");
    AUTO_TEXT bytes = text_with_ceiling(2 << 20);
    struct house_call call;
    char path[400];
    house_begin(h, BE, AUTHOR, delivery_fetched, params, &call);
    h->silent[PROV] = true;
    for (int i = 0; !(call.done && left_behind()[0]) && i < 1000; i++) assert_int_equal(house_run(h, 0).code, CODE_OK);
    assert_true(call.done);
    house_restart(h, BE);
    h->silent[PROV] = false;
    json_decref(call.answer);
    snprintf(path, sizeof path, "%s/%.2s/%s", theirs, sha, sha);
    assert_int_equal(file_read(path, 2 << 20, &bytes, NULL).code, CODE_OK);
    int fd = open(left_behind(), O_WRONLY);
    assert_int_equal(write(fd, bytes.at, 512 * 1024), 512 * 1024);
    close(fd);
}

static void a_fetch_goes_on_after_a_restart(void **state) {
    (void)state;
    char *item, *id = delivered_much(&item);
    stopped_between(id, item);
    assert_non_null(strstr(left_behind(), id));
    assert_int_equal(asked_again(id, item), 512 * 1024);
    wait_some();
    AUTO_JSON *r = shown(BE, id);
    const json_t *got = json_object_get(json_object_get(json_object_get(r, "order"), "fetched"), item);
    AUTO_JSON *evidence = did(BE, AUTHOR, evidence_show, json_pack("{s:s}", "item", word(got, "item")), CODE_OK, NULL);
    assert_string_equal(word(evidence, "name"), "messages.json.cms");
    assert_string_equal(left_behind(), "");
    free(id), free(item);
}

// What lay here was torn by the stop: nobody is blamed for it, and it begins again.
static void what_was_torn_begins_again(void **state) {
    (void)state;
    char *item, *id = delivered_much(&item);
    stopped_between(id, item);
    int fd = open(left_behind(), O_WRONLY);
    assert_int_equal(pwrite(fd, "torn", 4, 100), 4);
    close(fd);
    assert_int_equal(asked_again(id, item), 512 * 1024);
    wait_some();
    AUTO_JSON *r = shown(BE, id);
    const json_t *got = json_object_get(json_object_get(json_object_get(r, "order"), "fetched"), item);
    assert_true(json_view(got, "item").bytes > 0 && !json_object_get(got, "refused"));
    free(id), free(item);
}

// Arts. 8, 10(2) and 12: content waits for the enforcing authority, which sees why.
static char *suspended_order(void) {
    char *id = ordered("epoc", "prov", json_pack("{s:o}", "values", values("content")), false);
    AUTO_JSON *there = shown(PROV, id);
    assert_string_equal(word(json_object_get(there, "order"), "state"), "suspended");
    return id;
}
static char *notified(const char *id) {
    done(BE, AUTHOR, request_create, draft("epoc_notice", "fr", json_pack("{s:s}", "of", id), false), CODE_BAD_ARGUMENT, "another enforcing State");
    return ordered("epoc_notice", "es", json_pack("{s:s}", "of", id), false);
}

static void content_waits_for_the_enforcing_authority(void **state) {
    (void)state;
    char *id = suspended_order(), *item = entered("[\"a message\"]", true);
    done(PROV, AUTHOR, request_decide, release(id, item), CODE_WRONG_STEP, "not been notified");
    char *notice = notified(id);
    AUTO_JSON *at_es = shown(ES, notice);
    assert_non_null(strstr(word(json_object_get(json_object_get(at_es, "order"), "values"), "necessity"), "SECRET"));
    assert_string_equal(word(json_object_get(at_es, "clock"), "id"), "epoc_notified");
    assert_int_equal(json_array_size(json_object_get(at_es, "grounds")), 4);
    done(ES, AUTHOR, request_decide,
         json_pack("{s:s,s:s,s:s,s:s}", "request", notice, "decision", "refuse", "ground", "minor_offence", "text", "x"), CODE_BAD_FIELD, "rights_breach");
    done(PROV, AUTHOR, request_decide, release(id, item), CODE_WRONG_STEP, "10(2)");
    // It raises no ground: the provider delivers at once.
    done(ES, AUTHOR, request_decide, json_pack("{s:s,s:s,s:s}", "request", notice, "decision", "release", "text", "no ground"), CODE_OK, NULL);
    approve(ES, notice, CODE_OK);
    wait_some();
    done(PROV, AUTHOR, request_decide, release(id, item), CODE_OK, NULL);
    approve(PROV, id, CODE_OK);
    AUTO_JSON *end = shown(BE, id);
    assert_string_equal(word(end, "step"), "released");
    free(id), free(item), free(notice);
}

static void silence_of_ten_days_lets_it_go(void **state) {
    (void)state;
    char *id = suspended_order(), *notice = notified(id), *item = entered("[\"another\"]", true);
    pass(9 * (int64_t)DAY_MS);
    done(PROV, AUTHOR, request_decide, release(id, item), CODE_WRONG_STEP, "10(2)");
    pass(2 * (int64_t)DAY_MS);
    done(PROV, AUTHOR, request_decide, release(id, item), CODE_OK, NULL);
    free(id), free(item), free(notice);
}

static void a_ground_stops_it_for_good(void **state) {
    (void)state;
    char *id = suspended_order(), *notice = notified(id), *item = entered("[\"a third\"]", true);
    done(ES, AUTHOR, request_decide,
         json_pack("{s:s,s:s,s:s,s:s}", "request", notice, "decision", "refuse", "ground", "immunity_or_press", "text", "a journalist"), CODE_OK, NULL);
    approve(ES, notice, CODE_OK);
    wait_some();
    pass(30 * (int64_t)DAY_MS);
    done(PROV, AUTHOR, request_decide, release(id, item), CODE_NO_BASIS, "art. 12");
    free(id), free(item), free(notice);
}

// Art. 10(4): in an emergency nothing is suspended; the enforcing authority has 96 hours, and may object to what is here already.
// An emergency order whose data are here already, and the notification of it, which has 96 hours.
struct objectable {
    char *id, *item, *notice;
    json_t *into;
    const char *ours;  // the item of our vault
};
static struct objectable here_already(const char *content) {
    json_t *v = values("content");
    json_object_update_new(v, json_pack("{s:s,s:s}", "deadline", "eight_hours", "emergency_kind", "threat_to_person"));
    struct objectable o = {.id = ordered("epoc", "prov", json_pack("{s:o}", "values", v), true), .item = entered(content, true)};
    o.notice = ordered("epoc_notice", "es", json_pack("{s:s}", "of", o.id), true);
    AUTO_JSON *at_es = shown(ES, o.notice);
    assert_string_equal(word(json_object_get(at_es, "clock"), "id"), "epoc_notified_urgent");
    done(PROV, AUTHOR, request_decide, release(o.id, o.item), CODE_OK, NULL);
    approve(PROV, o.id, CODE_OK);
    o.into = fetched(o.id, o.item);
    o.ours = word(o.into, "item");
    return o;
}
static void objected(const struct objectable *o) {
    done(ES, AUTHOR, request_decide,
         json_pack("{s:s,s:s,s:s,s:s}", "request", o->notice, "decision", "refuse", "ground", "rights_breach", "text", "no"), CODE_OK, NULL);
    approve(ES, o->notice, CODE_OK);
    wait_some();
}
static void objectable_free(struct objectable *o) { free(o->id), free(o->item), free(o->notice), json_decref(o->into); }

static json_t *item_shown(const char *item) { return did(BE, AUTHOR, evidence_show, json_pack("{s:s}", "item", item), CODE_OK, NULL); }
static void bundled(const char *item, enum code expected) {
    done(BE, AUTHOR, evidence_bundle, house_why(json_pack("{s:[s]}", "items", item)), expected, expected == CODE_OK ? NULL : "10(4)");
}
static void destroy_asked(const char *item, const char *ground, enum code expected) {
    done(BE, AUTHOR, destruction_asked, house_why(json_pack("{s:s,s:s}", "item", item, "ground", ground)), expected, NULL);
}
static void destroyed_by_two(const char *item) {
    done(BE, APPROVER, destruction_approved, json_pack("{s:s}", "item", item), CODE_OK, NULL);
    for (int i = 0; i < 5; i++) wait_some();
}
static void assert_state(const char *item, const char *state) {
    AUTO_JSON *there = item_shown(item);
    assert_string_equal(word(there, "state"), state);
}
static void assert_restricted(const char *item) {
    AUTO_JSON *there = item_shown(item);
    const json_t *line = json_object_get(there, "line"), *e;
    size_t i, n = 0;
    json_array_foreach(line, i, e) n += strcmp(word(json_object_get(e, "event"), "act"), "restricted") == 0;
    assert_int_equal(n, 1);
    bundled(item, CODE_NO_BASIS);
    done(BE, AUTHOR, timeline_shown, json_pack("{s:s}", "item", item), CODE_NO_BASIS, "10(4)");
    done(BE, AUTHOR, evidence_kept_on, house_why(json_pack("{s:s,s:s}", "item", item, "until", "2027-06-30")), CODE_NO_BASIS, "10(4)");
    bundled(item, CODE_NO_BASIS);  // not lifted by that
}

// Asked for a first part by a member whose node was taken over; the status that it got.
static int asked_for(int member, const char *id, const char *item) {
    AUTO_JSON *asked = json_pack("{s:s,s:s,s:i}", "request", id, "item", item, "from", 0);
    AUTO_TEXT bytes = text_with_ceiling(2000);
    text_json(&bytes, asked);
    h->stolen[member] = true;
    int status = house_send(h, member, PROV, "/m1/delivery", "delivery", text_seen(&bytes), NULL);
    h->stolen[member] = false;
    return status;
}

static void an_objection_to_data_that_are_here_keeps_them_from_use(void **state) {
    (void)state;
    struct objectable o = here_already("[\"tonight\"]");
    bundled(o.ours, CODE_OK);
    pass(95 * (int64_t)HOUR_MS);
    objected(&o);
    AUTO_JSON *after = shown(BE, o.id), *kept = item_shown(o.ours);
    assert_string_equal(word(json_object_get(after, "order"), "state"), "blocked");
    const json_t *line = json_object_get(kept, "line"), *last = json_object_get(json_array_get(line, json_array_size(line) - 1), "event");
    assert_string_equal(word(last, "act"), "restricted");
    assert_string_equal(word(last, "note"), "es objects: rights_breach");
    assert_restricted(o.ours);
    done(BE, AUTHOR, delivery_fetched, house_why(json_pack("{s:s,s:s}", "request", o.id, "item", o.item)), CODE_NO_BASIS, "10(4)");
    assert_int_equal(asked_for(BE, o.id, o.item), 403);  // nor does the provider hand over anything to a member that asks all the same
    destroy_asked(o.ours, "objected", CODE_OK);
    assert_restricted(o.ours);
    destroyed_by_two(o.ours);
    assert_state(o.ours, "destroyed");
    objectable_free(&o);
}

static json_t *opening_of(const char *item) {
    AUTO_JSON *there = item_shown(item);
    json_t *o = did(BE, AUTHOR, opening_asked,
                    house_why(json_pack("{s:s,s:s,s:s}", "item", item, "ground", "own", "purpose", "investigation")), CODE_OK, NULL);
    done(BE, AUTHOR, opening_tried,
         json_pack("{s:O,s:O}", "opening", json_object_get(o, "opening"), "sha256", json_object_get(there, "sha256")), CODE_OK, NULL);
    return o;
}
static char *came_out(const json_t *opening, const char *content) {
    AUTO_TEXT base64 = text_with_ceiling(4000);
    text_base64(&base64, content, strlen(content));
    AUTO_JSON *begun = did(BE, AUTHOR, evidence_begin, json_pack("{s:s}", "name", "clear.json"), CODE_OK, NULL);
    done(BE, AUTHOR, evidence_part, json_pack("{s:s,s:i,s:s}", "intake", word(begun, "intake"), "from", 0, "data", text_string(&base64)), CODE_OK, NULL);
    AUTO_JSON *ended = did(BE, AUTHOR, opening_ended,
                           json_pack("{s:O,s:i,s:s,s:s}", "opening", json_object_get(opening, "opening"), "try", 1, "outcome", "opened", "intake",
                                                                word(begun, "intake")), CODE_OK, NULL);
    return strdup(word(json_object_get(ended, "derived"), "item"));
}

// Whatever was asked before about its destruction, whatever came out of it, and whatever comes out of it later.
static void an_objection_holds_whatever_was_asked_or_opened(void **state) {
    (void)state;
    struct objectable o = here_already("[\"tomorrow\"]");
    destroy_asked(o.ours, "objected", CODE_BAD_ARGUMENT);  // nobody objects, and no officer says so in an authority's name
    bundled(o.ours, CODE_OK);
    AUTO_JSON *first = opening_of(o.ours), *second = NULL, *third = NULL;
    char *opened = came_out(first, "[\"clear\"]");
    third = opening_of(opened);
    char *within = came_out(third, "[\"clearer\"]");
    destroy_asked(o.ours, "retention_over", CODE_OK);
    second = opening_of(o.ours);
    bundled(within, CODE_OK);
    objected(&o);
    char *later = came_out(second, "[\"clear, and too late\"]");
    const char *all[] = {o.ours, opened, within, later};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) assert_restricted(all[i]);
    done(BE, AUTHOR, opening_asked, house_why(json_pack("{s:s,s:s,s:s}", "item", later, "ground", "own", "purpose", "investigation")), CODE_NO_BASIS, "10(4)");
    destroyed_by_two(o.ours);  // who asked before had asked
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) assert_state(all[i], "destroyed");
    free(opened), free(within), free(later);
    objectable_free(&o);
}

// Art. 4(5): eight hours to answer, and 48 for the validation, or it is withdrawn.
static char *emergency_order(void) {
    json_t *v = values("subscriber");
    json_object_update_new(v, json_pack("{s:s,s:b,s:s,s:s}", "authority_type", "other_authority", "unvalidated", 1, "deadline",
                                        "eight_hours", "emergency_kind", "threat_to_person"));
    char *id = ordered("epoc", "prov", json_pack("{s:o}", "values", v), true);
    AUTO_JSON *there = shown(PROV, id);
    assert_string_equal(word(json_object_get(there, "clock"), "id"), "epoc_urgent");
    struct instant due;
    assert_true(instant_read(json_view(there, "due_at"), &due));
    assert_true(due.ms > h->now.ms + 7 * (int64_t)HOUR_MS && due.ms <= h->now.ms + 8 * (int64_t)HOUR_MS);
    return id;
}

static void an_emergency_is_validated_within_48_hours(void **state) {
    (void)state;
    char *id = emergency_order();
    pass(47 * (int64_t)HOUR_MS);
    AUTO_JSON *r = shown(BE, id);
    AUTO_JSON *sign = json_pack("{s:s,s:O}", "id", id, "digest", json_object_get(json_object_get(json_object_get(r, "order"), "validation"), "digest"));
    done(BE, DEPUTY, order_validated, house_approval(h, BE, DEPUTY, sign), CODE_NOT_ALLOWED, "4(5)");
    done(BE, APPROVER, order_validated, house_approval(h, BE, APPROVER, sign), CODE_OK, NULL);
    pass(48 * (int64_t)HOUR_MS);
    AUTO_JSON *there = shown(PROV, id);
    assert_string_equal(word(json_object_get(there, "order"), "state"), "");
    done(BE, APPROVER, order_validated, house_approval(h, BE, APPROVER, sign), CODE_WRONG_STEP, NULL);
    free(id);
}

static void or_it_is_withdrawn(void **state) {
    (void)state;
    char *id = emergency_order(), *item = entered("[\"late\"]", true);
    AUTO_JSON *before = shown(BE, id);
    const json_t *validation = json_object_get(json_object_get(before, "order"), "validation");
    AUTO_JSON *sign = json_pack("{s:s,s:O}", "id", id, "digest", json_object_get(validation, "digest"));
    struct instant due;
    assert_true(instant_read(json_view(validation, "due_at"), &due));
    h->now = instant_after(due, SECOND_MS);  // too late by a second, and not swept yet
    done(BE, APPROVER, order_validated, house_approval(h, BE, APPROVER, sign), CODE_EXPIRED, "48 hours");
    pass(HOUR_MS);
    for (int i = 0; i < 25; i++) wait_some();  // the node looks once a minute
    AUTO_JSON *here = shown(BE, id);
    assert_string_equal(word(json_object_get(here, "order"), "state"), "withdrawn");
    AUTO_JSON *there = shown(PROV, id);
    assert_string_equal(word(json_object_get(there, "order"), "state"), "withdrawn");
    done(PROV, AUTHOR, request_decide, release(id, item), CODE_NO_BASIS, "withdrawn");
    free(id), free(item);
}

static void what_was_answered_meanwhile_goes_with_it(void **state) {
    (void)state;
    char *id = emergency_order(), *item = entered("[\"quick\"]", true);
    done(PROV, AUTHOR, request_decide, release(id, item), CODE_OK, NULL);
    approve(PROV, id, CODE_OK);
    AUTO_JSON *had = shown(BE, id);
    assert_string_equal(word(had, "step"), "released");
    AUTO_JSON *into = fetched(id, item);
    pass(49 * (int64_t)HOUR_MS);
    for (int i = 0; i < 25; i++) wait_some();
    AUTO_JSON *gone = shown(BE, id);
    assert_string_equal(word(gone, "step"), "recalled");
    assert_null(json_object_get(json_object_get(gone, "answer"), "delivery"));
    done(BE, AUTHOR, delivery_fetched, house_why(json_pack("{s:s,s:s}", "request", id, "item", item)), CODE_WRONG_STEP, NULL);
    AUTO_JSON *kept = did(BE, AUTHOR, evidence_show, json_pack("{s:O}", "item", json_object_get(into, "item")), CODE_OK, NULL);
    const json_t *line = json_object_get(kept, "line"), *last = json_object_get(json_array_get(line, json_array_size(line) - 1), "event");
    assert_string_equal(word(kept, "state"), "destroyed");  // what had been fetched of it goes too
    assert_string_equal(word(last, "act"), "destroyed");
    // The provider learns that it is erased, and why.
    AUTO_JSON *there = shown(PROV, id), *recalls = did(PROV, AUTHOR, recall_list, json_object(), CODE_OK, NULL);
    const json_t *recall = json_array_get(json_object_get(recalls, "recalls"), 0);
    assert_string_equal(word(there, "step"), "recalled");
    assert_string_equal(word(recall, "why"), "unvalidated");
    assert_true(json_view(recall, "erased_at").bytes > 0);
    free(id), free(item);
}

static void a_third_member_fetches_nothing(void **state) {
    (void)state;
    char *id = suspended_order();
    assert_int_equal(asked_for(ES, id, "x"), 404);
    free(id);
}

static void fetch_begun(const char *id, const char *item) {
    done(BE, AUTHOR, delivery_fetched, house_why(json_pack("{s:s,s:s,s:s}", "request", id, "item", item, "case", "FD.35.98.1/26")), CODE_OK, NULL);
}

// What is shown before it is decided changes nothing; who can't be reached, or is busy, has refused nothing and keeps nobody else waiting.
static void a_provider_that_is_away_or_busy_has_refused_nothing(void **state) {
    enum { FILES = 9 };  // one more than are fetched at a time
    (void)state;
    char *id = ordered("epoc", "prov", json_pack("{s:o}", "values", values("subscriber")), false), *items[FILES];
    json_t *files = json_array(), *decision = json_pack("{s:s,s:s,s:s,s:{s:o,s:i}}", "request", id, "decision", "release", "text",
                                                        "as ordered", "delivery", "files", files, "days", 45);
    for (int i = 0; i < FILES; i++) {
        char content[40];
        snprintf(content, sizeof content, "[\"file %d\"]", i);
        items[i] = entered(content, true);
        json_array_append_new(files, json_pack("{s:s}", "item", items[i]));
    }
    pass(60 * (int64_t)DAY_MS);  // of the ninety that they are kept
    AUTO_JSON *before = did(PROV, AUTHOR, evidence_show, json_pack("{s:s}", "item", items[0]), CODE_OK, NULL);
    assert_non_null(json_object_get(before, "term"));
    json_t *preview = json_deep_copy(decision);
    json_object_set_new(preview, "preview", json_true());
    done(PROV, AUTHOR, request_decide, preview, CODE_OK, NULL);
    AUTO_JSON *after = did(PROV, AUTHOR, evidence_show, json_pack("{s:s}", "item", items[0]), CODE_OK, NULL);
    assert_true(json_equal(json_object_get(before, "term"), json_object_get(after, "term")));
    done(PROV, AUTHOR, request_decide, decision, CODE_OK, NULL);
    approve(PROV, id, CODE_OK);
    h->silent[PROV] = true;
    for (int i = 0; i < FILES; i++) {
        fetch_begun(id, items[i]);
        wait_some();
    }
    h->silent[PROV] = false;
    wait_some();
    sim_disk_fail_syncs(their_disk, 1);  // 503, for the handing over can't be written down
    fetch_begun(id, items[0]);
    struct result failed = house_run(h, 3000);
    assert_int_equal(failed.code, CODE_DISK_FAILED);
    house_crash(h, PROV, false);
    wait_some();
    AUTO_JSON *r = shown(BE, id);
    assert_null(json_object_get(json_object_get(r, "order"), "fetched"));
    for (int i = 0; i < FILES; i++) {
        AUTO_JSON *into = fetched(id, items[i]);
        assert_true(json_view(into, "item").bytes > 0);
        free(items[i]);
    }
    free(id);
}

// Art. 11: preserved for 60 days; a question that nobody answers in five days frees the provider.
static void a_preservation_lasts_sixty_days_and_silence_frees(void **state) {
    (void)state;
    static const char *const not_there[] = {"deadline", "user_informed", "transfer_to", "certificate", "addressed_as"};  // Annex II asks none of them
    json_t *v = values("subscriber");
    for (size_t i = 0; i < sizeof not_there / sizeof *not_there; i++) json_object_del(v, not_there[i]);
    char *id = ordered("epoc_pr", "prov", json_pack("{s:o}", "values", v), false);
    done(PROV, AUTHOR, request_paused, json_pack("{s:s,s:s,s:s}", "request", id, "reason", "clarification", "text", "Which account?"), CODE_OK, NULL);
    wait_some();
    pass(7 * (int64_t)DAY_MS);
    AUTO_JSON *silent = shown(PROV, id);
    assert_true(json_flag(json_object_get(json_object_get(silent, "order"), "question"), "freed"));
    done(BE, AUTHOR, order_clarified, json_pack("{s:s,s:s}", "request", id, "text", "The one of May."), CODE_OK, NULL);
    wait_some();
    done(PROV, AUTHOR, request_decide, json_pack("{s:s,s:s,s:s}", "request", id, "decision", "release", "text", "preserved"), CODE_OK, NULL);
    approve(PROV, id, CODE_OK);
    AUTO_JSON *kept = shown(BE, id);
    struct instant until;
    assert_true(instant_read(json_view(json_object_get(kept, "answer"), "preserved_until"), &until));
    int64_t days = (until.ms - h->now.ms) / DAY_MS;
    assert_true(days == 59 || days == 60);
    free(id);
}

static void the_directory_has_the_fields_of_the_implementing_regulation(void **state) {
    (void)state;
    json_t *v = json_object();
    static const char *const words[] = {"central_authority", "provider_name", "provider_seat", "registration_number", "legal_form", "phone",
                                        "email", "addressee_name",
                                        "addressee_address", "addressee_phone", "addressee_email", "addressee_contact", "languages", "services",
                                        "instruments_covered", "territory", "representative", "post", "address", "representative_phone",
                                        "representative_email"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) json_object_set_new(v, words[i], json_string("x"));
    json_object_update_new(v, json_pack("{s:s,s:s,s:s}", "member_state", "be", "addressee_type", "legal_representative", "signed_on", "2026-08-18"));
    AUTO_JSON *p = json_pack("{s:s,s:O}", "provider", "prov", "values", v);
    done(BE, AUTHOR, provider_put, json_incref(p), CODE_OK, NULL);
    json_object_del(v, "legal_form");
    done(BE, AUTHOR, provider_put, json_incref(p), CODE_BAD_FIELD, "legal_form");
    json_decref(v);
    done(BE, AUTHOR, provider_put, json_pack("{s:s,s:{}}", "provider", "../x", "values"), CODE_BAD_ARGUMENT, NULL);
    // It counts when a second keeper has confirmed exactly what waits.
    AUTO_JSON *before = did(BE, AUTHOR, provider_list, json_object(), CODE_OK, NULL);
    const json_t *waits = json_object_get(json_array_get(json_object_get(before, "providers"), 0), "waits");
    assert_null(json_object_get(json_array_get(json_object_get(before, "providers"), 0), "values"));
    done(BE, AUTHOR, provider_confirmed, json_pack("{s:s,s:s}", "provider", "prov", "digest", word(waits, "digest")), CODE_SAME_PERSON, NULL);
    done(BE, DEPUTY, provider_confirmed, json_pack("{s:s,s:s}", "provider", "prov", "digest", "00"), CODE_CONFLICT, NULL);
    done(BE, DEPUTY, provider_confirmed, json_pack("{s:s,s:s}", "provider", "prov", "digest", word(waits, "digest")), CODE_OK, NULL);
    done(BE, DEPUTY, provider_confirmed, json_pack("{s:s,s:s}", "provider", "prov", "digest", word(waits, "digest")), CODE_NOT_FOUND, NULL);
    AUTO_JSON *list = did(BE, AUTHOR, provider_list, json_object(), CODE_OK, NULL);
    assert_int_equal(json_array_size(json_object_get(list, "providers")), 1);
    assert_null(json_object_get(json_array_get(json_object_get(list, "providers"), 0), "waits"));
    assert_string_equal(word(json_object_get(json_array_get(json_object_get(list, "providers"), 0), "values"), "legal_form"), "x");
    assert_true(json_flag(json_array_get(json_object_get(list, "providers"), 0), "connected"));
}

// Art. 28(2): by kind, data, addressee and situation; drafts are no orders; a preservation and the request that followed it.
static const json_t *figure(const json_t *counted, const char *kind, const char *data, bool emergency) {
    size_t i;
    const json_t *row;
    json_array_foreach(json_object_get(counted, "rows"), i, row)
        if (!strcmp(word(row, "side"), "issued") && !strcmp(word(row, "kind"), kind) && !strcmp(word(row, "data"), data) &&
            json_flag(row, "emergency") == emergency)
            return row;
    return NULL;
}
static void assert_each_has_one_outcome(const json_t *counted) {
    static const char *const outcomes[] = {"fulfilled", "fulfilled_in_part", "refused", "open", "ended"};
    size_t i;
    const json_t *row;
    json_array_foreach(json_object_get(counted, "rows"), i, row) {
        json_int_t sum = 0;
        for (size_t k = 0; k < sizeof outcomes / sizeof *outcomes; k++) sum += json_int(row, outcomes[k]);
        assert_int_equal(sum, json_int(row, "orders"));
    }
}
static void the_figures_of_article_28(void **state) {
    (void)state;
    AUTO_JSON *before = did(BE, AUTHOR, order_statistics, json_object(), CODE_OK, NULL);
    AUTO_JSON *made = did(BE, AUTHOR, request_create, draft("epoc", "prov", json_pack("{s:o}", "values", values("identification")), false), CODE_OK, NULL);
    AUTO_JSON *drafted = did(BE, AUTHOR, order_statistics, json_object(), CODE_OK, NULL);
    assert_int_equal(json_int(figure(before, "epoc", "identification", false), "orders"),
                     json_int(figure(drafted, "epoc", "identification", false), "orders"));
    approve(BE, word(made, "id"), CODE_OK);
    char *item = entered("[\"counted\"]", true);
    pass(2 * (int64_t)HOUR_MS);
    done(PROV, AUTHOR, request_decide, release(word(made, "id"), item), CODE_OK, NULL);
    approve(PROV, word(made, "id"), CODE_OK);
    AUTO_JSON *counted = did(BE, AUTHOR, order_statistics, json_object(), CODE_OK, NULL);
    const json_t *row = figure(counted, "epoc", "identification", false);
    assert_int_equal(json_int(row, "orders"), 1);
    assert_int_equal(json_int(row, "fulfilled"), 1);
    assert_string_equal(word(row, "member"), "prov");
    assert_true(json_int(row, "average_minutes") >= 120 && json_int(row, "average_minutes") < 125);
    // Of the tests before: withdrawn because nobody validated (i), refused by a ground (d).
    assert_int_equal(json_int(figure(counted, "epoc", "subscriber", true), "not_validated"), 2);
    // One of them never had an answer, and nobody waits for it; the other was answered before it was withdrawn.
    assert_int_equal(json_int(figure(counted, "epoc", "subscriber", true), "ended"), 1);
    assert_each_has_one_outcome(counted);
    assert_int_equal(json_int(json_object_get(figure(counted, "epoc_notice", "content", true), "grounds"), "rights_breach"), 2);
    assert_int_equal(json_array_size(json_object_get(counted, "not_known")), 2);
    free(item);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_draft_that_the_regulation_forbids_is_not_written),
        cmocka_unit_test(only_a_magistrate_signs),
        cmocka_unit_test(from_a_prosecutors_draft_to_a_court_bundle),
        cmocka_unit_test(content_waits_for_the_enforcing_authority),
        cmocka_unit_test(silence_of_ten_days_lets_it_go),
        cmocka_unit_test(a_ground_stops_it_for_good),
        cmocka_unit_test(an_objection_to_data_that_are_here_keeps_them_from_use),
        cmocka_unit_test(an_objection_holds_whatever_was_asked_or_opened),
        cmocka_unit_test(an_emergency_is_validated_within_48_hours),
        cmocka_unit_test(or_it_is_withdrawn),
        cmocka_unit_test(what_was_answered_meanwhile_goes_with_it),
        cmocka_unit_test(a_fetch_goes_on_after_a_restart), cmocka_unit_test(what_was_torn_begins_again),
        cmocka_unit_test(a_third_member_fetches_nothing),
        cmocka_unit_test(a_provider_that_is_away_or_busy_has_refused_nothing),
        cmocka_unit_test(a_preservation_lasts_sixty_days_and_silence_frees),
        cmocka_unit_test(the_figures_of_article_28),
        cmocka_unit_test(the_directory_has_the_fields_of_the_implementing_regulation),
    };
    return cmocka_run_group_tests_name("node_orders", tests, stand, fall);
}
