/* SPDX-FileCopyrightText: The Malines authors
 * SPDX-License-Identifier: EUPL-1.2
 *
 * malines.h - the match engine, the reader of identifiers and the parts of a sealed check, for other people's programs
 * (libmalines).
 *
 * Texts are UTF-8 and end with NUL. A subject is a name ("Karim Exemple") or, when it begins with "{", JSON:
 *   {"kind":"person", "names":[{"text":"Karim Exemple"}], "births":["1989-09-15"], "sex":"m", "nationalities":["be"],
 *    "documents":[{"type":"passport","country":"be","number":"EH123456"}],
 *    "identifiers":[{"type":"phone","country":"be","value":"0470/12.34.56"}], "birth_places":[...], "addresses":[...]}
 * kind: person, organisation, vessel, vehicle, document, object. Dates: 1989, 1989-09, 1989-09-15, 1985/1989, ~1989.
 * Countries: two lower-case letters of ISO 3166-1. A name of at most 2000 bytes. Anything else is MALINES_BAD_INPUT or MALINES_TOO_BIG.
 *
 * Every function that takes `char **answer` gives MALINES_OK or another status and writes a text that the caller frees with
 * malines_free(): the answer, or {"error":{"code","cause","next","detail"}}. `answer` may be NULL. A subject, text or index that is NULL
 * is MALINES_BAD_INPUT. Details never repeat a
 * name or a number. Nothing is read from disk, nothing is sent, no state is shared between calls but an index's own.
 *
 * Within one major version of the shared object these functions keep their signatures and the members of the JSON stay;
 * members may be added. */
#ifndef MALINES_H
#define MALINES_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define MALINES_API __attribute__((visibility("default")))
#else
#define MALINES_API
#endif

enum malines_status {
    MALINES_OK = 0,
    MALINES_BAD_INPUT = 1, /* a text or JSON that can't be read; the error says why */
    MALINES_TOO_BIG = 2,   /* over a ceiling */
    MALINES_NOTHING = 3,   /* a subject without name, document or identifier: nothing to compare by */
    MALINES_FAILED = 4,    /* anything else */
    MALINES_BAD_PROOF = 5  /* the answer was not computed with the key behind `open`, or not for these points: it says nothing */
};

MALINES_API const char *malines_version(void);
MALINES_API void malines_free(char *text); /* NULL is allowed */

/* Are they the same? {"score":0.97,"bits":14.2,"evidence":[{"field":"name","grade":"same_script","bits":14.2,"asked":"...",
 * "found":"...","words":[{"asked","found","how","bits"}]}, ...]}. Symmetric. Score: 0 to 1; 0.5 is the house's threshold.
 * Bits: evidence for (positive) or against.
 * field: name, birth, sex, nationality, birth_place, paper, identifier.
 * grade: same; same_script (the same name in another script or romanisation); similar (a spelling or a typing error away); partial (some words only, an
 *   initial, a year without its day); swapped (day and month exchanged; of a name, father and son); near (dates that nearly touch, a number one character
 *   off); shared (a number that many have); different (speaks against). A field that one side does not say is left out.
 * how two words met: same, same_script, similar, joined (Ben Ali, Benali), initial, acronym, unmatched ("asked" or "found" is then empty).
 * "asked" is of subject_a, "found" of subject_b; a birth of a year from 1260 to 1460 stands there as the Gregorian days it may mean. */
MALINES_API int malines_pair(const char *subject_a, const char *subject_b, char **answer);

/* A number or address in canonical form. `type`: phone, email, iban, account, bic, lei, imei, imsi, iccid, mac, plate, vin,
 * imo, mmsi, passport, id, national, registration, mrz, ip, domain, username, crypto, url; NULL or anything else: it is guessed.
 * `country`: two letters, where it was said or what issued it; NULL: not known. {"type","text","validity":"valid|invalid|
 * unchecked","reason":"CHECK_HOLDS","country":"be","loose":"...","born":"1985-07-30","sex":"m"}; the last four only where
 * known. An invalid identifier is MALINES_OK too: it has been read. */
MALINES_API int malines_identifier(const char *type, const char *text, const char *country, char **answer);

/* How near two canonical texts are: "same", "look_alike" (O0 I1 B8 S5 Z2), "swapped", "one_off" or "far". Static text. Of fewer than
 * six characters: "same" or "far". */
MALINES_API const char *malines_identifier_near(const char *a, const char *b);

/* An index in memory. Searches run on any number of threads while one thread puts and drops. */
typedef struct malines_index malines_index;
MALINES_API malines_index *malines_index_new(void);
MALINES_API void malines_index_free(malines_index *index); /* NULL is allowed; nobody may be searching */
/* Put or replace what is under `key`, 0 to 2^63 - 1; found by the next search. MALINES_NOTHING when there is nothing to find it by. */
MALINES_API int malines_index_put(malines_index *index, uint64_t key, const char *subject, char **answer);
MALINES_API void malines_index_drop(malines_index *index, uint64_t key);
MALINES_API size_t malines_index_count(const malines_index *index);
/* Beyond some hundred thousand entries: call now and then from another thread. 1: there may be more to do. */
MALINES_API int malines_index_tend(malines_index *index);
/* {"candidates":[{"key":7,"score","bits","evidence"}, ...]}, best first: at most `limit` (1 to 1000), none below `floor`. */
MALINES_API int malines_index_search(const malines_index *index, const char *subject, double floor, size_t limit, char **answer);
/* A first look, for crowds with full dates of birth of whom hardly anybody is in the index: the search's answer where somebody born on that day,
 * on the day with day and month exchanged, or a year off, and with a word that sounds alike, reaches the floor; else no candidate. So no candidate
 * does NOT mean "not there": who stands in the index with another date or none is found by malines_index_search alone. */
MALINES_API int malines_index_look(const malines_index *index, const char *subject, double floor, size_t limit, char **answer);

/* Who is near by composite keys alone (a word under the same consonants, and the day of birth or one often written for it), for who compares by
 * other means: nearest first, "evidence" empty; a namesake by accident is told as well. A floor of 0.007 is usual.
 * MALINES_NOTHING without a name or a full date of birth of a person. */
MALINES_API int malines_index_near(const malines_index *index, const char *subject, double floor, size_t limit, char **answer);

/* ---- Sealed checks: docs/protocol-sealed.md has the protocol. Points, scalars and keys are 32 bytes as in RFC 9497, mode
 * VOPRF, suite ristretto255-SHA512; these functions give a status and no text. */

/* What a subject is asked for by, or found by when `owner` is not 0: {"version":"ml9","keys":[{"type","value","input","kind"}],
 * "left_out":0}, at most twenty; "input" is what the function is computed over in the class `purpose_class`. */
MALINES_API int malines_sealed_keys(const char *subject, int owner, const char *purpose_class, char **answer);

/* DeriveKeyPair: the same 32 bytes and `info` give the same key. */
MALINES_API int malines_sealed_key(const uint8_t seed[32], const char *info, uint8_t secret[32], uint8_t open[32]);
/* Input number `n` of a question whose blinds come from `seed`: 32 fresh random bytes for each question. */
MALINES_API int malines_sealed_blind(const uint8_t seed[32], uint32_t n, const char *input, uint8_t blinded[32]);
/* The owner: `count` points in a row, at most 65,535; MALINES_BAD_INPUT when one is no point or the identity. */
MALINES_API int malines_sealed_evaluate(const uint8_t secret[32], const uint8_t open[32], const uint8_t *blinded, size_t count,
                                        uint8_t *evaluated, uint8_t proof[64]);
/* The asker: checks the proof, takes the blinds off, and gives for each input the value to look for in the owner's filter. */
MALINES_API int malines_sealed_finish(const uint8_t seed[32], const char *const *inputs, size_t count, const uint8_t open[32],
                                      const uint8_t *blinded, const uint8_t *evaluated, const uint8_t proof[64], uint64_t *values);
/* The owner: the value that goes into its filter for an input. */
MALINES_API int malines_sealed_value(const uint8_t secret[32], const uint8_t open[32], const char *input, uint64_t *value);

/* A filter of values: the container is given in `bytes` bytes, to be freed with malines_free(). The same values and seed give
 * the same container. Fill it up yourself to a size class before: its size tells how many values there are. */
MALINES_API int malines_filter_build(const uint64_t *values, size_t count, uint64_t seed, char **container, size_t *bytes);
typedef struct malines_filter malines_filter;
MALINES_API malines_filter *malines_filter_open(const char *container, size_t bytes); /* NULL: not a whole and true container */
MALINES_API int malines_filter_may_hold(const malines_filter *filter, uint64_t value); /* 0: no; 1: yes, or by chance one in 65,536 */
MALINES_API void malines_filter_free(malines_filter *filter); /* NULL is allowed */

#ifdef __cplusplus
}
#endif

#endif
