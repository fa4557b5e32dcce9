#!/usr/bin/env bash
# A mill, a wholesaler and a shop, each with a peer of its own (one process each), and the bootstrap that admits them.
# Loads each company's files, asks the shop's peer one question about all of them, and stops everything.
# Needs Java 17 and Maven; uses free ports of this machine and a temporary directory.
set -euo pipefail

examples=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
bestpeer=$examples/../bestpeer
files=$examples/retail
work=$(mktemp -d)
network=retail
pids=()

stop_all() {
    local status=$?
    for pid in "${pids[@]}"; do
        kill "$pid" 2>/dev/null || true
    done
    for pid in "${pids[@]}"; do
        wait "$pid" 2>/dev/null || true
    done
    if [[ $status -ne 0 ]]; then
        tail -n 20 "$work"/*.log >&2 || true
    fi
    rm -rf "$work"
}
trap stop_all EXIT
trap 'exit 1' INT TERM

say() {
    echo "== $*" >&2
}

free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 12000))
        # Nobody answers, and this script did not give it away already.
        if [[ " ${taken:-} " != *" $port "* ]] && ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            taken="${taken:-} $port"
            free=$port
            return
        fi
    done
}

# wait_for FILE TEXT PID: until the text is in the file, as long as the process lives, a minute at most.
wait_for() {
    for _ in $(seq 1 240); do
        grep -qs "$2" "$1" && return
        kill -0 "$3" 2>/dev/null || break
        sleep 0.25
    done
    echo "no '$2' in $1" >&2
    return 1
}

# start NAME COMMAND...: in the background, output in NAME.log.
start() {
    local name=$1
    shift
    "$bestpeer" "$@" >"$work/$name.log" 2>&1 </dev/null &
    pids+=($!)
}

start_company() {
    local company=$1
    say "$company joins"
    "$bestpeer" company register $network "$company" --token-file "$work/$company.token" --data "$work/bootstrap"
    free_port
    local peer_port=$free
    free_port
    start "$company" peer --data "$work/$company" --bootstrap "127.0.0.1:$bootstrap_port" \
        --token-file "$work/$company.token" \
        --set "peer.listen=127.0.0.1:$peer_port" --set "peer.advertise=127.0.0.1:$peer_port" \
        --set "front.listen=127.0.0.1:$free"
    wait_for "$work/$company.log" jdbc:bestpeer:// "${pids[-1]}"
    for file in "$files/$company"/*.csv; do
        "$bestpeer" load "$(basename "$file" .csv)" "$file" --data "$work/$company"
    done
}

# Built once here, not by several processes at the same time.
"$bestpeer" --help >"$work/help.log"

say "the bootstrap starts, with one network and its schema"
free_port
bootstrap_port=$free
free_port
start bootstrap bootstrap --data "$work/bootstrap" --set "peer.listen=127.0.0.1:$bootstrap_port" \
    --set "peer.advertise=127.0.0.1:$bootstrap_port" --set "console.listen=127.0.0.1:$free"
for attempt in $(seq 1 30); do
    "$bestpeer" network list --data "$work/bootstrap" >/dev/null 2>&1 && break
    if [[ $attempt -eq 30 ]] || ! kill -0 "${pids[-1]}" 2>/dev/null; then
        echo "the bootstrap did not start" >&2
        exit 1
    fi
    sleep 1
done
"$bestpeer" network create $network --data "$work/bootstrap"
"$bestpeer" schema apply "$files/schema.sql" --network $network --data "$work/bootstrap"

for company in mill depot shop; do
    start_company $company
done

say "a user of the shop asks about everybody's products, stock and sales"
(
    umask 077
    head -c 18 /dev/urandom | base64 >"$work/password"
)
"$bestpeer" user create clerk --password-file "$work/password" --data "$work/shop"
url=$(grep -o 'jdbc:bestpeer://[^ ]*' "$work/shop.log" | head -n 1)
"$bestpeer" sql --url "$url" -u clerk --password-file "$work/password" \
    -f "$files/report.sql" --format csv | tee "$work/report.csv"

# Lines may end in CR LF, as RFC 4180 has it.
if ! diff <(tr -d '\r' <"$work/report.csv") "$files/expected.csv" >&2; then
    echo "the answer is not the expected one" >&2
    exit 1
fi
say "right; stopping everything"
