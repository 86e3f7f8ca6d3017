#!/usr/bin/env bash
# Tells SignalR Service to report to the function app, with the key that the app's first start with the code has made.
# Usage: infra/signalr-upstream.sh RESOURCE_GROUP [ENVIRONMENT]
# ENVIRONMENT (dev, prod, ...) is needed only where the group holds more than one. The key is never printed, nor an argument of any command.
set -euo pipefail
set +x

group=${1:?Usage: infra/signalr-upstream.sh RESOURCE_GROUP [ENVIRONMENT]}
environment=${2:-}
here=$(cd "$(dirname "$0")" && pwd)

# The one resource of a type, and of the environment when one is named.
only() {
  local type=$1 prefix=$2 filter="starts_with(name, '$2')" found
  [ -z "$environment" ] || filter="$filter && tags.\"azd-env-name\" == '$environment'"
  found=$(az resource list --resource-group "$group" --resource-type "$type" --query "[?$filter].name" --output tsv)
  if [ "$(grep -c . <<<"$found")" -ne 1 ]; then
    echo "There must be one $type named $prefix... in $group, not: ${found:-none}. Deploy infra/main.bicep first, or name the environment." >&2
    return 1
  fi
  echo "$found"
}

app=$(only Microsoft.Web/sites func-)
signalr=$(only Microsoft.SignalRService/signalR sigr-)
vault=$(only Microsoft.KeyVault/vaults kv-)
site=$(only Microsoft.Web/staticSites stapp-)
identity=$(only Microsoft.ManagedIdentity/userAssignedIdentities id-signalr-)
host=$(az functionapp show --resource-group "$group" --name "$app" --query defaultHostName --output tsv)

key=""
for attempt in $(seq 1 "${NOTILOG_ATTEMPTS:-20}"); do
  # A call starts the app, and the app's start makes the key.
  curl --silent --output /dev/null --max-time 60 "https://$host/api/health" || true
  key=$(az functionapp keys list --resource-group "$group" --name "$app" --query systemKeys.signalr_extension --output tsv 2>/dev/null || true)
  [ -z "$key" ] || [ "$key" = None ] || break
  key=""
  echo "$app has no key for SignalR Service yet ($attempt)" >&2
  sleep "${NOTILOG_PAUSE:-15}"
done
if [ -z "$key" ]; then
  echo "$app made no key signalr_extension: deploy the code, and see that https://$host/api/health answers." >&2
  exit 1
fi

printf '{"signalRName":{"value":"%s"},"functionAppName":{"value":"%s"},"keyVaultName":{"value":"%s"},"siteName":{"value":"%s"},"identityName":{"value":"%s"},"systemKey":{"value":"%s"}}' \
  "$signalr" "$app" "$vault" "$site" "$identity" "$key" |
  az deployment group create --resource-group "$group" --name signalr-upstream --template-file "$here/signalRUpstream.bicep" --parameters @- --output none
echo "$signalr reports to $app"
