#!/bin/sh
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
# Simulated days, many of them, on every core:  soak.sh MALINES_SIM LAWS [FROM [TO]]   (default 1 10000)
# Stops at the first day that breaks a promise; its output says how to replay it.
set -eu
sim=$1 laws=$2 from=${3:-1} to=${4:-10000} portion=100
begins=$from
while [ "$begins" -le "$to" ]; do
    ends=$((begins + portion - 1))
    [ "$ends" -le "$to" ] || ends=$to
    echo "$begins..$ends"
    begins=$((ends + 1))
done | xargs -P "$(nproc)" -I {} sh -c '"$0" --laws "$1" --seeds {} || exit 255' "$sim" "$laws"
echo "seeds $from..$to: no promise broken"
