# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
# How many pairs of profiles the comparing loops of two CRAN packages look at in a second of processor time, on one core.
# Usage: Rscript dna_peers.R LIBRARY TABLE   (TABLE: a row a profile, two columns of numbers a locus; installed outside the tree)
args <- commandArgs(trailingOnly = TRUE)
.libPaths(c(args[1], .libPaths()))
table <- read.csv(args[2], header = TRUE)
n <- nrow(table)
loci <- ncol(table) / 2
pairs <- n * (n - 1) / 2
rate <- function(what, run) {
  took <- system.time(found <- run())
  cat(sprintf('{"peer":"%s","pairs":%.0f,"cpu_s":%.3f,"full":%.0f}\n', what, pairs, took[["user.self"]] + took[["sys.self"]], found))
}
if (requireNamespace('DNAprofiles', quietly = TRUE)) {
  flat <- as.integer(as.vector(t(as.matrix(table)) * 10))
  loop <- getFromNamespace('Zdbcomparepairwise', 'DNAprofiles')
  rate('DNAprofiles', function() loop(flat, loci, FALSE)[loci + 1, 1])
}
if (requireNamespace('DNAtools', quietly = TRUE)) {
  small <- table[seq_len(min(n, 3000)), ]
  pairs <- nrow(small) * (nrow(small) - 1) / 2
  rate('DNAtools', function() DNAtools::dbCompare(small, hit = loci, trace = FALSE, threads = 1)$m[loci + 1, 1])
}
