#!/bin/sh
# Send one exchange document to Meeting Desk, signed with the agency's key.
#
#   send-document.sh new-key key.pem                      make a key; tells the public half and its 20 digits
#   send-document.sh send KEY-ID key.pem ADDRESS file     send a document and print the answer
#   send-document.sh ask KEY-ID key.pem ADDRESS reference ask what became of it
#
# Needs openssl 3 and curl. ADDRESS is the public address of the service, like https://desk.example.org
set -eu
umask 077

new_key() {
    openssl genpkey -algorithm ed25519 -out "$1"
    openssl pkey -in "$1" -pubout
    # The raw 32 bytes are the last of the DER form.
    digest=$({ printf 'marac-agency-key/1'; openssl pkey -in "$1" -pubout -outform DER | tail -c 32; } |
        openssl dgst -sha256 -r | cut -c 1-64 | tr a-f A-F)
    # The number modulo 10^20, which is 56BC75E2D63100000 in hexadecimal.
    digits=$(echo "ibase=16; $digest % 56BC75E2D63100000" | bc)
    echo "Read these digits out when you are rung:" \
        "$(printf '%20s' "$digits" | tr ' ' 0 | sed 's/...../& /g')"
}

# sign METHOD TARGET [LINE...]: writes the headers for curl. A LINE is `name: value` of a header to be covered.
sign() {
    method=$1 target=$2
    shift 2
    fields='"@method" "@target-uri"'
    base=$(printf '"@method": %s\n"@target-uri": %s' "$method" "$target")
    for line in "$@"; do
        fields="$fields \"${line%%: *}\""
        base=$(printf '%s\n"%s": %s' "$base" "${line%%: *}" "${line#*: }")
        echo "$line"
    done
    told="($fields);created=$(date +%s);keyid=\"$key_id\";nonce=\"$(openssl rand -hex 12)\""
    told="$told;alg=\"ed25519\";tag=\"marac-api-1\""
    printf '%s\n"@signature-params": %s' "$base" "$told" >"$work/base"
    echo "Signature-Input: sig=$told"
    echo "Signature: sig=:$(openssl pkeyutl -sign -rawin -inkey "$key" -in "$work/base" | openssl base64 -A):"
}

case ${1:-} in
new-key)
    new_key "$2"
    exit
    ;;
send | ask) ;;
*)
    sed -n '2,8s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac

key_id=$2 key=$3 address=${4%/} what=$5
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
if [ "$1" = send ]; then
    target=$address/api/v1/documents
    digest=$(openssl dgst -sha256 -binary "$what" | openssl base64 -A)
    sign POST "$target" "content-digest: sha-256=:$digest:" "content-type: application/json" >"$work/headers"
    curl --silent --show-error --header @"$work/headers" --data-binary @"$what" "$target"
else
    target=$address/api/v1/documents/$what
    sign GET "$target" >"$work/headers"
    curl --silent --show-error --header @"$work/headers" "$target"
fi
