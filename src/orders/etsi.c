// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "orders/etsi.h"

#include "crypto/hash.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

enum { VALUE_BYTES_MAX = 2000, WORDS_BYTES_MAX = 60000, DOCUMENT_BYTES_MAX = 400 * 1024 };
#define MALINES_OWNER "Malines"

// ---- XML ----
static void text_xml(struct text *t, struct view v) {
    for (size_t i = 0; i < v.bytes; i++) {
        unsigned char c = (unsigned char)v.at[i];
        if (c == '&') text_put(t, "&amp;");
        else if (c == '<') text_put(t, "&lt;");
        else if (c == '>') text_put(t, "&gt;");
        else if (c == '"') text_put(t, "&quot;");
        else if (c < ' ' && c != '\n' && c != '\t') text_char(t, ' ');  // XML 1.0 has no such letter
        else text_char(t, (char)c);
    }
}

static void leaf(struct text *t, const char *name, struct view v) {
    if (!v.bytes) return;
    text_format(t, "<%s>", name);
    text_xml(t, v);
    text_format(t, "</%s>\n", name);
}

static void entry(struct text *t, const char *name, const char *owner, const char *dictionary, struct view value) {
    text_format(t, "<%s><common:Owner>%s</common:Owner><common:Name>%s</common:Name><common:Value>", name, owner, dictionary);
    text_xml(t, value);
    text_format(t, "</common:Value></%s>\n", name);
}

// TS 103 280: seconds and a zone, or microseconds.
static void time_put(struct text *t, const char *name, struct instant at, bool micro) {
    AUTO_TEXT z = text_with_ceiling(64);
    text_instant(&z, at);
    text_format(t, "<%s>%.19s%sZ</%s>\n", name, text_string(&z), micro ? ".000000" : "", name);
}

static void instant_put(struct text *t, const char *name, struct view said) {
    struct instant at;
    if (instant_read(said, &at)) time_put(t, name, at, false);
}

static void country_put(struct text *t, const char *name, struct view c) {
    if (c.bytes == 2) text_format(t, "<%s>%c%c</%s>\n", name, c.at[0] & ~32, c.at[1] & ~32, name);
    else text_format(t, "<%s>XX</%s>\n", name, name);  // as the examples have it where no State is named
}

// A UUID (RFC 9562, version 8) that the same order always has for the same part.
static void uuid_put(struct text *t, const struct etsi_order *o, const char *part, struct view more) {
    AUTO_TEXT words = text_with_ceiling(VALUE_BYTES_MAX + 200);
    text_format(&words, "malines/etsi/1\n%.*s\n%s\n", VIEW_ARGS(o->request), part);
    text_view(&words, more);
    struct digest d = sha256(text_seen(&words));
    d.bytes[6] = (unsigned char)((d.bytes[6] & 0x0F) | 0x80), d.bytes[8] = (unsigned char)((d.bytes[8] & 0x3F) | 0x80);
    for (size_t i = 0; i < 16; i++) text_format(t, "%s%02x", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", d.bytes[i]);
}

static struct view said(const struct etsi_order *o, const char *field) { return json_view(o->values, field); }

static bool is_mail(struct view v) { return v.bytes >= 3 && v.bytes <= 255 && memchr(v.at + 1, '@', v.bytes - 2); }

// ---- The head, and what every object has ----
static void header(struct text *t, const struct etsi_order *o) {
    AUTO_TEXT when = text_with_ceiling(64);
    text_instant(&when, o->at);
    text_put(t, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<HI1Message xmlns=\"http://uri.etsi.org/03120/common/2019/10/Core\""
                " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:common=\"http://uri.etsi.org/03120/common/2016/02/Common\""
                " xmlns:auth=\"http://uri.etsi.org/03120/common/2020/09/Authorisation\" xmlns:task=\"http://uri.etsi.org/03120/common/2020/09/Task\""
                " xmlns:doc=\"http://uri.etsi.org/03120/common/2020/09/Document\">\n<Header>\n<SenderIdentifier>");
    country_put(t, "CountryCode", said(o, "issuing_state"));
    leaf(t, "UniqueIdentifier", o->sender);
    text_put(t, "</SenderIdentifier>\n<ReceiverIdentifier>");
    country_put(t, "CountryCode", said(o, "enforcing_state"));
    leaf(t, "UniqueIdentifier", o->receiver);
    text_put(t, "</ReceiverIdentifier>\n<TransactionIdentifier>");
    uuid_put(t, o, "transaction", text_seen(&when));
    text_put(t, "</TransactionIdentifier>\n");
    time_put(t, "Timestamp", o->at, true);
    text_put(t, "<Version><ETSIVersion>" ETSI_HI1_VERSION "</ETSIVersion><NationalProfileOwner>" MALINES_OWNER "</NationalProfileOwner>"
                "<NationalProfileVersion>1</NationalProfileVersion></Version>\n</Header>\n<Payload><RequestPayload><ActionRequests>\n");
}

static void object_begin(struct text *t, size_t *number, const char *type) {
    text_format(t, "<ActionRequest><ActionIdentifier>%zu</ActionIdentifier><CREATE>\n<HI1Object xsi:type=\"%s\">\n<ObjectIdentifier>", (*number)++, type);
}

static void object_owner(struct text *t, const struct etsi_order *o, bool belongs) {
    text_put(t, "</ObjectIdentifier>\n");
    country_put(t, "CountryCode", said(o, "issuing_state"));
    leaf(t, "OwnerIdentifier", o->sender);
    if (belongs) text_format(t, "<AssociatedObjects><AssociatedObject>%.*s</AssociatedObject></AssociatedObjects>\n", VIEW_ARGS(o->request));
}

static void object_end(struct text *t) { text_put(t, "</HI1Object>\n</CREATE></ActionRequest>\n"); }

// ---- The authorisation ----
static void phone_put(struct text *t, struct view v) {
    AUTO_TEXT digits = text_with_ceiling(100);
    for (size_t i = 0; i < v.bytes; i++)
        if (v.at[i] >= '0' && v.at[i] <= '9') text_char(&digits, v.at[i]);
    if (digits.bytes >= 1 && digits.bytes <= 15) leaf(t, "common:ApproverPhoneNumber", text_seen(&digits));
}

static void approval(struct text *t, const struct etsi_order *o, bool validator) {
    struct view email = said(o, "email"), signed_on = said(o, "signed_on");
    text_put(t, "<auth:AuthorisationApprovalDetails>\n");
    leaf(t, "common:ApprovalType", validator ? VIEW("ValidatingAuthority") : VIEW("IssuingAuthority"));
    leaf(t, "common:ApprovalReference", said(o, validator ? "validating_file" : "issuing_file"));
    text_put(t, "<common:ApproverDetails>");
    leaf(t, "common:ApproverName", said(o, validator ? "validating_authority" : "authority_name"));
    leaf(t, "common:ApproverRole", said(o, validator ? "validator_type" : "authority_type"));
    if (!validator) {
        text_put(t, "<common:ApproverContactDetails>");
        leaf(t, "common:ApproverAlternateName", said(o, "representative"));
        if (is_mail(email)) leaf(t, "common:ApproverEmailAddress", email);
        phone_put(t, said(o, "phone"));
        text_put(t, "</common:ApproverContactDetails>");
    }
    text_put(t, "</common:ApproverDetails>\n");
    if (!validator && signed_on.bytes == 10) text_format(t, "<common:ApprovalTimestamp>%.*sT00:00:00Z</common:ApprovalTimestamp>\n", VIEW_ARGS(signed_on));
    if (!validator && json_flag(o->values, "unvalidated")) text_put(t, "<common:ApprovalIsEmergency>true</common:ApprovalIsEmergency>\n");
    text_put(t, "</auth:AuthorisationApprovalDetails>\n");
}

static void flags(struct text *t, const struct etsi_order *o) {
    text_put(t, "<auth:AuthorisationFlags>\n");
    if (said(o, "emergency_kind").bytes) entry(t, "auth:AuthorisationFlag", "ETSI", "AuthorisationFlag", VIEW("IsEmergency"));
    if (view_is(said(o, "user_informed"), "informed_later")) entry(t, "auth:AuthorisationFlag", "ETSI", "EPOCAuthorisationFlag", VIEW("DelayInformingUser"));
    if (said(o, "enforcing_state").bytes) entry(t, "auth:AuthorisationFlag", "ETSI", "EPOCAuthorisationFlag", VIEW("EnforcingAuthorityNotified"));
    text_put(t, "</auth:AuthorisationFlags>\n");
}

static void authorisation(struct text *t, const struct etsi_order *o, size_t *number) {
    object_begin(t, number, "auth:AuthorisationObject");
    text_view(t, o->request);
    object_owner(t, o, false);
    leaf(t, "auth:AuthorisationReference", said(o, "issuing_file"));
    entry(t, "auth:AuthorisationLegalType", "ETSI", "EPOCLegalType", view_is(o->form, "epoc") ? VIEW("EPOC") : VIEW("EPOC-PR"));
    if (said(o, "deadline").bytes) entry(t, "auth:AuthorisationPriority", MALINES_OWNER, "OrderDeadline", said(o, "deadline"));
    entry(t, "auth:AuthorisationDesiredStatus", "ETSI", "AuthorisationDesiredStatus", VIEW("SubmittedToCSP"));
    text_put(t, "<auth:AuthorisationCSPID><auth:CSPID>");
    country_put(t, "CountryCode", said(o, "enforcing_state"));
    leaf(t, "UniqueIdentifier", o->receiver);
    text_put(t, "</auth:CSPID></auth:AuthorisationCSPID>\n");
    time_put(t, "auth:AuthorisationCreationTimestamp", o->at, false);
    approval(t, o, false);
    if (said(o, "validator_type").bytes) approval(t, o, true);
    flags(t, o);
    leaf(t, "auth:AuthorisationManualInformation", said(o, "procedural_deadline"));
    if (said(o, "authority_name").bytes <= 255) leaf(t, "auth:AuthorisationLegalEntity", said(o, "authority_name"));
    object_end(t);
}

// ---- The tasks ----
static bool is_ip(struct view v, int family) {
    unsigned char room[16];
    char text[64];
    if (v.bytes >= sizeof text) return false;
    snprintf(text, sizeof text, "%.*s", VIEW_ARGS(v));
    return inet_pton(family, text, room) == 1;
}

static bool all_of(struct view v, const char *letters, size_t least, size_t most) {
    for (size_t i = 0; i < v.bytes; i++)
        if (!strchr(letters, v.at[i])) return false;
    return v.bytes >= least && v.bytes <= most;
}

// The format of TS 103 280 that a value has; without one it is a text of ours.
static const char *format_of(const char *field, struct view *v) {
    if (strcmp(field, "ident_ip") == 0) return is_ip(*v, AF_INET) ? "IPv4Address" : is_ip(*v, AF_INET6) ? "IPv6Address" : NULL;
    if (strcmp(field, "ident_email") == 0) return is_mail(*v) ? "EmailAddress" : NULL;
    if (strcmp(field, "ident_mac") == 0) return all_of(*v, "0123456789abcdef:", 17, 17) ? "MACAddress" : NULL;
    if (strcmp(field, "ident_imei") == 0) return all_of(*v, "0123456789", 14, 14) ? "IMEI" : all_of(*v, "0123456789", 15, 15) ? "IMEICheckDigit" : NULL;
    if (strcmp(field, "ident_phone") != 0 || !view_starts(*v, "+")) return NULL;
    struct view digits = {v->at + 1, v->bytes - 1};
    if (!all_of(digits, "0123456789", 1, 15)) return NULL;
    *v = digits;
    return "InternationalE164";
}

static struct view request_type(struct view category) {
    if (view_is(category, "subscriber")) return VIEW("SubscriberData");
    if (view_is(category, "identification")) return VIEW("UserIdentifyingData");
    return view_is(category, "traffic") ? VIEW("TrafficData") : VIEW("StoredContentData");
}

static void subtypes(struct text *t, const struct etsi_order *o) {
    static const char *const ticked[] = {"data_subscriber", "data_identification", "data_traffic", "data_content"};
    size_t k, all = 0;
    const json_t *word;
    for (size_t i = 0; i < 4; i++) all += json_array_size(json_object_get(o->values, ticked[i]));
    if (!all) return;
    text_put(t, "<task:Subtype>\n");
    for (size_t i = 0; i < 4; i++)
        json_array_foreach(json_object_get(o->values, ticked[i]), k, word)
            if (json_is_string(word)) entry(t, "task:RequestSubtype", MALINES_OWNER, "OrderData", view_of(json_string_value(word)));
    text_put(t, "</task:Subtype>\n");
}

static void request_details(struct text *t, const struct etsi_order *o, const char *field, struct view value) {
    struct view shown = value;
    const char *format = format_of(field, &shown);
    struct view category = said(o, "data_category");
    text_put(t, "<task:RequestDetails>\n");
    entry(t, "task:Type", category.bytes ? "ETSI" : MALINES_OWNER, category.bytes ? "RequestType" : "OrderData",
          category.bytes ? request_type(category) : VIEW("any"));
    instant_put(t, "task:StartTime", said(o, "range_from"));
    instant_put(t, "task:EndTime", said(o, "range_to"));
    text_format(t, "<task:RequestValues><task:RequestValue><task:FormatType><task:FormatOwner>%s</task:FormatOwner>"
                   "<task:FormatName>%s</task:FormatName></task:FormatType>",
                format ? "ETSI" : MALINES_OWNER, format ? format : field);
    leaf(t, "task:Value", shown);
    text_put(t, "</task:RequestValue></task:RequestValues>\n");
    subtypes(t, o);
    text_put(t, "</task:RequestDetails>\n");
}

static void task(struct text *t, const struct etsi_order *o, size_t *number, const char *field, struct view value) {
    object_begin(t, number, "task:LDTaskObject");
    uuid_put(t, o, field, value);
    object_owner(t, o, true);
    text_put(t, "<task:Reference>");
    struct view state = said(o, "issuing_state");
    text_format(t, "%c%c-%.*s-", state.bytes == 2 ? state.at[0] & ~32 : 'X', state.bytes == 2 ? state.at[1] & ~32 : 'X', VIEW_ARGS(o->sender));
    uuid_put(t, o, field, value);
    text_put(t, "</task:Reference>\n");
    entry(t, "task:DesiredStatus", "ETSI", "LDTaskDesiredStatus", VIEW("AwaitingDisclosure"));
    request_details(t, o, field, value);
    text_put(t, "<task:DeliveryDetails><task:LDDeliveryDestination>");
    bool to_validator = view_is(said(o, "transfer_to"), "to_validating"), other = view_is(said(o, "transfer_to"), "to_other");
    entry(t, "task:LDDeliveryProfile", "ETSI", "EPOCDeliveryProfile",
          other ? VIEW("OtherCompetentAuthority") : to_validator ? VIEW("ValidatingAuthority") : VIEW("IssuingAuthority"));
    text_put(t, "</task:LDDeliveryDestination></task:DeliveryDetails>\n");
    object_end(t);
}

// Each line of an identifier's field is one; a service alone is asked about by its user.
static size_t tasks(struct text *t, const struct etsi_order *o, size_t *number) {
    static const char *const fields[] = {"ident_ip", "ident_phone", "ident_email", "ident_imei", "ident_mac", "ident_user", "ident_other"};
    size_t made = 0;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        for (struct view rest = said(o, fields[i]); rest.bytes;) {
            struct view one = view_trim(view_cut(rest, '\n', &rest));
            if (!one.bytes) continue;
            task(t, o, number, fields[i], one);
            made++;
        }
    return made;
}

// ---- The order itself ----
static RESULT document(struct text *t, const struct etsi_order *o, size_t *number, struct error *err) {
    AUTO_TEXT json = text_with_ceiling(DOCUMENT_BYTES_MAX), hex = text_with_ceiling(100);
    if (!o->pdf.bytes) text_json(&json, o->values);
    struct view body = o->pdf.bytes ? o->pdf : text_seen(&json);
    struct digest d = sha256(body);
    if (!text_ok(&json)) return FAIL(err, TOO_BIG, "the order's values");
    text_digest(&hex, &d);
    object_begin(t, number, "doc:DocumentObject");
    uuid_put(t, o, "document", VIEW(""));
    object_owner(t, o, true);
    leaf(t, "doc:DocumentReference", o->request);
    leaf(t, "doc:DocumentName", view_is(o->form, "epoc") ? VIEW("EPOC, Annex I") : VIEW("EPOC-PR, Annex II"));
    text_put(t, "<doc:DocumentBody><doc:Contents>");
    text_base64(t, body.at, body.bytes);
    text_put(t, "</doc:Contents>");
    leaf(t, "doc:ContentType", o->pdf.bytes ? VIEW("application/pdf") : VIEW("application/json"));
    leaf(t, "doc:Checksum", text_seen(&hex));
    leaf(t, "doc:ChecksumType", VIEW("SHA-256"));
    text_put(t, "</doc:DocumentBody>\n");
    object_end(t);
    return DONE;
}

RESULT text_etsi_order(struct text *out, const struct etsi_order *o, struct error *err) {
    size_t number = 0;
    if (!view_is(o->form, "epoc") && !view_is(o->form, "epoc_pr")) return FAIL(err, BAD_ARGUMENT, "only orders of Regulation (EU) 2023/1543 have this form");
    header(out, o);
    authorisation(out, o, &number);
    if (!tasks(out, o, &number)) return FAIL(err, BAD_FIELD, "section E: no account, number or address is named");
    TRY(document(out, o, &number, err));
    text_put(out, "</ActionRequests></RequestPayload></Payload>\n</HI1Message>\n");
    return text_ok(out) ? DONE : FAIL(err, TOO_BIG, "the message");
}
