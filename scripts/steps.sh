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

# beside "What it is" COMMAND... runs while the steps that follow do; only one at a time.
beside() {
    beside_name=$1
    shift
    beside_said=$(mktemp)
    beside_began=$(date +%s)
    "$@" >"$beside_said" 2>&1 &
    beside_job=$!
}

# Waits for what runs beside and shows what it said.
join_beside() {
    [ -n "${beside_job:-}" ] || return 0
    wait "$beside_job" || failed="$failed  $beside_name
"
    printf '\n== %s (beside the steps above)\n' "$beside_name"
    cat "$beside_said"
    rm -f "$beside_said"
    took="$took  $(printf '%4ds' "$(($(date +%s) - beside_began))")  $beside_name, beside others
"
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
