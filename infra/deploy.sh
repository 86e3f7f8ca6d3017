#!/usr/bin/env bash
# Deploys infra/main.bicep with the parameters of an environment, or shows what that would change.
# Usage: infra/deploy.sh RESOURCE_GROUP dev|prod [--what-if]
# After a deployment it prints its outputs as NAME=value lines.
set -euo pipefail

group=${1:?Usage: infra/deploy.sh RESOURCE_GROUP dev|prod [--what-if]}
environment=${2:?Usage: infra/deploy.sh RESOURCE_GROUP dev|prod [--what-if]}
here=$(cd "$(dirname "$0")" && pwd)
case $environment in
  dev) parameters=$here/main.bicepparam ;;
  prod) parameters=$here/main.prod.bicepparam ;;
  *) echo "The environment is dev or prod, not $environment." >&2 && exit 2 ;;
esac
# The name that main.bicepparam would take from azd.
export AZURE_ENV_NAME=$environment

# A deployment must not take away the upstream that infra/signalr-upstream.sh has set.
signalr=$(az resource list --resource-group "$group" --resource-type Microsoft.SignalRService/signalR --query "[?tags.\"azd-env-name\" == '$environment'].name" --output tsv)
NOTILOG_SIGNALR_UPSTREAM=false
if [ -n "$signalr" ]; then
  templates=$(az signalr show --resource-group "$group" --name "$signalr" --query "length(upstream.templates || \`[]\`)" --output tsv)
  [ "$templates" -eq 0 ] || NOTILOG_SIGNALR_UPSTREAM=true
fi
export NOTILOG_SIGNALR_UPSTREAM

if [ "${3:-}" = --what-if ]; then
  az deployment group what-if --resource-group "$group" --name "main-$environment" --parameters "$parameters"
  exit
fi
az deployment group create --resource-group "$group" --name "main-$environment" --parameters "$parameters" --output none
for output in NOTILOG_API_URL NOTILOG_SITE_URL NOTILOG_SIGNALR_URL NOTILOG_FUNCTION_APP NOTILOG_SITE NOTILOG_KEY_VAULT; do
  value=$(az deployment group show --resource-group "$group" --name "main-$environment" --query "properties.outputs.$output.value" --output tsv)
  echo "$output=$value"
done
