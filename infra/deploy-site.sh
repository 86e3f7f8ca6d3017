#!/usr/bin/env bash
# Uploads a built site, told where its API is. The token for it is fetched and never printed.
# Usage: infra/deploy-site.sh RESOURCE_GROUP STATIC_WEB_APP DIST API_URL SIGNALR_URL
# NOTILOG_AUTHORITY, NOTILOG_CLIENT_ID and NOTILOG_SCOPE (infra/entra.sh prints them): people sign in there.
set -euo pipefail
set +x

[ $# -eq 5 ] || { echo "Usage: infra/deploy-site.sh RESOURCE_GROUP STATIC_WEB_APP DIST API_URL SIGNALR_URL" >&2 && exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
oidc=()
if [ -n "${NOTILOG_CLIENT_ID:-}" ]; then
  oidc=(--authority "${NOTILOG_AUTHORITY:?}" --client-id "$NOTILOG_CLIENT_ID" --scope "${NOTILOG_SCOPE:?}")
fi
node "$here/site-config.mjs" "$3" --api "$4" --signalr "$5" ${oidc[@]+"${oidc[@]}"}
SWA_CLI_DEPLOYMENT_TOKEN=$(az staticwebapp secrets list --resource-group "$1" --name "$2" --query properties.apiKey --output tsv)
export SWA_CLI_DEPLOYMENT_TOKEN
npx --yes @azure/static-web-apps-cli@2.0.10 deploy "$3" --env production
