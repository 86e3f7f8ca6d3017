#!/usr/bin/env bash
# Sees that a deployment answers: the app is healthy, refuses strangers, and lets the site call it.
# Usage: infra/smoke.sh API_URL SITE_URL
set -euo pipefail

api=${1:?Usage: infra/smoke.sh API_URL SITE_URL}
site=${2:?Usage: infra/smoke.sh API_URL SITE_URL}
attempts=${NOTILOG_ATTEMPTS:-20}

# Tries until the command holds, since a new app starts for a while.
until_true() {
  local what=$1 attempt
  shift
  for attempt in $(seq 1 "$attempts"); do
    if "$@"; then
      echo "ok: $what"
      return
    fi
    [ "$attempt" -eq "$attempts" ] || sleep "${NOTILOG_PAUSE:-15}"
  done
  echo "NOT SO: $what" >&2
  return 1
}

status() { curl --silent --output /dev/null --max-time 60 --write-out '%{http_code}' "$@" || true; }
healthy() { curl --silent --fail --max-time 60 "$api/api/health" | grep -q '"healthy"'; }
refuses() { [ "$(status "$api/api/v1/events")" = 401 ]; }
serves() { [ "$(status "$site/")" = 200 ]; }
admits_the_site() {
  curl --silent --output /dev/null --max-time 60 --dump-header - --request OPTIONS --header "Origin: $site" \
    --header 'Access-Control-Request-Method: GET' --header 'Access-Control-Request-Headers: authorization' "$api/api/v1/events" |
    grep -qi "^access-control-allow-origin: $site"
}

until_true "$api/api/health is healthy" healthy
until_true "$api/api/v1/events refuses strangers" refuses
until_true "$site serves the site" serves
until_true "the site may call the API" admits_the_site
