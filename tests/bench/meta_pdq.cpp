// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// meta_pdq.cpp — asks the indexes of facebook/ThreatExchange (pdq/cpp/index), for ./bench evidence --meta. The build does not know it: it is
// compiled by hand beside a checkout of theirs, outside the tree (docs/benchmarks.md has the command).
//   meta_pdq HASHES QUESTIONS DISTANCE    64 hexadecimal digits a line
// Prints a line a question with the numbers of the hashes that MIH256 found, then a line of JSON: milliseconds of processor time a question
// of MIH256, and of their flat search, which takes eight questions at a time and must find as many.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <pdq/cpp/index/flat.h>
#include <pdq/cpp/index/mih.h>

using facebook::pdq::hashing::Hash256;

static std::vector<Hash256> read(const char *path) {
    std::vector<Hash256> all;
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) all.push_back(Hash256::fromStringOrDie(line));
    return all;
}

static double cpu_ms() {
    timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

int main(int argc, char **argv) {
    if (argc != 4) return 64;
    const std::vector<Hash256> hashes = read(argv[1]), questions = read(argv[2]);
    const int distance = atoi(argv[3]);
    std::vector<std::vector<std::pair<Hash256, unsigned>>> found(questions.size());
    std::vector<std::pair<size_t, size_t>> found_flat;
    facebook::pdq::index::MIH256<unsigned> mih;
    size_t count = 0;
    for (size_t i = 0; i < hashes.size(); i++) mih.insert(hashes[i], i);
    double t = cpu_ms();
    for (size_t i = 0; i < questions.size(); i++) mih.queryAll(questions[i], distance, found[i]);
    const double multi = (cpu_ms() - t) / questions.size();
    t = cpu_ms();
    for (size_t i = 0; i + 8 <= questions.size(); i += 8) {
        std::array<Hash256, 8> eight;
        std::copy_n(&questions[i], 8, eight.begin());
        facebook::pdq::index::Flat(eight).queryAll(hashes.data(), hashes.size(), distance, found_flat);
    }
    const double flat = (cpu_ms() - t) / (questions.size() & ~size_t{7});
    for (const auto &one : found) {
        for (const auto &match : one) printf("%u ", match.second);
        putchar('\n');
        count += one.size();
    }
    printf("{\"multi_ms\":%.4f,\"flat_ms\":%.4f,\"found\":%zu,\"found_flat\":%zu}\n", multi, flat, count, found_flat.size());
}
