#!/bin/sh
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
# Simulated days, many of them, one process a core:  soak.sh MALINES_SIM LAWS [FROM [TO]]   (default 1 10000)
# A line a portion says how far it is. A day that breaks a promise ends its portion, not the others; the last line says how
# many days were played, how many broke a promise, and how to replay the first of them. Ends with 1 when one did.
set -eu
sim=$1 laws=$2 from=${3:-1} to=${4:-10000} portion=50
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for file in played broken fell; do : > "$folder/$file"; done
export sim laws folder to from
play() {
    seed=$1
    while [ "$seed" -le "$2" ]; do  # a portion goes on behind a day that broke a promise
        if "$sim" --laws "$laws" --seeds "$seed..$2" > "$folder/$1.out" 2>&1; then break; fi
        broke=$(sed -n 's/^seed \([0-9]*\): BROKEN.*/\1/p' "$folder/$1.out" | tail -1)
        cat "$folder/$1.out" >&2
        [ -n "$broke" ] || { echo "days $seed..$2 ended without a verdict" | tee -a "$folder/fell" >&2; return 0; }
        echo "$broke" >> "$folder/broken"
        seed=$((broke + 1))
    done
    echo "$(($2 - $1 + 1))" >> "$folder/played"
    awk -v all=$((to - from + 1)) '{ n += $1 } END { printf "%d of %d days (%.1f %%)\n", n, all, 100 * n / all }' "$folder/played"
}
begins=$from
jobs=0
portions() {
    while [ "$begins" -le "$to" ]; do
        ends=$((begins + portion - 1))
        [ "$ends" -le "$to" ] || ends=$to
        echo "$begins $ends"
        begins=$((ends + 1))
    done
}
# Each worker takes every n-th portion.
cores=$(nproc)
while [ "$jobs" -lt "$cores" ]; do
    portions | awk -v n="$cores" -v k="$jobs" 'NR % n == k' | while read -r a b; do play "$a" "$b"; done &
    jobs=$((jobs + 1))
done
wait
played=$(awk '{ n += $1 } END { print n + 0 }' "$folder/played")
broken=$(wc -l < "$folder/broken")
fell=$(wc -l < "$folder/fell")
if [ "$broken" = 0 ] && [ "$fell" = 0 ]; then
    echo "seeds $from..$to: $played played, 0 broken (replay any: $sim SEED --laws $laws --verbose)"
    exit 0
fi
first=$(sort -n "$folder/broken" | head -1)
echo "seeds $from..$to: $played played, $broken broken, $fell portions ended without a verdict${first:+; replay: $sim $first --laws $laws --verbose}"
exit 1
