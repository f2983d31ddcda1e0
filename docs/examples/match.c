/* SPDX-FileCopyrightText: The Malines authors
 * SPDX-License-Identifier: EUPL-1.2
 *
 * match.c - compare two names, read a telephone number, search an index.
 *   cc match.c $(pkg-config --cflags --libs libmalines) -o match && ./match */
#include <malines.h>
#include <stdio.h>

static void show(const char *what, int status, char *answer) {
    printf("%s (%d): %s\n", what, status, answer ? answer : "");
    malines_free(answer);
}

int main(void) {
    char *answer;
    int status = malines_pair("Salim Abdeslam", "عبد السلام سليم", &answer);
    show("pair", status, answer);

    status = malines_identifier("phone", "0470/12.34.56", "be", &answer);
    show("identifier", status, answer);

    malines_index *index = malines_index_new();
    if (!index) return 1;
    malines_index_put(index, 7, "{\"kind\":\"person\",\"names\":[{\"text\":\"Karim Abdesselami\"}],\"births\":[\"1990-05-04\"]}", NULL);
    malines_index_put(index, 8, "Mona Lahlou", NULL);
    status = malines_index_search(index, "كريم عبد السلامي", 0.2, 10, &answer);
    show("search", status, answer);
    malines_index_free(index);

    status = malines_pair("{\"kind\":\"cat\"}", "x", &answer); /* how a failure looks */
    show("failure", status, answer);
    return 0;
}
