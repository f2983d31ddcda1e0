#include "link.h"
RESULT do_lists_audit(const struct sys *sys, const struct shell *s, struct error *err) { (void)sys,(void)s; return FAIL(err, INTERNAL, "not yet"); }
