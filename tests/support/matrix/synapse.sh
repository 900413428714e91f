# shellcheck shell=bash
# Functions for tests/run: real Matrix homeservers (Synapse), everything of theirs in memory or in a folder of the tests'.
#
#   start_synapse PYTHON FOLDER PORT [limited]   starts one in the background; `limited` keeps its usual limit on messages
#   await_synapse PYTHON FOLDER PORT             waits until it answers, at most a minute
#   stop_synapse FOLDER                          stops it at once

# What is in tests/support/matrix/people.rs too.
synapse_secret="only-for-tests"

# The usual limit on messages is 0.2 a second after a burst of 10. All other limits would only be in the tests' way.
synapse_config() {
    local folder=$1 port=$2 mode=${3:-} plenty="{per_second: 1000, burst_count: 1000}"
    cat <<YAML
server_name: localhost
public_baseurl: http://127.0.0.1:$port/
report_stats: false
listeners:
  - {port: $port, bind_addresses: [127.0.0.1], type: http, resources: [{names: [client]}]}
database: {name: sqlite3, args: {database: ":memory:"}}
media_store_path: $folder/media
log_config: $folder/log.yaml
signing_key: ed25519 a_test $(head -c 32 /dev/urandom | base64 | tr -d =)
macaroon_secret_key: $synapse_secret
form_secret: $synapse_secret
registration_shared_secret: $synapse_secret
trusted_key_servers: []
suppress_key_server_warning: true
bcrypt_rounds: 4
presence: {enabled: false}
push: {enabled: false}
user_directory: {enabled: false}
filter_timeline_limit: 1000
$([ "$mode" = limited ] || echo "rc_message: $plenty")
rc_login: {address: $plenty, account: $plenty, failed_attempts: $plenty}
rc_joins: {local: $plenty, remote: $plenty}
rc_invites: {per_room: $plenty, per_user: $plenty, per_issuer: $plenty}
rc_joins_per_room: $plenty
rc_registration: $plenty
rc_room_creation: $plenty
rc_media_create: $plenty
rc_key_requests: $plenty
rc_profile: $plenty
YAML
}

synapse_log_config() {
    cat <<YAML
version: 1
formatters: {plain: {format: "%(asctime)s %(levelname)s %(name)s %(message)s"}}
handlers: {file: {class: logging.FileHandler, filename: $1/log, formatter: plain}}
root: {level: WARNING, handlers: [file]}
disable_existing_loggers: false
YAML
}

start_synapse() {
    local python=$1 folder=$2 port=$3 mode=${4:-}
    mkdir -p "$folder/media"
    synapse_config "$folder" "$port" "$mode" >"$folder/homeserver.yaml"
    synapse_log_config "$folder" >"$folder/log.yaml"
    "$python" -m synapse.app.homeserver -c "$folder/homeserver.yaml" >"$folder/out" 2>&1 &
    echo $! >"$folder/pid"
    disown # or the shell has something to say about its end
}

await_synapse() {
    local python=$1 folder=$2 port=$3
    "$python" - "http://127.0.0.1:$port/_matrix/client/versions" "$(cat "$folder/pid")" <<'PYTHON' || { cat "$folder"/{out,log} >&2 || true; return 1; }
import os, sys, time, urllib.request
url, pid = sys.argv[1], int(sys.argv[2])
for _ in range(1200):
    try:
        urllib.request.urlopen(url, timeout=5)
        sys.exit()
    except OSError:
        if not os.path.exists(f"/proc/{pid}"):
            sys.exit("Synapse has ended")
        time.sleep(0.05)
sys.exit("Synapse did not answer within a minute")
PYTHON
}

stop_synapse() { [ ! -f "$1/pid" ] || kill -KILL "$(cat "$1/pid")" 2>/dev/null || true; }
