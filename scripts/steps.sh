# shellcheck shell=sh
# Runs the steps of a check one by one, and says at the end how long each took,
# what failed and what was left out. Read by other scripts with `.`.

took=""
failed=""
left_out=""

# step "What it is" COMMAND...
step() {
    name=$1
    shift
    printf '\n== %s\n' "$name"
    began=$(date +%s)
    "$@" || failed="$failed  $name
"
    took="$took  $(printf '%4ds' "$(($(date +%s) - began))")  $name
"
}

# beside STEPS... runs a function of steps while the steps that follow do; only one at a time.
beside() {
    beside_said=$(mktemp)
    beside_told=$(mktemp -d)
    (
        took="" failed="" left_out=""
        "$@"
        printf '%s' "$took" >"$beside_told/took"
        printf '%s' "$failed" >"$beside_told/failed"
        printf '%s' "$left_out" >"$beside_told/left_out"
    ) >"$beside_said" 2>&1 &
    beside_job=$!
}

# Waits for what runs beside, shows what it said and counts its steps as one's own.
join_beside() {
    [ -n "${beside_job:-}" ] || return 0
    wait "$beside_job" || failed="$failed  What ran beside
"
    printf '\n== Beside the steps above\n'
    cat "$beside_said"
    # What a file says ends without its line end where $(...) reads it.
    for said in took failed left_out; do
        if [ -s "$beside_told/$said" ]; then
            eval "$said=\"\$$said\$(cat "$beside_told/$said")
\""
        elif [ ! -e "$beside_told/$said" ]; then
            failed="$failed  What ran beside broke off
"
            break
        fi
    done
    rm -rf "$beside_said" "$beside_told"
    beside_job=""
}

# leave_out "What it is" "What is missing"
leave_out() {
    left_out="$left_out  $1: $2
"
}

# With CI=true nothing may be left out.
close_steps() {
    printf '\n== How long it took\n%s' "$took"
    [ -n "$left_out" ] && printf '\n== Left out\n%s' "$left_out"
    [ "${CI:-}" = true ] && [ -n "$left_out" ] && failed="$failed  Something was left out
"
    [ -n "$failed" ] && printf '\n== Failed\n%s' "$failed" && return 1
    printf '\n== All is well\n'
}
